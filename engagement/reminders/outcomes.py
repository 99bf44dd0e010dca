"""What follows from a failure: the policy of RFC 5321 and of the relays we know, without a database.

A fault of the one mail is the mail's (tried again, or given up); a fault of the relay is the channel's, which rests,
and no mail pays for it with a try. One code can be either; the step at which it came decides.
"""

import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from coalition.lib.mail.smtp import MailFailure, Step

LADDER = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]
JITTER = 0.2
BRIEF_REST = timedelta(seconds=30)
LONG_REST = timedelta(minutes=2)
BUSY = {421, 432, 454}
WRONG_ADDRESS = {550, 551, 553}
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
RELAY_STEPS = (Step.CONNECT, Step.SECURE, Step.SIGN_IN)


class Course(StrEnum):
    """What happens next."""

    TRY_AGAIN = "try again"
    GIVE_UP = "give up"
    SUPPRESS = "suppress"
    REST = "rest"
    ASK = "ask"


@dataclass(frozen=True)
class Judgement:
    """A course, and for a rest how long at least."""

    course: Course
    rest: timedelta = timedelta(0)


def judge(failure: MailFailure, *, goes_again_when_unknown: bool) -> Judgement:
    """Decide what follows from `failure` for a kind of mail that may, or may not, go again when nobody knows."""
    code, step = failure.code, failure.step
    if code in BUSY:
        return Judgement(Course.REST, LONG_REST)
    if step in RELAY_STEPS or (step == Step.SENDER and code >= 500):
        is_wrong_setting = step in {Step.SECURE, Step.SIGN_IN} or code >= 500
        return Judgement(Course.REST, LONG_REST if is_wrong_setting else BRIEF_REST)
    if failure.is_unknown:
        return Judgement(Course.TRY_AGAIN if goes_again_when_unknown else Course.ASK)
    if code < 500:
        return Judgement(Course.TRY_AGAIN)
    return Judgement(verdict_on_mail(step, code, failure.text))


def verdict_on_mail(step: Step, code: int, text: str) -> Course:
    """What a permanent refusal means: RFC 3463 says whether the address is wrong or the mailbox merely full."""
    found = ENHANCED.search(text)
    subject, detail = (found[2], found[3]) if found else ("", "")
    if (subject, detail) == ("2", "2"):
        return Course.TRY_AGAIN
    if step == Step.RECIPIENT and (subject == "1" or (not subject and code in WRONG_ADDRESS)):
        return Course.SUPPRESS
    return Course.GIVE_UP


def next_try(attempts: int, now: datetime, chance: float | None = None, ladder: list[timedelta] = LADDER) -> datetime:
    """When to try after that many failed tries; `chance` from 0 to 1 spreads them by a fifth either way."""
    wait = ladder[min(attempts, len(ladder)) - 1]
    spread = random.random() if chance is None else chance  # noqa: S311
    return now + wait * (1 - JITTER + 2 * JITTER * spread)
