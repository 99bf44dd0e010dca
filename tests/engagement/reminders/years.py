"""Days and years of reminders in seven zones, hour by hour: through the planner, the database, the second look and out.

In each zone somebody wants a digest each day and somebody a mail for each partner, at an hour that a change of clocks
repeats and at one that it skips; a partner falls due each day. Two more move between zones while it goes on.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F

from coalition.districts.models import User
from engagement.enums import Delivery, MailKind, MailState
from engagement.models import OutgoingMail, ReminderSchedule
from engagement.reminders.planning import plan
from engagement.reminders.schedule import EVENING
from stakeholders.models import Partnership
from tests.engagement.reminders.outbox import deliver, make_lead, make_outreach
from tests.makers import make_district

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
]
REPEATED, SKIPPED = 1, 2
WAYS = {Delivery.DAILY: MailKind.DIGEST, Delivery.AT_ONCE: MailKind.OUTREACH}
MOVES = ["America/Denver", "Pacific/Honolulu", "America/New_York"]


@dataclass
class Reader:
    """Somebody who is written to, and in which zone they have lived since when."""

    membership: object
    way: Delivery
    hour: int
    lived_in: list[tuple[datetime, str]]

    @property
    def zone(self) -> str:
        return self.lived_in[-1][1]

    def clock_at(self, moment: datetime) -> datetime:
        """What a clock on their wall shows at an instant."""
        zone = next(zone for since, zone in reversed(self.lived_in) if since <= moment)
        return moment.astimezone(ZoneInfo(zone))

    def move(self, zone: str, now: datetime):
        self.lived_in.append((now, zone))
        User.objects.filter(pk=self.membership.user_id).update(time_zone=zone)


class Years:
    """The readers; `live` lets time pass over them, `faults` tells what should not have happened meanwhile."""

    def __init__(self):
        self.district = make_district(time_zone=ZONES[1])
        self.readers = [self.settle(way, hour, zone) for zone in ZONES for hour in (REPEATED, SKIPPED) for way in WAYS]
        self.movers = [self.settle(way, SKIPPED, MOVES[0]) for way in WAYS]
        self.readers += self.movers
        self.days: set[date] = set()

    def settle(self, way, hour, zone):
        lead = make_lead(self.district, delivery=way)
        ReminderSchedule.objects.filter(membership=lead).update(hour=hour)
        make_outreach(lead, due_on=date(2020, 1, 1))
        reader = Reader(lead, way, hour, [])
        reader.move(zone, datetime(2020, 1, 1, tzinfo=UTC))
        return reader

    def live(self, first: date, days: int):
        """Sweep and send each hour of these days, which every zone lives from their beginning to their end."""
        start = datetime(first.year, first.month, first.day, 4, 0, 30, tzinfo=UTC)
        self.days |= {first + DAY * place for place in range(days)}
        ReminderSchedule.objects.update(zone="", next_on=None, next_at=None, looked_on=None)
        Partnership.objects.update(due_on=first, reminded_for=None)
        for place in range(24 * days + 12):
            now = start + HOUR * place
            if place % (24 * 7) == 37:
                for mover in self.movers:
                    mover.move(MOVES[(MOVES.index(mover.zone) + 1) % len(MOVES)], now)
            plan(now)
            deliver(now)
            self.fall_due_tomorrow()

    def fall_due_tomorrow(self):
        """Whoever was reminded of a partner agrees on the next day with them."""
        done = Partnership.objects.filter(reminded_for=F("due_on"))
        for day in list(done.order_by().values_list("due_on", flat=True).distinct()):
            done.filter(due_on=day).update(due_on=day + DAY)

    def faults(self) -> list[str]:
        """Each day that has no mail or two, and each mail that left in quiet time or on another day than its own."""
        found = []
        for reader in self.readers:
            mails = OutgoingMail.objects.filter(recipient=reader.membership, kind=WAYS[reader.way])
            mails = [mail for mail in mails.order_by("due_at") if mail.for_date in self.days]
            dates = sorted(mail.for_date for mail in mails if mail.state == MailState.SENT)
            if dates != sorted(self.days):
                found.append(f"{reader.lived_in} {reader.hour} {reader.way}: {dates}")
            for mail in mails:
                left = reader.clock_at(mail.ended_at)
                if not (reader.hour <= left.hour and left.time() < EVENING and left.date() == mail.for_date):
                    found.append(f"{mail} left at {left}: {mail.state} {mail.reason}")
        return found
