"""Calendar arithmetic in a place: which instant is seven in the morning there, and which day it is there.

Policy at the two odd nights of the year: a local time that a clock change skips happens at the first minute that exists
after it; one that a clock change repeats happens once, the first time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def at_local(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which it is `at` on `day` in `zone`; skipped and repeated times as above."""
    wanted = datetime.combine(day, at)
    while not exists(wanted, zone):
        wanted = wanted.replace(second=0, microsecond=0) + MINUTE
    return wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a clock on the wall in `zone` ever shows `wall`, a datetime without a zone (PEP 495)."""
    there_and_back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None) == wall


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    """The date in `zone` at an instant."""
    return moment.astimezone(zone).date()


def local_day(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instant of `day` in `zone` and of the day after, in UTC: 23, 24 or 25 hours apart."""
    return at_local(day, time(0), zone), at_local(day + timedelta(days=1), time(0), zone)
