"""Lending mails of the outbox to one sender at a time.

A claim sets a lease and a token; every later change of a lent mail names the token, so a sender whose lease ran out
changes nothing. Districts take turns: each gives an equal share to a batch, its oldest first, however long its queue.

A letter may be what stops its sender: one that takes all memory, or crashes a library. From outside that looks like any
other end of a process, which may have held a hundred mails. So what was left behind twice is lent alone from then on,
and what was left behind five times, three of them alone, has ended.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Value

from coalition.districts.models import District, Invitation
from coalition.lib.database.together import execute_together
from engagement.enums import MailState
from engagement.models import MailHold, OutgoingMail, OutgoingMailAttempt
from engagement.reminders.kinds import PASS_HOLD, RULES

DISTRICTS_IN_A_BATCH = 25
INTERRUPTIONS_ALLOWED = 3
LEFT_BEHIND_IN_COMPANY, LEFT_BEHIND_ALLOWED = 2, 5
TABLE = OutgoingMail._meta.db_table
END_SENT = f"""
    UPDATE {TABLE}
    SET state = '{MailState.SENT}', available_at = NULL, lease_token = NULL, reason = '', last_code = 250,
        items = %s, ended_at = %s
    WHERE id = %s AND lease_token = %s"""  # noqa: S608
BEGIN = f"""
    UPDATE {TABLE} SET state = '{MailState.SENDING}', available_at = %s
    WHERE id = %s AND lease_token = %s AND state = '{MailState.CLAIMED}'"""  # noqa: S608
TELL_INVITATION = f"UPDATE {Invitation._meta.db_table} SET mailed_at = %s WHERE id = %s"  # noqa: S608


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
def claim(*, now: datetime, limit: int, turn: int = 0, is_held: bool = False) -> Batch:
    """Lend up to `limit` due mails, beginning with the districts after `turn`; none is due when it is empty.

    While all mail `is_held`, or that of a district, only what passes a hold is lent.
    On PostgreSQL mails that another sender is just claiming are passed over (SKIP LOCKED); on SQLite the transaction is
    the only writer (BEGIN IMMEDIATE). What a stopped sender left behind is lent again or ends, by the rule of its kind;
    the batch ends before a mail that may have stopped it, which is lent alone in its turn.
    """
    districts = districts_in_turn(now, turn, is_held)[: min(DISTRICTS_IN_A_BATCH, limit)]
    share = -(-limit // len(districts)) if districts else 0
    queues = [take_oldest(district, now, share) for district in districts]
    in_turn = [mail for place in zip_longest_flat(queues) for mail in place][:limit]
    chosen = list(takewhile(is_trusted, in_turn)) or in_turn[:1]
    lent = take_up(chosen, now)
    token = uuid4()
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in lent]).update(
        state=MailState.CLAIMED, lease_token=token, available_at=now + timedelta(seconds=settings.MAIL_CLAIM_SECONDS)
    )
    served = chosen[-1].district_id if len(chosen) < len(in_turn) else districts[-1].pk if districts else None
    return Batch(token, [mail.pk for mail in lent], served)


def districts_with_due(now: datetime, *, is_held: bool = False):
    """The districts with due mail that may leave: one look into the index for each, however long the queues.

    Of those that are held (`has_hold`), or of all while all mail `is_held`, only what passes a hold counts.
    """
    waiting = OutgoingMail.objects.due(now).filter(district=OuterRef("pk"))
    passing = Exists(waiting.filter(kind__in=PASS_HOLD))
    if is_held:
        return District.objects.filter(passing).annotate(has_hold=Value(value=True)).order_by("pk")
    held = Exists(MailHold.objects.active().filter(district=OuterRef("pk")))
    found = District.objects.filter((~held & Exists(waiting)) | (held & passing))
    return found.annotate(has_hold=held).order_by("pk")


def districts_in_turn(now, turn, is_held):
    """The districts with due mail, those after `turn` first."""
    found = list(districts_with_due(now, is_held=is_held).only("pk"))
    return [each for each in found if each.pk > turn] + [each for each in found if each.pk <= turn]


def take_oldest(district, now, share):
    due = OutgoingMail.objects.due(now).filter(district=district).order_by("available_at", "pk")
    if district.has_hold:
        due = due.filter(kind__in=PASS_HOLD)
    fields = ("pk", "district", "kind", "state", "interruptions", "left_behind", "lease_token", "invitation")
    return list(due.select_for_update(skip_locked=True).only(*fields)[:share])


def zip_longest_flat(queues):
    """First the oldest of each queue, then the second of each, and so on."""
    longest = max((len(queue) for queue in queues), default=0)
    return [[queue[place] for queue in queues if place < len(queue)] for place in range(longest)]


def is_trusted(mail):
    """Tell whether a mail may share a batch: no sender was stopped while sending it, nor twice while holding it."""
    left_behind = mail.left_behind + (mail.state == MailState.CLAIMED)
    return mail.state != MailState.SENDING and not mail.interruptions and left_behind < LEFT_BEHIND_IN_COMPANY


def take_up(mails, now):
    """Count what stopped senders left behind among `mails`; returns those that are lent."""
    behind = [mail.pk for mail in mails if mail.state == MailState.CLAIMED]
    if behind:
        OutgoingMail.objects.filter(pk__in=behind).update(left_behind=F("left_behind") + 1)
    decide = {MailState.SENDING: take_up_unknown, MailState.CLAIMED: take_up_unsent}
    return [mail for mail in mails if mail.state == MailState.WAITING or decide[mail.state](mail, now)]


def take_up_unknown(mail, now):
    """Decide about a mail that the relay may have taken."""
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


def take_up_unsent(mail, now):
    """Decide about a mail that was lent and never begun; it may be to blame where it was lent alone."""
    is_given_up = mail.left_behind + 1 >= LEFT_BEHIND_ALLOWED
    if is_given_up:
        end(mail, now, state=MailState.DEAD, reason="Given up: whatever began to write it was stopped each time.")
    if mail.left_behind >= LEFT_BEHIND_IN_COMPANY:
        outcome = "Given up." if is_given_up else "Written again, by itself."
        note(mail, now, error="The sender was stopped before the letter was written.", outcome=outcome)
    return not is_given_up


def settle(mail: OutgoingMail, token: UUID, **columns) -> bool:
    """Write what became of a lent mail and give it back; False when it is no longer lent to this sender."""
    return bool(OutgoingMail.objects.filter(pk=mail.pk, lease_token=token).update(lease_token=None, **columns))


def end(mail: OutgoingMail, now: datetime, *, state: MailState, reason: str = "", **columns) -> bool:
    """Bring a mail to an end without being sent, if it is still lent as its token says; an invitation is told why."""
    columns = {"available_at": None, "ended_at": now, "reason": reason[:200], **columns}
    settled = settle(mail, mail.lease_token, state=state, **columns)
    if settled and mail.invitation_id:
        Invitation.objects.filter(pk=mail.invitation_id).update(mail_failure=reason[:200])
    return settled


def note(mail: OutgoingMail, now: datetime, *, error: str, outcome: str, step: str = "", code: int | None = None):
    """Write down a try that did not succeed and what followed."""
    OutgoingMailAttempt.objects.create(
        district_id=mail.district_id, mail=mail, at=now, step=step, code=code, error=error[:300], outcome=outcome[:120]
    )


def exchange(sent: OutgoingMail | None, current: OutgoingMail | None, now: datetime) -> tuple[bool, bool]:
    """End `sent` as sent and begin `current`, both or neither; tells of each whether it was lent as its token says.

    All that is asked of the database between two letters, and a quarter of what a mail costs: hence one round trip, and
    SQL instead of the words of the ORM.
    """
    statements = []
    if sent:
        statements.append((END_SENT, [sent.items, as_stored("ended_at", now), *lent(sent)]))
        if sent.invitation_id:
            statements.append((TELL_INVITATION, [as_stored("ended_at", now), sent.invitation_id]))
    if current:
        lease_end = now + timedelta(seconds=settings.MAIL_SENDING_SECONDS)
        statements.append((BEGIN, [as_stored("available_at", lease_end), *lent(current)]))
    counts = execute_together(statements)
    return bool(sent and counts[0]), bool(current and counts[-1])


def lent(mail):
    return as_stored("id", mail.pk), as_stored("lease_token", mail.lease_token)


def as_stored(name, value):
    """A value of the column `name` as this database takes it."""
    return OutgoingMail._meta.get_field(name).get_db_prep_value(value, connection)


def give_back(mail_ids: list[UUID], token: UUID) -> None:
    """Return mails untouched: they are due as before, and nothing counts as a try."""
    OutgoingMail.objects.filter(pk__in=mail_ids, lease_token=token).update(
        state=MailState.WAITING, available_at=F("due_at"), lease_token=None
    )
