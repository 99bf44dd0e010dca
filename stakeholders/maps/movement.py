"""Who moved between two dates: the ratings told apart, and the drawing of two columns of levels, 1144 wide.

Where a partner stands on a day is the newest rating of that day or before. Champion is on top. Who stayed is a wrapped
list; who moved faces the gap, ordered by where they go, so that lines cross little.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise, takewhile

from stakeholders.maps.influence_shapes import Partner
from stakeholders.maps.lanes import COLUMNS
from stakeholders.maps.text import short_name, text_width

WIDTH = 1144
STAYED_WIDTH = 170.0
LINE_LEFT, LINE_RIGHT = 445.0, 694.0
FIRST_LINE, LINE, MOVER_ROW = 28.0, 18.0, 25.0
PADDING = 19.0
LEAST_BAND = 44.0
NAME_CHARACTERS, NAME_WIDTH, FONT_SIZE = 17, 118.0, 12.5
MOST_LINES = 6
MOST_MOVERS = 12


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating that counts: the level as a column, 0 (Adversary) to 5 (Champion), and what was known."""

    partner: int
    on: date
    level: int
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A partner who stands elsewhere on the second date.

    `on` and `evidence` are of the rating that brought them there: one that only says it is still true is none.
    """

    partner: Partner
    before: int
    after: int
    on: date
    evidence: str

    @property
    def steps(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between two dates. `unknown` are those without a rating on one of them."""

    moves: tuple[Move, ...]
    stayed: tuple[tuple[Partner, int], ...]
    unknown: tuple[Partner, ...]

    @property
    def toward(self) -> int:
        return sum(1 for move in self.moves if move.steps > 0)

    @property
    def back(self) -> int:
        return sum(1 for move in self.moves if move.steps < 0)


def compare(partners: Iterable[Partner], ratings: Iterable[Rating], first: date, second: date) -> Change:
    """Return who moved, who stayed and who cannot be compared between two dates, in either order of dates."""
    first, second = min(first, second), max(first, second)
    history = ratings_by_partner(ratings)
    moves, stayed, unknown = [], [], []
    for partner in sorted(partners, key=lambda one: (one.name.casefold(), one.name, one.id)):
        known = history.get(partner.id, [])
        before = newest_by(known, first)
        after = newest_by(known, second)
        if before is None or after is None:
            unknown.append(partner)
        elif before.level == after.level:
            stayed.append((partner, after.level))
        else:
            came = arrival(known, after)
            moves.append(Move(partner, before.level, after.level, came.on, came.evidence))
    return Change(tuple(moves), tuple(stayed), tuple(unknown))


def ratings_by_partner(ratings: Iterable[Rating]) -> dict[int, list[Rating]]:
    """Return each partner's ratings, oldest first; of two on one day the later given counts as newer."""
    found: dict[int, list[Rating]] = {}
    for rating in sorted(ratings, key=lambda one: one.on):
        found.setdefault(rating.partner, []).append(rating)
    return found


def newest_by(ratings: Sequence[Rating], on: date) -> Rating | None:
    return next((rating for rating in reversed(ratings) if rating.on <= on), None)


def arrival(ratings: Sequence[Rating], newest: Rating) -> Rating:
    """Return the first of the ratings in a row, up to `newest`, that all say its level."""
    up_to = [rating for rating in ratings if rating.on <= newest.on]
    return list(takewhile(lambda rating: rating.level == newest.level, reversed(up_to)))[-1]


@dataclass(frozen=True, slots=True)
class Mover:
    """One end of a move as drawn: the name beside the gap."""

    move: Move
    label: str
    y: float


@dataclass(frozen=True, slots=True)
class Side:
    """One level on one date: how many stand there, who stayed as lines of text, who moved, who found no room."""

    count: int
    lines: tuple[str, ...]
    movers: tuple[Mover, ...]
    folded: int


@dataclass(frozen=True, slots=True)
class Band:
    """One level across both dates."""

    column: int
    top: float
    bottom: float
    left: Side
    right: Side

    @property
    def first_line(self) -> float:
        return self.top + FIRST_LINE


@dataclass(frozen=True, slots=True)
class Line:
    """The way of one mover across the gap, an SVG path with the arrow's head at its end."""

    move: Move
    path: str
    head: str


@dataclass(frozen=True, slots=True)
class Movement:
    """The whole drawing."""

    height: float
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]


def draw_movement(change: Change) -> Movement:
    """Return the geometry of a change; nothing in it depends on the order partners came in."""
    bands, top = [], 0.0
    for column in reversed(range(COLUMNS)):
        leaving = sorted((move for move in change.moves if move.before == column), key=by_goal)
        coming = sorted((move for move in change.moves if move.after == column), key=by_origin)
        stayed = [partner for partner, level in change.stayed if level == column]
        lines = wrap_names(stayed)
        rows = max(
            len(lines) * LINE, min(len(leaving), MOST_MOVERS) * MOVER_ROW, min(len(coming), MOST_MOVERS) * MOVER_ROW
        )
        bottom = top + max(LEAST_BAND, FIRST_LINE - LINE + rows + PADDING)
        bands.append(
            Band(
                column=column,
                top=top,
                bottom=bottom,
                left=draw_side(leaving, len(stayed), lines, top),
                right=draw_side(coming, len(stayed), lines, top),
            )
        )
        top = bottom
    return Movement(height=top + 2, bands=tuple(bands), lines=tuple(connect(bands)))


def by_goal(move: Move) -> tuple[int, str, int]:
    return -move.after, move.partner.name.casefold(), move.partner.id


def by_origin(move: Move) -> tuple[int, str, int]:
    return -move.before, move.partner.name.casefold(), move.partner.id


def draw_side(moves: Sequence[Move], stayed: int, lines: tuple[str, ...], top: float) -> Side:
    shown = moves if len(moves) <= MOST_MOVERS else moves[: MOST_MOVERS - 1]
    return Side(
        count=len(moves) + stayed,
        lines=lines,
        movers=tuple(
            Mover(move, label_of(move.partner), round(top + FIRST_LINE + number * MOVER_ROW, 1))
            for number, move in enumerate(shown)
        ),
        folded=len(moves) - len(shown),
    )


def label_of(partner: Partner) -> str:
    return short_name(partner.drawn_name, NAME_CHARACTERS, NAME_WIDTH, FONT_SIZE, True)


def wrap_names(partners: Sequence[Partner]) -> tuple[str, ...]:
    """Return the names in lines that fit the column, the last one counting those that find no room."""
    lines: list[str] = []
    line = ""
    for number, partner in enumerate(partners):
        name = label_of(partner) + ("," if number < len(partners) - 1 else "")
        longer = f"{line} {name}".strip()
        if line and text_width(longer, FONT_SIZE) > STAYED_WIDTH:
            lines.append(line)
            longer = name
        if len(lines) == MOST_LINES - 1 and number < len(partners) - 1:
            return (*lines, f"and {len(partners) - number} more")
        line = longer
    return (*lines, line) if line else tuple(lines)


def connect(bands: Sequence[Band]) -> list[Line]:
    """Return a line for every move that is drawn at both ends, those that go up first."""
    begins = {mover.move.partner.id: mover.y for band in bands for mover in band.left.movers}
    ends = {mover.move.partner.id: mover.y for band in bands for mover in band.right.movers}
    moves = {mover.move.partner.id: mover.move for band in bands for mover in band.left.movers}
    drawn = [
        Line(
            moves[partner],
            f"M{LINE_LEFT:.0f} {y:g}C550 {y:g} 584 {ends[partner]:g} {LINE_RIGHT:.0f} {ends[partner]:g}",
            f"M{LINE_RIGHT - 3:.0f} {ends[partner] - 4.5:g}l7 4.5-7 4.5",
        )
        for partner, y in begins.items()
        if partner in ends
    ]
    return sorted(drawn, key=lambda line: line.move.steps < 0)


SLIDER_LEFT, SLIDER_RIGHT = 8.0, 1114.0


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Triangle:
    """A day on which ratings rose or fell, one mark for each day and direction."""

    x: float
    rises: bool
    is_between: bool


@dataclass(frozen=True, slots=True)
class Slider:
    """The line of dates with its months, the two chosen dates, and the days on which ratings changed."""

    ticks: tuple[Tick, ...]
    first_x: float
    second_x: float
    triangles: tuple[Triangle, ...]


def draw_slider(ratings: Iterable[Rating], begin: date, end: date, first: date, second: date) -> Slider:
    """Return the slider from `begin` to `end`; dates outside it stand at its ends."""

    def x_of(day: date) -> float:
        share = (day - begin).days / max((end - begin).days, 1)
        return round(SLIDER_LEFT + min(max(share, 0.0), 1.0) * (SLIDER_RIGHT - SLIDER_LEFT), 1)

    marks = sorted({(rating.on, rises) for rating, rises in changes(ratings) if begin <= rating.on <= end})
    return Slider(
        ticks=tuple(Tick(x_of(month), f"{month:%b}") for month in months(begin, end)),
        first_x=x_of(first),
        second_x=x_of(second),
        triangles=tuple(Triangle(x_of(day), rises, first <= day <= second) for day, rises in marks),
    )


def changes(ratings: Iterable[Rating]) -> Iterator[tuple[Rating, bool]]:
    """Yield each rating that differs from the one before it, and whether it is higher."""
    for known in ratings_by_partner(ratings).values():
        levels = [next(group) for _, group in groupby(known, key=lambda rating: rating.level)]
        for earlier, later in pairwise(levels):
            yield later, later.level > earlier.level


def months(begin: date, end: date) -> list[date]:
    """Return the first days of the months from that of `begin` to that of `end`, `begin` standing for its own."""
    found = [begin]
    day = begin.replace(day=1)
    while (day := (day.replace(day=28) + timedelta(days=4)).replace(day=1)) <= end:
        found.append(day)
    return found
