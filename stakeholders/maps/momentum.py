"""How many partners are on board or past, month by month, as a line: counts in, an SVG path out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 300
HEIGHT = 84
LEFT, RIGHT = 4.0, 270.0
TOP, BOTTOM = 9.0, 51.0
MONTHS = 12
ON_BOARD = 2


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating that counts: of which partner, on which day, at which score."""

    partner: int
    on: date
    level: int


@dataclass(frozen=True, slots=True)
class Momentum:
    """The line; `counts` are those at the end of each month, the last one today."""

    width: int
    height: int
    months: tuple[date, ...]
    counts: tuple[int, ...]
    line: str
    end: tuple[float, float]


def draw_momentum(ratings: Iterable[Rated], *, until: date) -> Momentum:
    """Return twelve months up to `until`."""
    months = ends_of_months(until)
    counts = count_on_board(ratings, months)
    low, high = min(counts), max(counts)
    points = [
        (round(LEFT + index * (RIGHT - LEFT) / (MONTHS - 1), 1), height(count, low, high))
        for index, count in enumerate(counts)
    ]
    line = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
    return Momentum(WIDTH, HEIGHT, months, counts, line, points[-1])


def ends_of_months(until: date) -> tuple[date, ...]:
    """Return the last days of the eleven months before `until`, and `until`."""
    days = [until]
    while len(days) < MONTHS:
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return tuple(reversed(days))


def count_on_board(ratings: Iterable[Rated], days: Sequence[date]) -> tuple[int, ...]:
    """Return how many partners' newest rating up to each of `days` is On board or above."""
    by_partner: dict[int, list[Rated]] = defaultdict(list)
    for rating in ratings:
        by_partner[rating.partner].append(rating)
    counts = [0] * len(days)
    for own in by_partner.values():
        own.sort(key=lambda rating: rating.on)
        for index, day in enumerate(days):
            before = [rating for rating in own if rating.on <= day]
            if before and before[-1].level >= ON_BOARD:
                counts[index] += 1
    return tuple(counts)


def height(count: int, low: int, high: int) -> float:
    if low == high:
        return (TOP + BOTTOM) / 2
    return round(BOTTOM - (count - low) / (high - low) * (BOTTOM - TOP), 1)
