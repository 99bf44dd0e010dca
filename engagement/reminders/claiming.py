"""Lending mails of the outbox to one sender at a time.

A claim sets a lease and a token; every later change of a lent mail names the token, so a sender whose lease ran out
changes nothing. Districts take turns: each gives an equal share to a batch, its oldest first, however long its queue.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from coalition.districts.models import District, Invitation
from engagement.enums import MailState
from engagement.models import OutgoingMail, OutgoingMailAttempt
from engagement.reminders.kinds import RULES

DISTRICTS_IN_A_BATCH = 25
INTERRUPTIONS_ALLOWED = 3


@dataclass(frozen=True)
class Batch:
    """The mails lent by one claim, oldest first in turns; `turn` is the district served last, None when none is due."""

    token: UUID
    mail_ids: list[UUID]
    turn: int | None

    @property
    def is_empty(self) -> bool:
        return self.turn is None


@transaction.atomic
def claim(*, now: datetime, limit: int, turn: int = 0) -> Batch:
    """Lend up to `limit` due mails, beginning with the districts after `turn`; none is due when it is empty.

    On PostgreSQL mails that another sender is just claiming are passed over (SKIP LOCKED); on SQLite the transaction is
    the only writer (BEGIN IMMEDIATE). What a stopped sender left behind is lent again or ends, by the rule of its kind.
    """
    districts = districts_in_turn(now, turn)[: min(DISTRICTS_IN_A_BATCH, limit)]
    share = -(-limit // len(districts)) if districts else 0
    queues = [take_oldest(district, now, share) for district in districts]
    in_turn = [mail for place in zip_longest_flat(queues) for mail in place][:limit]
    lent = [mail for mail in in_turn if mail.state != MailState.SENDING or take_up(mail, now)]
    token = uuid4()
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in lent]).update(
        state=MailState.CLAIMED, lease_token=token, available_at=now + timedelta(seconds=settings.MAIL_CLAIM_SECONDS)
    )
    return Batch(token, [mail.pk for mail in lent], districts[-1] if districts else None)


def districts_with_due(now: datetime):
    """The districts that have due mail: one look into the index for each district there is, however long the queues."""
    waiting = OutgoingMail.objects.due(now).filter(district=OuterRef("pk"))
    return District.objects.filter(Exists(waiting)).order_by("pk")


def districts_in_turn(now, turn):
    """The districts with due mail, those after `turn` first."""
    found = list(districts_with_due(now).values_list("pk", flat=True))
    return [pk for pk in found if pk > turn] + [pk for pk in found if pk <= turn]


def take_oldest(district, now, share):
    due = OutgoingMail.objects.due(now).filter(district=district).order_by("available_at", "pk")
    fields = ("pk", "district", "kind", "state", "interruptions", "lease_token", "invitation")
    return list(due.select_for_update(skip_locked=True).only(*fields)[:share])


def zip_longest_flat(queues):
    """First the oldest of each queue, then the second of each, and so on."""
    longest = max((len(queue) for queue in queues), default=0)
    return [[queue[place] for queue in queues if place < len(queue)] for place in range(longest)]


def take_up(mail, now):
    """Decide about a mail whose sender was stopped while the relay may have taken it; True lends it again."""
    rule, outcome = RULES[mail.kind], "Sent again with the same Message-ID."
    if not rule.goes_again_when_unknown:
        outcome = "It may have arrived. Somebody decides whether it goes again."
        end(mail, now, state=MailState.UNCERTAIN, reason=outcome)
    elif mail.interruptions + 1 >= INTERRUPTIONS_ALLOWED:
        outcome = "Given up: its sender was stopped each time."
        end(mail, now, state=MailState.DEAD, reason=outcome)
    OutgoingMail.objects.filter(pk=mail.pk).update(interruptions=F("interruptions") + 1)
    note(mail, now, error="The sender was stopped while sending.", outcome=outcome)
    return rule.goes_again_when_unknown and mail.interruptions + 1 < INTERRUPTIONS_ALLOWED


def begin(mail: OutgoingMail, now: datetime) -> bool:
    """Mark a claimed mail as being sent, with the long lease; False when it is no longer lent as its token says."""
    lease_end = now + timedelta(seconds=settings.MAIL_SENDING_SECONDS)
    claimed = OutgoingMail.objects.filter(pk=mail.pk, lease_token=mail.lease_token, state=MailState.CLAIMED)
    return bool(claimed.update(state=MailState.SENDING, available_at=lease_end))


def settle(mail: OutgoingMail, token: UUID, **columns) -> bool:
    """Write what became of a lent mail and give it back; False when it is no longer lent to this sender."""
    return bool(OutgoingMail.objects.filter(pk=mail.pk, lease_token=token).update(lease_token=None, **columns))


def end(mail: OutgoingMail, now: datetime, *, state: MailState, reason: str = "", **columns) -> bool:
    """Bring a mail to its end, if it is still lent as `mail.lease_token` says, and tell what it was about."""
    columns = {"available_at": None, "ended_at": now, "reason": reason[:200], **columns}
    settled = settle(mail, mail.lease_token, state=state, **columns)
    if settled and mail.invitation_id:
        about = {"mailed_at": now} if state == MailState.SENT else {"mail_failure": reason[:200]}
        Invitation.objects.filter(pk=mail.invitation_id).update(**about)
    return settled


def note(mail: OutgoingMail, now: datetime, *, error: str, outcome: str, step: str = "", code: int | None = None):
    """Write down a try that did not succeed and what followed."""
    OutgoingMailAttempt.objects.create(
        district_id=mail.district_id, mail=mail, at=now, step=step, code=code, error=error[:300], outcome=outcome[:120]
    )


def give_back(mail_ids: list[UUID], token: UUID) -> None:
    """Return mails untouched: they are due as before, and nothing counts as a try."""
    OutgoingMail.objects.filter(pk__in=mail_ids, lease_token=token).update(
        state=MailState.WAITING, available_at=F("due_at"), lease_token=None
    )
