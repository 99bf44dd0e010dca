"""Staff hours as a budget: what the weeks ahead ask of each colleague, against what they said they can give.

The hours that are left of an activity are spread evenly over its days from today on; those of one that is late are all
due now. They count for whoever gives them, its lead or a colleague with a part in it, over all initiatives together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engagement.timeline.scale import first_of, month_of
from engagement.timeline.work import Work

FEWEST_WEEKS = 4
WORTH_MOVING = 1


@dataclass(frozen=True, slots=True)
class Load:
    """The hours asked of one lead until the horizon; `can_give` is None where they have not said."""

    lead: int
    hours: int
    can_give: int | None

    @property
    def over(self) -> int:
        return 0 if self.can_give is None else max(self.hours - self.can_give, 0)

    @property
    def room(self) -> int:
        return 0 if self.can_give is None else max(self.can_give - self.hours, 0)


@dataclass(frozen=True, slots=True)
class Share:
    """A proposal: this activity or part of one, with so many hours until the horizon, from one to another with room."""

    work: Work
    giver: int
    taker: int
    hours: int
    room_after: int


def horizon(on: date) -> date:
    """The first day of a month, four weeks ahead at least: until then the hours are counted."""
    soonest = on + timedelta(weeks=FEWEST_WEEKS)
    return soonest if soonest.day == 1 else first_of(month_of(soonest) + 1)


def hours_until(work: Work, on: date, until: date) -> float:
    """Return the hours of `work` that fall on the days from `on` up to, not including, `until`."""
    if work.ends_on < on:
        return work.hours_left
    first = max(work.starts_on, on)
    days = (work.ends_on - first).days + 1
    within = (min(work.ends_on + timedelta(days=1), until) - first).days
    return work.hours_left * max(within, 0) / days


def hours_by_month(works: Iterable[Work], on: date) -> dict[int, dict[date, float]]:
    """Return the hours ahead by lead and first day of the month; what is late is all due in this one."""
    spread: dict[int, dict[date, float]] = {}
    for work in works:
        months, counted = spread.setdefault(work.lead, {}), 0.0
        for month in range(month_of(on), month_of(max(work.ends_on, on)) + 1):
            by_then = hours_until(work, on, first_of(month + 1))
            if by_then > counted:
                months[first_of(month)] = months.get(first_of(month), 0.0) + by_then - counted
            counted = by_then
    return spread


def loads(works: Iterable[Work], weekly: Mapping[int, int], on: date, until: date) -> dict[int, Load]:
    """Return the load of each lead of `works` and of everybody in `weekly` (hours a week by lead)."""
    asked: dict[int, float] = dict.fromkeys(weekly, 0.0)
    for work in works:
        asked[work.lead] = asked.get(work.lead, 0.0) + hours_until(work, on, until)
    weeks = (until - on).days / 7
    return {
        lead: Load(lead, round(hours), round(weekly[lead] * weeks) if lead in weekly else None)
        for lead, hours in asked.items()
    }


def share_the_load(works: Sequence[Work], carried: Mapping[int, Load], on: date, until: date) -> list[Share]:
    """Propose, for each lead who is over, which activities somebody with room could take, so that nobody is over.

    The most overloaded lead is helped first; what has not begun moves before what has, and of these the largest that
    the one with most room can take. Each activity, and each part of one, moves at most once.
    """
    over = {lead: load.over for lead, load in carried.items() if load.over}
    room = {lead: load.room for lead, load in carried.items() if load.room}
    shares = []
    for giver in sorted(over, key=lambda lead: (-over[lead], lead)):
        mine = [(hours_until(work, on, until), work) for work in works if work.lead == giver and not work.is_done]
        for hours, work in sorted(mine, key=lambda pair: (pair[1].is_started, -pair[0], pair[1].key)):
            taker = max(room, key=lambda lead: (room[lead], -lead), default=None)
            if over[giver] <= 0 or taker is None:
                break
            if WORTH_MOVING <= hours <= room[taker]:
                room[taker] -= round(hours)
                over[giver] -= round(hours)
                shares.append(Share(work, giver, taker, round(hours), room[taker]))
    return shares
