"""What is particular to each kind of mail."""

from dataclasses import dataclass
from datetime import timedelta

from engagement.enums import MailKind


@dataclass(frozen=True)
class KindRule:
    """How long a mail is worth sending, whether it goes again when nobody knows if it went, and while mail is held."""

    lasts: timedelta
    goes_again_when_unknown: bool
    passes_hold: bool = False


A_WEEK = KindRule(timedelta(days=7), goes_again_when_unknown=True)
RULES = {
    MailKind.OUTREACH: A_WEEK,
    MailKind.DIGEST: A_WEEK,
    MailKind.STARTING: KindRule(timedelta(days=2), goes_again_when_unknown=True),
    MailKind.LATE: A_WEEK,
    MailKind.PROMISE: A_WEEK,
    MailKind.RATING: A_WEEK,
    MailKind.SEAT: A_WEEK,
    MailKind.ESCALATION: A_WEEK,
    MailKind.SUMMARY: KindRule(timedelta(days=5), goes_again_when_unknown=True),
    MailKind.HANDOVER: A_WEEK,
    MailKind.LEAVE: A_WEEK,
    # Worth nothing an hour later: they have asked again. Each copy carries a link of its own, and one use ends all.
    MailKind.SIGN_IN: KindRule(timedelta(hours=1), goes_again_when_unknown=True, passes_hold=True),
    # To people who have no account yet: rather not twice. An administrator sees "perhaps sent" and decides.
    MailKind.INVITATION: KindRule(timedelta(days=3), goes_again_when_unknown=False),
}
PASS_HOLD = [kind for kind, rule in RULES.items() if rule.passes_hold]
