"""Sending what is due: claim a batch, look again, write, send to one recipient, commit, next.

Each mail is committed by itself: that one is sent and the next is being sent in the same transaction. Whatever kills
the sender, at most the mail in its hands is sent twice, with the same Message-ID, and none is lost.
"""

import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from django.conf import settings
from django.db import DatabaseError
from django_scopes import scopes_disabled

from coalition.lib.mail.letter import Letter
from coalition.lib.mail.smtp import MailFailure, Step
from engagement.models import MailChannel, OutgoingMail
from engagement.reminders.aftermath import Aftermath
from engagement.reminders.checks import rule
from engagement.reminders.claiming import Batch, claim, exchange, give_back
from engagement.reminders.clock import DatabaseClock
from engagement.reminders.facts import Facts, gather
from engagement.reminders.guards import look_at_fence
from engagement.reminders.letters import write
from engagement.reminders.line import Line

MAILS_IN_A_BATCH = 100
FACTS_STAY_FRESH = timedelta(seconds=5)
SHARE_OF_LEASE_USED = 0.8
# Set when this process is asked to end: the mail in hand is finished, the others are given back.
stopping = Event()
HUNG_UP = {0, 421}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ready:
    """A mail with its letter."""

    mail: OutgoingMail
    letter: Letter


def deliver_due(
    *, seconds: float = 50, clock: Callable[[], datetime] | None = None, batch: int = MAILS_IN_A_BATCH
) -> bool:
    """Send what is due for up to `seconds`; True when there may be more. Does nothing while the channel rests."""
    clock = clock or DatabaseClock()
    with scopes_disabled():
        return look_at_fence(clock()) and Sender(clock, batch).run(time.monotonic() + seconds)


class Sender:
    """One sender with one connection to the relay, kept over all its batches."""

    def __init__(self, clock: Callable[[], datetime], batch: int):
        self.clock, self.size = clock, batch
        self.line, self.aftermath = Line(), Aftermath()
        self.left: deque = deque()

    def run(self, until: float) -> bool:
        turn = 0
        with contextlib.closing(self.line), self.concluding():
            while time.monotonic() < until and not stopping.is_set():
                now = self.clock()
                self.aftermath.channel = channel = MailChannel.get()
                if channel.is_resting(now):
                    return False
                # After trouble a single mail tries whether the relay works again.
                limit = 1 if channel.failures else self.size
                batch = claim(now=now, limit=limit, turn=turn, is_held=channel.is_held)
                if batch.is_empty or not self.send(batch):
                    return False
                turn = batch.turn
            return True

    @contextlib.contextmanager
    def concluding(self) -> Iterator[None]:
        """Decide at the end, however it came, about refusals that nothing has confirmed."""
        try:
            yield
        finally:
            self.aftermath.conclude(self.clock())

    def send(self, batch: Batch) -> bool:
        """Send a batch; False when the channel rests and the remainder was given back."""
        self.left = deque(batch.mail_ids)
        give_up_at = time.monotonic() + settings.MAIL_CLAIM_SECONDS * SHARE_OF_LEASE_USED
        letters = self.letters(batch)
        sent, current, goes_on = None, next(letters, None), True
        while current and goes_on and time.monotonic() < give_up_at and not stopping.is_set():
            if not self.line.is_open:
                self.exchange(sent, None)
                sent, goes_on = None, self.reach(current.mail)
            if goes_on:
                is_mine = self.exchange(sent, current)
                upcoming = next(letters, None)
                sent, goes_on = self.hand_over(current) if is_mine else (None, True)
                current = upcoming
        self.exchange(sent, None)
        give_back([*([current.mail.pk] if current else []), *self.left], batch.token)
        return goes_on

    def letters(self, batch: Batch) -> Iterator[Ready]:
        """The mails of the batch that should go, each with its letter; the others are settled on the way."""
        facts = None
        while self.left:
            now = self.clock()
            if facts is None or now - facts.read_at > FACTS_STAY_FRESH:
                facts = gather(list(self.left), batch.token, now)
            mail = facts.mails.get(self.left.popleft())
            letter = mail and self.prepare(mail, facts, now)
            if letter:
                yield Ready(mail, letter)

    def prepare(self, mail: OutgoingMail, facts: Facts, now: datetime) -> Letter | None:
        """The letter of a mail that should go; what cannot be decided or written about is the fault of the mail."""
        try:
            ruling = rule(mail, facts, now)
            letter = None if ruling.state or ruling.until else write(mail, facts)
        except DatabaseError:
            raise
        except Exception as error:
            logger.exception("Mail %s could not be written", mail.pk)
            self.aftermath.unwritable(mail, error, now)
            return None
        if letter is None:
            self.aftermath.follow(ruling, mail, now)
        return letter

    def reach(self, mail: OutgoingMail) -> bool:
        """Open the line; where that fails the channel rests, and `mail` only serves as the example."""
        try:
            self.line.open()
        except MailFailure as failure:
            self.aftermath.unreachable(mail, failure, self.clock())
            return False
        return True

    def exchange(self, sent: Ready | None, current: Ready | None) -> bool:
        """In one transaction write that `sent` was accepted and `current` is on its way; False if that is not ours."""
        if sent is None and current is None:
            return False
        now = self.clock()
        was_lent, is_mine = exchange(sent and sent.mail, current and current.mail, now)
        if sent:
            if not was_lent:
                logger.warning("Mail %s was sent after its lease had run out; it may go twice", sent.mail.pk)
            self.aftermath.accepted(now)
        return is_mine

    def hand_over(self, ready: Ready) -> tuple[Ready | None, bool]:
        """Give the letter to the relay: what is to be marked as sent, and whether to go on with the next."""
        try:
            self.line.deliver(ready.letter)
        except MailFailure as failure:
            return None, self.hung_up(ready.mail, failure) or self.aftermath.failed(ready.mail, failure, self.clock())
        except Exception as error:
            logger.exception("Mail %s could not be sent", ready.mail.pk)
            self.line.close()
            self.aftermath.unwritable(ready.mail, error, self.clock())
            return None, True
        return ready, True

    def hung_up(self, mail: OutgoingMail, failure: MailFailure) -> bool:
        """Tell whether the relay only hung up after earlier letters, as many do; the mail is due again at once."""
        if not (self.line.delivered and failure.step == Step.SENDER and failure.code in HUNG_UP):
            return False
        self.line.close()
        give_back([mail.pk], mail.lease_token)
        return True
