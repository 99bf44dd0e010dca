"""The mail of the last school days: written and sent by the sender itself, into the folder of this machine.

Where a relay is set nothing is sent: the people of the demo do not exist.
"""

from datetime import date, datetime, time, timedelta

from django_scopes import scopes_disabled

from coalition.districts.models import District, Membership, NoSendDay
from coalition.lib.local_time import at_local
from coalition.lib.mail import mail_folder
from engagement.demo import DISTRICT
from engagement.enums import MailKind, MailState
from engagement.models import OutgoingMail, OutgoingMailAttempt, Suppression
from engagement.reminders.delivery import deliver_due
from engagement.reminders.planning import make_schedules

SCHOOL_DAYS = 3
HOUR = time(7)
FULL = "452 4.2.2 The mailbox is full."
GONE = "board.clerk@cedarbend.example"
UNKNOWN = f"550 5.1.1 <{GONE}>: Recipient address rejected: User unknown in virtual mailbox table"


def load_mail(now: datetime) -> None:
    """Send the digests of the days before `now` as they would have been, let one fail, and an address be gone."""
    if not mail_folder.is_used():
        return
    with scopes_disabled():
        make_schedules()
        district = District.objects.get(slug=DISTRICT)
        leads = Membership.objects.active().filter(district=district, led_partnerships__ended_at=None)
        leads = list(leads.filter(led_partnerships__isnull=False).distinct().order_by("pk"))
        for day in school_days_before(now, district):
            send_digests(district, leads, day)
        fail(OutgoingMail.objects.filter(district=district).newest_first().last())
        Suppression.objects.create(district=district, address=GONE, code=550, reason=UNKNOWN)


def school_days_before(now: datetime, district: District) -> list[date]:
    """The last days on which a digest left, the earliest first."""
    closed = set(NoSendDay.objects.filter(district=district).values_list("date", flat=True))
    days, day = [], now.astimezone(district.zone).date()
    while len(days) < SCHOOL_DAYS:
        if day.weekday() < 5 and day not in closed and at_local(day, HOUR, district.zone) < now:
            days.insert(0, day)
        day -= timedelta(days=1)
    return days


def send_digests(district, leads, day):
    at = at_local(day, HOUR, district.zone)
    OutgoingMail.objects.bulk_create(
        OutgoingMail.born(
            now=at,
            district=district,
            kind=MailKind.DIGEST,
            dedupe_key=f"digest:{lead.pk}:{day}",
            recipient=lead,
            for_date=day,
            due_at=at,
            not_after=at + timedelta(days=1),
        )
        for lead in leads
    )
    deliver_due(clock=lambda: at)


def fail(mail):
    """Make the earliest mail one that did not arrive, so that the page shows what is done then."""
    at = mail.due_at + timedelta(minutes=81)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.DEAD, attempts=5, last_code=452, last_error=FULL, reason="Given up after 5 tries.", ended_at=at
    )
    mail_folder.place_of(mail.message_id).unlink(missing_ok=True)
    for minutes, outcome in ((0, "Tried again later."), (1, "Tried again later."), (81, "Given up after 5 tries.")):
        OutgoingMailAttempt.objects.create(
            district_id=mail.district_id,
            mail=mail,
            at=mail.due_at + timedelta(minutes=minutes),
            step="recipient",
            code=452,
            error=FULL,
            outcome=outcome,
        )
