"""What follows when a mail that had been accepted comes back.

A report is a claim that anybody can write. It counts only when it names a mail we sent within a month: by the signed
address it was sent to, or by the Message-ID, which only those have who got the mail. Whatever address it names, the one
we had sent to is judged. A wrong address (5.1.x, or a mailbox that is closed) is suppressed at once, if the report came
to the signed address or is about that very recipient; a full mailbox, a letter taken for spam and all else three times
in two weeks. Delays and good news are read and forgotten, and nothing is ever answered, so no loop can begin.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from coalition.districts.models import Invitation
from coalition.lib.mail.dsn import LARGEST, Report, read_reports
from coalition.lib.on_demand import on_demand
from engagement.enums import MailState
from engagement.models import Bounce, OutgoingMail, Suppression
from engagement.reminders.claiming import note
from engagement.reminders.return_path import mail_named_by

read_messages = on_demand("coalition.lib.mail.mailbox.read")

REPORTED_WITHIN = timedelta(days=30)
SOFT_LIMIT = 3
SOFT_WITHIN = timedelta(days=14)
# RFC 3463: 5.1.7 and 5.1.8 are about the sender's address; 5.2.1 is a mailbox that was closed.
WRONG_ADDRESS = "5.1."
ABOUT_THE_SENDER = {"5.1.7", "5.1.8"}
CLOSED_MAILBOX = "5.2.1"


@dataclass(frozen=True)
class Sent:
    """The mail a report is about, and whether the report proves that by a signature."""

    mail: OutgoingMail
    is_signed: bool

    @property
    def address(self) -> str:
        mail = self.mail
        return (mail.invitation.email if mail.invitation else mail.recipient.user.email).lower()


def take(content: bytes, now: datetime) -> int:
    """Read a message and follow the reports in it; returns how many were about mail of ours, known ones included."""
    taken = 0
    for report in read_reports(content):
        sent = find(report, now) if report.action == "failed" else None
        if sent:
            follow(report, sent, now)
            taken += 1
    return taken


def read_mailbox() -> int:
    """Read the mailbox of the settings, where there is one; returns how many messages were about mail of ours."""
    if not settings.MAIL_BOUNCE_MAILBOX:
        return 0
    return read_messages(
        settings.MAIL_BOUNCE_MAILBOX, lambda content: take(content, timezone.now()) > 0, largest=LARGEST
    )


def find(report: Report, now: datetime) -> Sent | None:
    """The mail a report is about, if it was sent lately and has a recipient still."""
    signed = [pk for address in report.sent_to if (pk := mail_named_by(address))]
    mails = OutgoingMail.objects.filter(created_at__gte=now - REPORTED_WITHIN)
    mails = mails.select_related("recipient__user", "invitation")
    by_signature = mails.filter(pk__in=signed).first() if signed else None
    mail = by_signature or mails.filter(message_id__in=report.message_ids[:1]).first()
    if mail is None or not (mail.recipient or mail.invitation):
        return None
    return Sent(mail, is_signed=by_signature is not None)


def is_permanent(report: Report, sent: Sent) -> bool:
    """Whether the address is wrong for good, and the report surely about it."""
    is_about_address = report.status.startswith(WRONG_ADDRESS) and report.status not in ABOUT_THE_SENDER
    is_sure = sent.is_signed or sent.address in report.recipients
    return is_sure and (is_about_address or report.status == CLOSED_MAILBOX)


@transaction.atomic
def follow(report: Report, sent: Sent, now: datetime) -> None:
    """Write the bounce down, once, and what becomes of the mail and its address."""
    mail = OutgoingMail.objects.select_for_update().get(pk=sent.mail.pk)
    was_sent = mail.state == MailState.SENT
    known = Bounce.objects.filter(mail=mail, fingerprint=report.identity)
    if not was_sent or known.exists():
        return
    permanent, reason = is_permanent(report, sent), reason_of(report)
    Bounce.objects.create(
        district_id=mail.district_id,
        mail=mail,
        address=sent.address,
        at=now,
        status=report.status,
        is_permanent=permanent,
        reason=reason,
        fingerprint=report.identity,
    )
    came_back(mail, now, reason, permanent=permanent)
    if permanent or is_often(sent, now):
        suppress(mail, sent.address, reason, permanent=permanent)


def came_back(mail, now, reason, *, permanent):
    """The mail had left and did not arrive: it stands among the failed, with a button to send it again."""
    state = MailState.SUPPRESSED if permanent else MailState.DEAD
    told = "The address does not exist." if permanent else "It came back."
    OutgoingMail.objects.filter(pk=mail.pk).update(state=state, reason=told, last_error=reason, ended_at=now)
    Invitation.objects.filter(pk=mail.invitation_id).update(mail_failure=told)
    note(mail, now, error=reason, outcome="It had left, and came back.", step="returned")


def is_often(sent: Sent, now: datetime) -> bool:
    """Whether so many mails to the address came back lately that it is no accident, none having been forgiven since."""
    lifted = Suppression.objects.filter(district=sent.mail.district_id, address=sent.address, lifted_at__isnull=False)
    forgiven = lifted.order_by("-lifted_at").values_list("lifted_at", flat=True).first()
    since = max(filter(None, [now - SOFT_WITHIN, forgiven]))
    lately = Bounce.objects.filter(district=sent.mail.district_id, address=sent.address, at__gte=since)
    return lately.values("mail").distinct().count() >= SOFT_LIMIT


def suppress(mail, address, reason, *, permanent):
    told = reason if permanent else f"{SOFT_LIMIT} emails came back within two weeks. {reason}"
    row = Suppression(district_id=mail.district_id, address=address, reason=told[:300])
    Suppression.objects.bulk_create([row], ignore_conflicts=True)


def reason_of(report: Report) -> str:
    """What the other server said, in its words where it used any."""
    return (report.diagnostic or f"Status {report.status or 'unknown'}")[:300]
