"""One partner's investment over time as steps: a line through the levels, a glyph at each change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HEIGHT = 96
LOWEST = 72.0
STEP = 12.5
LEVELS = 6
GLYPH = 16
LABEL_ROOM = 14


@dataclass(frozen=True, slots=True)
class Rating:
    """A dated rating; `level` from 0 (Adversary) to 5 (Champion), None when the partner was not placed."""

    on: date
    level: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A change of level: the upper left corner of its glyph."""

    level: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class History:
    """The drawing: horizontal rules, the line as an SVG path, a glyph per change, the height of the target."""

    width: int
    height: int
    rules: tuple[float, ...]
    line: str
    steps: tuple[Step, ...]
    target_y: float | None
    ends_at_target: bool

    @property
    def target_label_x(self) -> int:
        """At the right, unless the line ends there."""
        return 0 if self.ends_at_target else self.width

    @property
    def target_label_y(self) -> float | None:
        """Above its line, but under it for the highest, which has no room above."""
        if self.target_y is None:
            return None
        return self.target_y - 4 if self.target_y > LABEL_ROOM else self.target_y + 12


def height_of(level: int) -> float:
    return LOWEST - STEP * level


def draw_history(
    ratings: Sequence[Rating], *, since: date, until: date, target: int | None = None, width: int = 270
) -> History:
    """Return the steps between two dates, both drawn; a rating before `since` counts from `since` on."""
    line: list[str] = []
    steps: list[Step] = []
    level: int | None = None
    for rating in within(ratings, since, until):
        if rating.level == level:
            continue
        x = position(rating.on, since, until, width)
        if level is not None:
            line.append(f"H{x:g}")
        if rating.level is not None:
            y = height_of(rating.level)
            line.append(f"V{y:g}" if level is not None else f"M{x:g} {y:g}")
            steps.append(Step(rating.level, round(x - GLYPH / 2, 1), round(y - GLYPH / 2, 1)))
        level = rating.level
    if level is not None:
        line.append(f"H{width - GLYPH / 2:g}")
    return History(
        width=width,
        height=HEIGHT,
        rules=tuple(height_of(one) for one in range(LEVELS) if one != target),
        line="".join(line),
        steps=tuple(steps),
        target_y=None if target is None else height_of(target),
        ends_at_target=target is not None and level in (target, target + 1),
    )


def within(ratings: Sequence[Rating], since: date, until: date) -> list[Rating]:
    """Return the ratings of the period in order of date, led by the one that held when it began."""
    ordered = sorted((rating for rating in ratings if rating.on <= until), key=lambda rating: rating.on)
    before = [rating for rating in ordered if rating.on < since]
    opening = [Rating(since, before[-1].level)] if before else []
    return opening + [rating for rating in ordered if rating.on >= since]


def position(day: date, since: date, until: date, width: int) -> float:
    """Return the middle of a glyph for `day`: half a glyph from either edge at the ends."""
    span = max((until - since).days, 1)
    return round(GLYPH / 2 + (day - since).days / span * (width - GLYPH), 1)
