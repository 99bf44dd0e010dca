"""What administrators do about held mail: hold it, see what would go, let it go, or discard what should not.

A mail that is discarded ends as not needed, with who decided it, so nothing disappears. What is planned later, such as
the digest of the next day, is not touched.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from coalition.districts.audit import record
from coalition.districts.models import District, Invitation
from engagement.enums import MailState
from engagement.models import MailChannel, MailHold, OutgoingMail
from engagement.reminders.checks import rule_unheld
from engagement.reminders.facts import look_up, read_mails
from engagement.reminders.kinds import PASS_HOLD
from engagement.reminders.liveness import look_anew

MOST_SHOWN = 100


@dataclass(frozen=True)
class Preview:
    """A mail and what would become of it if it were looked at now: `reason` is empty where it goes at once."""

    mail: OutgoingMail
    would_go: bool
    reason: str


def would_go(now: datetime) -> list[Preview]:
    """The mails of the district that are due, oldest first, at most MOST_SHOWN. Only reads."""
    due = list(due_now(now).order_by("available_at", "pk")[:MOST_SHOWN])
    facts = look_up(read_mails(OutgoingMail.objects.filter(pk__in=[mail.pk for mail in due])), now)
    return [preview(mail, facts, now) for mail in due if mail.pk in facts.mails]


def due_now(now):
    """What waits because mail is held: what passes a hold is not for anybody to look at or to discard."""
    return OutgoingMail.objects.due(now).filter(state=MailState.WAITING).exclude(kind__in=PASS_HOLD)


def preview(mail, facts, now):
    known = facts.mails[mail.pk]
    mail.recipient, mail.invitation, mail.partnership = known.recipient, known.invitation, known.partnership
    ruling = rule_unheld(known, facts, now)
    return Preview(mail, would_go=not (ruling.state or ruling.until), reason=ruling.reason)


def hold_of(district) -> MailHold | None:
    """The hold the district is under by itself, with who began it."""
    return MailHold.objects.active().filter(district=district).select_related("held_by__user").first()


def is_held(district) -> bool:
    return hold_of(district) is not None or MailChannel.objects.filter(is_held=True).exists()


@transaction.atomic
def hold(*, by, reason: str) -> bool:
    """Let no mail of the district leave; False when it is held already."""
    try:
        with transaction.atomic():
            MailHold.objects.create(district_id=by.district_id, held_by=by, reason=reason)
    except IntegrityError:
        return False
    record(by, "Held the mail of the district", str(by.district), reason)
    look_anew(by.district_id)
    return True


@transaction.atomic
def release(*, by) -> bool:
    """Let the mail of the district leave again; False when it was not held by itself."""
    found = MailHold.objects.active().filter(district=by.district_id).select_for_update().first()
    if found is None:
        return False
    found.lift(by)
    record(by, "Released the mail of the district", str(by.district), found.reason)
    look_anew(by.district_id)
    return True


def may_release_all(user) -> bool:
    """Whether a user may release what is held for every district: of the installation, or of its only district."""
    return user.is_superuser or District.objects.count() == 1


@transaction.atomic
def release_all(*, by):
    """Let the mail of every district leave again."""
    channel = MailChannel.get()
    record(by, "Released the mail of all districts", str(channel), channel.held_reason)
    channel.release()
    look_anew(by.district_id)


@transaction.atomic
def discard(mails, *, by, now: datetime) -> int:
    """End `mails`, those that still wait, unsent; returns how many. An invitation is told why it did not arrive."""
    waiting = list(mails.filter(state=MailState.WAITING, lease_token=None).values_list("pk", "invitation"))
    reason = f"Discarded by {by} while mail was held."[:200]
    ended = OutgoingMail.objects.filter(
        pk__in=[pk for pk, _ in waiting], state=MailState.WAITING, lease_token=None
    ).update(state=MailState.CANCELLED, available_at=None, ended_at=now, reason=reason)
    invited = [invitation for _, invitation in waiting if invitation]
    Invitation.objects.filter(pk__in=invited).update(mail_failure=reason)
    record(by, "Discarded mail that was held", str(by.district), f"{ended} mails")
    return ended
