"""The overview as one drawing for files and paper, 1144 wide: the vision, a place for the stance bar, three phases."""

from collections.abc import Sequence
from dataclasses import dataclass

from stakeholders.maps.text import clean, short_name, text_width

WIDTH = 1144
COLUMNS, GUTTER = 3, 44
COLUMN = (WIDTH - GUTTER * (COLUMNS - 1)) / COLUMNS
VISION_SIZE, VISION_LINE, VISION_ROOM, MOST_VISION_LINES = 17, 25, 900.0, 4
ROW = 24
STANCE = 118
LEVEL_ROOM = 84
GAP_SIZE, GAP_LINE, LINE_OF_GAP = 12.5, 26, 17
LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Standing:
    """One partner in a purpose: the slug of the level's glyph, or "", and the word."""

    name: str
    glyph: str
    word: str


@dataclass(frozen=True, slots=True)
class PurposePart:
    name: str
    count: int
    standing: Sequence[Standing]
    more: int


@dataclass(frozen=True, slots=True)
class PhasePart:
    name: str
    summary: str
    purposes: Sequence[PurposePart]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, `kind` its look: vision, phase, summary, purpose, name, word, more, gap."""

    kind: str
    text: str
    x: float
    y: float
    glyph: str = ""

    @property
    def glyph_x(self) -> float:
        return self.x - 22

    @property
    def glyph_y(self) -> float:
        return self.y - 12.5


@dataclass(frozen=True, slots=True)
class OverviewSheet:
    """`stance_y` is where the stance bar goes; `rules` are (x1, x2, y) under the names of the phases."""

    width: int
    height: float
    stance_y: float
    lines: tuple[Line, ...]
    rules: tuple[tuple[float, float, float], ...]


def draw_overview(vision: str, phases: Sequence[PhasePart], gaps: Sequence[str]) -> OverviewSheet:
    """Return the sheet; each name is cut to its column."""
    lines = [
        Line("vision", text, 0, 20 + VISION_LINE * number)
        for number, text in enumerate(wrapped(vision, VISION_SIZE, VISION_ROOM, MOST_VISION_LINES))
    ]
    stance_y = VISION_LINE * len(lines) + 20
    top = stance_y + STANCE + 34
    rules: list[tuple[float, float, float]] = []
    bottoms: list[float] = [top]
    for number, phase in enumerate(phases):
        x = round(number * (COLUMN + GUTTER), 1)
        rules.append((x, round(x + COLUMN, 1), top + 8))
        column = phase_lines(phase, x, top)
        lines += column
        bottoms.append(column[-1].y)
    if gaps:
        lines += gap_lines(gaps, rules[-1][0], bottoms[-1])
        bottoms.append(lines[-1].y)
    return OverviewSheet(WIDTH, max(bottoms) + 16, stance_y, tuple(lines), tuple(rules))


def gap_lines(gaps: Sequence[str], x: float, top: float) -> list[Line]:
    """Return the gaps under the last phase, each on two lines at most."""
    y = top + ROW + GAP_LINE
    lines = [Line("purpose", "Gaps", x, y)]
    for gap in gaps:
        y += GAP_LINE - LINE_OF_GAP
        for text in wrapped(gap, GAP_SIZE, COLUMN, 2):
            y += LINE_OF_GAP
            lines.append(Line("gap", text, x, y))
    return lines


def phase_lines(phase: PhasePart, x: float, top: float) -> list[Line]:
    lines = [Line("phase", phase.name, x, top), Line("summary", phase.summary, round(x + COLUMN, 1), top)]
    y = top + 10
    for purpose in phase.purposes:
        y += ROW + 6
        lines.append(Line("purpose", f"{purpose.name}, {purpose.count}", x, y))
        for one in purpose.standing:
            y += ROW
            name = short_name(one.name, 80, COLUMN - 22 - LEVEL_ROOM, 13)
            lines.append(Line("name", name, x + 22, y, one.glyph))
            lines.append(Line("word", short_name(one.word, 14, LEVEL_ROOM, 12), round(x + COLUMN, 1), y))
        if not purpose.standing:
            y += ROW
            lines.append(Line("gap", "No one yet", x, y))
        if purpose.more:
            y += ROW
            lines.append(Line("more", f"{purpose.more} more", x + 22, y))
    return lines


def wrapped(text: str, size: float, room: float, most: int) -> list[str]:
    """Return the text in at most `most` lines of `room` pixels, the last cut where it is longer."""
    words = clean(text).split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        end = 1
        while end < len(words) and text_width(" ".join(words[: end + 1]), size) <= room:
            end += 1
        lines.append(short_name(" ".join(words[:end]), LONGEST_LINE, room, size))
        words = words[end:]
    if words:
        lines.append(short_name(" ".join(words), LONGEST_LINE, room, size))
    return lines
