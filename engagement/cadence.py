"""How often a partner is contacted, and on which day the next outreach is due: the district's table and its calendar.

A partner's own rhythm comes first, then the table of the district by sway and level, then the usual table. Who is not
placed, or may not be rated by name, goes by the column "not placed"; who has no sway yet, by the middle row.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coalition.districts.models import NoSendDay
from engagement.enums import Pace
from engagement.models import CadenceRule, Season
from stakeholders.enums import Score

SWAYS = (5, 4, 3, 2, 1)
COLUMNS = (*Score, None)
MIDDLE = 3
USUAL = {
    5: (30, 14, 14, 14, 21, 30, 14),
    4: (45, 21, 21, 21, 30, 45, 21),
    3: (60, 30, 30, 30, 45, 60, 30),
    2: (90, 60, 60, 60, 60, 90, 60),
    1: (180, 90, 90, 90, 90, 120, 90),
}
DAY = timedelta(days=1)
FULL = 100
SATURDAY = 5
LONGEST_LOOK = 3 * 366


@dataclass(frozen=True)
class Stretch:
    """A season: from `first` to `last`, at `pace` percent."""

    first: date
    last: date
    pace: int


@dataclass(frozen=True)
class Calendar:
    """The days without reminders and the seasons of a district."""

    closed: Collection[date] = frozenset()
    seasons: Sequence[Stretch] = ()

    def pace(self, day: date) -> int:
        """How much of a day counts, in percent: the slowest season of that day decides."""
        return min((one.pace for one in self.seasons if one.first <= day <= one.last), default=FULL)

    def is_open(self, day: date) -> bool:
        """Tell whether outreach may fall due: a weekday, no no-send day, and no season in which it rests."""
        return day.weekday() < SATURDAY and day not in self.closed and self.pace(day) != Pace.RESTS

    def day_after(self, last: date, days: int) -> date:
        """The first open day on which `days` have passed since `last`, as fast as the seasons let them."""
        day, passed = last, 0
        for _ in range(LONGEST_LOOK):
            if passed >= days * FULL and self.is_open(day):
                break
            day += DAY
            passed += self.pace(day)
        return day

    def open_from(self, day: date) -> date:
        """`day` itself where it is open, else the first open day behind it."""
        return self.day_after(day, 0)


Table = dict[tuple[int, int | None], int | None]


def usual_table() -> Table:
    return {(sway, level): days for sway in SWAYS for level, days in zip(COLUMNS, USUAL[sway], strict=True)}


def table_of(district_id: int) -> Table:
    """Days between contacts by sway and score, None for no rhythm; where the district says nothing as is usual."""
    rules = CadenceRule.objects.filter(district=district_id).values_list("influence", "level", "days")
    return usual_table() | {(influence, level): days for influence, level, days in rules}


def calendar_of(district_id: int, first: date) -> Calendar:
    """What is closed and which seasons there are from `first` on, in two queries."""
    closed = NoSendDay.objects.filter(district=district_id, date__gte=first).values_list("date", flat=True)
    seasons = Season.objects.filter(district=district_id, ends_on__gte=first)
    return Calendar(frozenset(closed), [Stretch(one.begins_on, one.ends_on, one.pace) for one in seasons])


def school_day_from(district_id: int, day: date) -> date:
    """`day` itself where schools are open, else the next on which they are; seasons do not matter."""
    closed = NoSendDay.objects.filter(district=district_id, date__gte=day).values_list("date", flat=True)
    return Calendar(frozenset(closed)).open_from(day)


def days_of(partner, table: Table) -> int | None:
    """Days between contacts with a partner (with stakeholder), None for no rhythm."""
    if partner.cadence_days:
        return partner.cadence_days
    stakeholder = partner.stakeholder
    is_by_name = stakeholder.is_student or stakeholder.is_private_person
    level = None if is_by_name else partner.current_level_id
    return table[stakeholder.influence or MIDDLE, level]


@dataclass(frozen=True)
class Rhythms:
    """The table and the calendar of one district, read once for many partners."""

    table: Table
    calendar: Calendar

    def due_after(self, partner, last: date) -> date | None:
        """When the next outreach to a partner is due, counted from `last`; None without a rhythm."""
        days = days_of(partner, self.table)
        return self.calendar.day_after(last, days) if days else None


def rhythms_of(district_id: int, first: date) -> Rhythms:
    """In three queries; `first` is the earliest day that anything is counted from."""
    return Rhythms(table_of(district_id), calendar_of(district_id, first))
