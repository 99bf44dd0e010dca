"""Writing into the outbox: once for each key, and again for what was cancelled and is wanted after all."""

from datetime import datetime

from engagement.enums import MailState
from engagement.models import OutgoingMail
from engagement.reminders.kinds import RULES


def write(mails: list[OutgoingMail]) -> int:
    """Insert the mails that are not there yet."""
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
    return len(mails)


def take_back(mails: list[OutgoingMail], now: datetime) -> None:
    """A reminder that was cancelled because its date moved is due again once the date has moved back."""
    for kind in {mail.kind for mail in mails}:
        keys = [mail.dedupe_key for mail in mails if mail.kind == kind]
        OutgoingMail.objects.filter(dedupe_key__in=keys, state=MailState.CANCELLED).update(
            state=MailState.WAITING,
            available_at=now,
            due_at=now,
            not_after=now + RULES[kind].lasts,
            reason="",
            ended_at=None,
        )
