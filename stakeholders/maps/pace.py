"""Momentum as bars: touchpoints and moves month by month, twelve months, drawn 560 wide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from stakeholders.maps.momentum import MONTHS, Rated

WIDTH, HEIGHT = 560, 168
LEFT, RIGHT = 30.0, 556.0
HEAD, MIDDLE, FOOT = 18.0, 104.0, 148.0
BAR = 15.0


@dataclass(frozen=True, slots=True)
class Month:
    """What one month brought; `first` is its first day."""

    first: date
    touchpoints: int
    toward: int
    back: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `kind` is touchpoints, toward or back."""

    kind: str
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Pace:
    """The bars of touchpoints stand on `middle`, those of moves on and under `axis`; `ticks` are (x, month).

    `most_touchpoints` is what the tallest bar of touchpoints stands for.
    """

    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, date], ...]
    most_touchpoints: int
    axis: float
    middle: float = MIDDLE - 20
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def touchpoints(self) -> int:
        return sum(month.touchpoints for month in self.months)

    @property
    def toward(self) -> int:
        return sum(month.toward for month in self.months)

    @property
    def back(self) -> int:
        return sum(month.back for month in self.months)


def months_until(until: date) -> tuple[date, ...]:
    """Return the first days of the twelve months that end with that of `until`."""
    firsts = [until.replace(day=1)]
    while len(firsts) < MONTHS:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    return tuple(reversed(firsts))


def count_months(touchpoints: Iterable[date], ratings: Iterable[Rated], until: date) -> tuple[Month, ...]:
    """Return what each month brought. A move is a rating at another level than the one before of that partner."""
    firsts = months_until(until)
    contacts = dict.fromkeys(firsts, 0)
    moves = {first: [0, 0] for first in firsts}
    for day in touchpoints:
        if day <= until and day.replace(day=1) in contacts:
            contacts[day.replace(day=1)] += 1
    for one, steps in moves_of(ratings):
        if one <= until and one.replace(day=1) in moves:
            moves[one.replace(day=1)][steps < 0] += 1
    return tuple(Month(first, contacts[first], *moves[first]) for first in firsts)


def moves_of(ratings: Iterable[Rated]) -> Iterable[tuple[date, int]]:
    """Yield the day and the steps of each move."""
    by_partner: dict[int, list[Rated]] = {}
    for rating in ratings:
        by_partner.setdefault(rating.partner, []).append(rating)
    for own in by_partner.values():
        for before, after in pairwise(sorted(own, key=lambda rating: rating.on)):
            if after.level != before.level:
                yield after.on, after.level - before.level


def draw_pace(months: Sequence[Month]) -> Pace:
    """Return the bars of the months, the oldest at the left."""
    most_touchpoints = max((month.touchpoints for month in months), default=0)
    most_toward = max((month.toward for month in months), default=0)
    most_back = max((month.back for month in months), default=0)
    room = FOOT - MIDDLE
    unit = room / max(most_toward + most_back, 1)
    axis = round(MIDDLE + most_toward * unit, 1)
    step = (RIGHT - LEFT) / max(len(months), 1)
    bars: list[Bar] = []
    for number, month in enumerate(months):
        x = round(LEFT + step * (number + 0.5) - BAR / 2, 1)
        tall = month.touchpoints / max(most_touchpoints, 1) * (MIDDLE - 20 - HEAD)
        for kind, height, top in (
            ("touchpoints", tall, MIDDLE - 20 - tall),
            ("toward", month.toward * unit, axis - month.toward * unit),
            ("back", month.back * unit, axis),
        ):
            if height:
                bars.append(Bar(kind, x, round(top, 1), round(height, 1)))
    return Pace(
        months=tuple(months),
        bars=tuple(bars),
        ticks=tuple((round(LEFT + step * (number + 0.5), 1), month.first) for number, month in enumerate(months)),
        most_touchpoints=most_touchpoints,
        axis=axis,
    )
