"""The stance bar: how many partners stand at each level, now and by target, on one axis between Unaware and Aware.

Drawn 1144 wide. Levels below Aware grow to the left of the axis, Aware and above to the right, all in one unit: the
width of one partner, as large as both rows allow.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from stakeholders.maps.text import text_width

WIDTH = 1144
HEIGHT = 118
AXIS = 310
ROOM_LEFT = 200
ROOM_RIGHT = 620
UNIT = 22.0
GAP = 2
NARROWEST = 3
NUMBER_SIZE = 13
NUMBER_ROOM = 4
AWAY = (0, -1, -2)
TOWARDS = (1, 2, 3)
ON_BOARD = 2


@dataclass(frozen=True, slots=True)
class Segment:
    """The partners at one level: a bar from `x`, `width` wide, with its number in the middle where there is room."""

    score: int
    count: int
    x: float
    width: float
    shows_number: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of segments; `end` is where its words begin."""

    segments: tuple[Segment, ...]
    end: float
    total: int
    on_board: int


@dataclass(frozen=True, slots=True)
class Stance:
    width: int
    height: int
    axis: int
    now: Row
    target: Row


def draw_stance(now: Mapping[int, int], target: Mapping[int, int]) -> Stance:
    """Return the drawing for counts by score, -2 (Adversary) to 3 (Champion)."""
    unit = min(unit_for(now), unit_for(target))
    return Stance(WIDTH, HEIGHT, AXIS, row(now, unit), row(target, unit))


def unit_for(counts: Mapping[int, int]) -> float:
    left = sum(counts.get(score, 0) for score in AWAY)
    right = sum(counts.get(score, 0) for score in TOWARDS)
    return min(UNIT, ROOM_LEFT / max(left, 1), ROOM_RIGHT / max(right, 1))


def row(counts: Mapping[int, int], unit: float) -> Row:
    segments: list[Segment] = []
    left, right = AXIS - 1.0, AXIS + 1.0
    for score in AWAY:
        count = counts.get(score, 0)
        if count:
            width = bar(count, unit)
            segments.append(segment(score, count, left - width, width))
            left -= width + GAP
    for score in TOWARDS:
        count = counts.get(score, 0)
        if count:
            width = bar(count, unit)
            segments.append(segment(score, count, right, width))
            right += width + GAP
    return Row(
        segments=tuple(segments),
        end=round(right + 15, 1),
        total=sum(counts.values()),
        on_board=sum(count for score, count in counts.items() if score >= ON_BOARD),
    )


def bar(count: int, unit: float) -> float:
    return round(max(count * unit - GAP, NARROWEST), 1)


def segment(score: int, count: int, x: float, width: float) -> Segment:
    room = text_width(str(count), NUMBER_SIZE, is_bold=True) + NUMBER_ROOM
    return Segment(score, count, round(x, 1), width, width >= room)
