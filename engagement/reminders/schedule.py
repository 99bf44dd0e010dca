"""When one person is written to: pure calendar arithmetic in their own zone.

Policy: a reminder leaves on a day the person chose, at or after their hour and before nine in the evening, never on a
no-send day of the district and never while paused. What falls due on another day waits for the next such moment.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from coalition.lib.local_time import at_local, local_date

EVENING = time(21)
DAY = timedelta(days=1)
DAYS_LOOKED_AHEAD = 400


@dataclass(frozen=True)
class Rhythm:
    """When a person wants mail: from `at` on `weekdays` (Monday is 0) in `zone`, nothing before `paused_until`."""

    at: time
    weekdays: frozenset[int]
    zone: ZoneInfo
    is_weekly: bool = False
    paused_until: date | None = None

    def wants(self, day: date) -> bool:
        """Tell whether mail may come on `day` as far as the person is concerned."""
        return day.weekday() in self.weekdays and not (self.paused_until and day < self.paused_until)

    def has_digest(self, day: date) -> bool:
        """Tell whether `day` is one for a digest: each wanted day, or the first of the week where it is weekly."""
        return self.wants(day) and not (self.is_weekly and any(self.wants(earlier) for earlier in week_before(day)))


@dataclass(frozen=True)
class Occurrence:
    """One digest: the local date it is for and the instant it is due."""

    on: date
    at: datetime


def week_before(day: date) -> list[date]:
    """The days from Monday to the eve of `day`."""
    return [day - DAY * back for back in range(1, day.weekday() + 1)]


@lru_cache(maxsize=1000)
def window(rhythm: Rhythm, day: date) -> tuple[datetime, datetime]:
    """The instants between which mail may leave on `day`, the second not included; at least an hour."""
    opens = at_local(day, rhythm.at, rhythm.zone)
    return opens, max(at_local(day, EVENING, rhythm.zone), opens + timedelta(hours=1))


def next_digest(rhythm: Rhythm, after: datetime, not_on: date | None = None) -> Occurrence | None:
    """The first digest due later than `after` for a date later than `not_on`; None where no day is wanted."""
    day = local_date(after, rhythm.zone)
    if not_on is not None:
        day = max(day, not_on + DAY)
    if rhythm.paused_until is not None:
        day = max(day, rhythm.paused_until)
    for _ in range(DAYS_LOOKED_AHEAD):
        if rhythm.has_digest(day) and (due := at_local(day, rhythm.at, rhythm.zone)) > after:
            return Occurrence(day, due)
        day += DAY
    return None


def moment_to_send(
    rhythm: Rhythm, closed: Collection[date], now: datetime, due_on: date | None = None
) -> datetime | None:
    """The first instant from `now` on at which something due on `due_on` may leave; None where no day is wanted."""
    day = local_date(now, rhythm.zone)
    for wanted in (due_on, rhythm.paused_until):
        if wanted is not None:
            day = max(day, wanted)
    for _ in range(DAYS_LOOKED_AHEAD):
        if rhythm.wants(day) and day not in closed:
            opens, closes = window(rhythm, day)
            if now < closes:
                return max(now, opens)
        day += DAY
    return None
