"""One partner's investment over time as steps: a line through the levels, a glyph at each change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Room for the words of the target above the highest level.
HEIGHT = 106
LOWEST = 82.0
STEP = 12.5
LEVELS = 6
GLYPH = 16
LABEL_ROOM = 14
LABEL_WIDTH, LABEL_HEIGHT, CLEARANCE = 104, 9, 6
Place = tuple[float, float | None]


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
    target_label_x: float
    target_label_y: float | None


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
    label_x, label_y = place_label(target, steps, level, width)
    return History(
        width=width,
        height=HEIGHT,
        rules=tuple(height_of(one) for one in range(LEVELS) if one != target),
        line="".join(line),
        steps=tuple(steps),
        target_y=None if target is None else height_of(target),
        target_label_x=label_x,
        target_label_y=label_y,
    )


def place_label(target: int | None, steps: Sequence[Step], until_level: int | None, width: int) -> Place:
    """Return where the words of the target end, 0 where they begin at the left, and their baseline: clear of glyphs.

    Tried in turn: at the right, at the left, before the last glyph; above the line of the target and under it.
    """
    if target is None:
        return 0, None
    line = height_of(target)
    glyphs = [(step.x, step.y) for step in steps]
    if until_level is not None:
        glyphs.append((width - GLYPH, height_of(until_level) - GLYPH / 2))
    baselines = [line - 4] if line > LABEL_ROOM else []
    places: list[Place] = [(x, y) for y in (*baselines, line + 12) for x in (width, 0, width - GLYPH - 4)]
    return next((place for place in places if is_clear(place, glyphs)), places[0])


def is_clear(place: Place, glyphs: Sequence[tuple[float, float]]) -> bool:
    x, baseline = place
    assert baseline is not None
    left = x - LABEL_WIDTH if x else 0
    return not any(
        left - GLYPH < glyph_x < left + LABEL_WIDTH and baseline - LABEL_HEIGHT - GLYPH < glyph_y < baseline + CLEARANCE
        for glyph_x, glyph_y in glyphs
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
