"""Coverage as one drawing for files and paper: sectors by purposes, 1144 wide, each cell with its words inside."""

from collections.abc import Sequence
from dataclasses import dataclass

from stakeholders.maps.text import clean, short_name, text_width

WIDTH = 1144
SECTORS = 168
HEAD = 62
ROW = 54
GAP = 3
PADDING = 9
COUNT_SIZE, NAME_SIZE, SMALL_SIZE = 15, 12, 11
LONGEST = 60


@dataclass(frozen=True, slots=True)
class CellWords:
    """One cell in words; `kind` is heat, gap, not-needed or none-counted, `heat` 0 to 4."""

    kind: str
    count: int
    heat: int
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell with its two lines as they fit; `text_x` is where they begin, after the count where there is one."""

    words: CellWords
    x: float
    y: float
    width: float
    text_x: float
    first: str
    second: str

    @property
    def first_y(self) -> float:
        return self.y + (22 if self.second else 30)

    @property
    def second_y(self) -> float:
        return self.y + 38

    @property
    def count_y(self) -> float:
        return self.y + 31


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a column or before a row, at its baseline."""

    text: str
    x: float
    y: float
    end: float = 0.0


@dataclass(frozen=True, slots=True)
class CoverageDrawing:
    width: int
    height: float
    phases: tuple[Head, ...]
    purposes: tuple[Head, ...]
    sectors: tuple[Head, ...]
    cells: tuple[DrawnCell, ...]
    cell_height: float = ROW - GAP


def draw_coverage(
    phases: Sequence[tuple[str, int]], purposes: Sequence[str], rows: Sequence[tuple[str, Sequence[CellWords]]]
) -> CoverageDrawing:
    """Return the drawing; `phases` are names with how many of the `purposes` they hold, `rows` sectors with cells."""
    column = (WIDTH - SECTORS) / max(len(purposes), 1)
    starts = [SECTORS + column * number for number in range(len(purposes))]
    return CoverageDrawing(
        width=WIDTH,
        height=HEAD + ROW * len(rows) + 2,
        phases=tuple(phase_heads(phases, starts, column)),
        purposes=tuple(
            Head(short_name(name, LONGEST, column - PADDING, 12.5, True), round(x, 1), HEAD - 12)
            for name, x in zip(purposes, starts, strict=True)
        ),
        sectors=tuple(
            Head(short_name(name, LONGEST, SECTORS - PADDING, 13, True), 0, HEAD + ROW * number + 30)
            for number, (name, _) in enumerate(rows)
        ),
        cells=tuple(
            place(words, x, HEAD + ROW * number, column - GAP)
            for number, (_, cells) in enumerate(rows)
            for words, x in zip(cells, starts, strict=True)
        ),
    )


def phase_heads(phases: Sequence[tuple[str, int]], starts: Sequence[float], column: float) -> list[Head]:
    heads, before = [], 0
    for name, count in phases:
        if count:
            begin = starts[before]
            heads.append(Head(name, round(begin, 1), 18, round(begin + column * count - GAP, 1)))
        before += count
    return heads


def place(words: CellWords, x: float, y: float, width: float) -> DrawnCell:
    inset: float = PADDING
    if words.count:
        inset += text_width(str(words.count), COUNT_SIZE, True) + 8
    room = width - inset - PADDING / 2
    return DrawnCell(
        words=words,
        x=round(x, 1),
        y=y,
        width=round(width, 1),
        text_x=round(x + inset, 1),
        first=fitted(words.first, room, NAME_SIZE),
        second=fitted(words.second, room, SMALL_SIZE),
    )


def fitted(text: str, room: float, size: float) -> str:
    """Return as much of the text as fits the room on one line."""
    return short_name(text, LONGEST, room, size) if clean(text) else ""
