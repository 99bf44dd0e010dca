"""The spectrum of allies: a half disc of six wedges, Adversary at the left to Champion at the right.

After Lakey's spectrum and DESIGN-UI section 7: a wedge widens with the share of partners in it, and nobody is asked
for more than the next level. Names stand in rows of one name each, from the wedge's widest place downwards, higher
where more room is needed; who finds no row is counted in "n more".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, pi, sin, sqrt, tan

from stakeholders.maps.influence import FONT_SIZE
from stakeholders.maps.influence_shapes import Partner
from stakeholders.maps.lanes import COLUMNS
from stakeholders.maps.text import short_name, text_width

WIDTH = 836
HEIGHT = 427
CENTER_X, CENTER_Y = 418.0, 423.0
RADIUS = 411.0
RIM = 415.0
HUB = 60.0
LEAST_ANGLE = 17.0
SHARED_ANGLE = 180.0 - COLUMNS * LEAST_ANGLE
ROW = 23.0
ROW_HALF = 9.0
EDGE_ROOM = 7.0
NAME_CHARACTERS = 17
NAME_WIDTH = 118.0
GLYPH_ROOM = 19.0
MARK_ROOM = 16.0
STEP_ROOM = 22.0
HEAD_FONT = 14.0
HEAD_GLYPH_ROOM = 24.0
FOLD_ROOM = 56.0


@dataclass(frozen=True, slots=True)
class StepArc:
    """The way a partner is asked to go: an SVG path along the circle, and the ring it ends in."""

    path: str
    ring_x: float
    ring_y: float
    column: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One partner in a wedge. `x` is where the glyph begins, `y` the middle of the row, `turn` the arrow's angle.

    `turn` and `arc` are None where nothing is asked: hold and thank.
    """

    partner: Partner
    label: str
    x: float
    y: float
    width: float
    mark_x: float | None
    step_x: float | None
    turn: float | None
    arc: StepArc | None

    @property
    def label_x(self) -> float:
        return round(self.x + GLYPH_ROOM, 1)

    @property
    def baseline(self) -> float:
        return round(self.y + 4.3, 1)

    @property
    def right(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True, slots=True)
class Wedge:
    """One level: its outline and rim as SVG paths, its heading, the names that find a row, and how many do not."""

    column: int
    count: int
    path: str
    rim: str
    head_x: float
    head_y: float
    chips: tuple[Chip, ...]
    folded: int
    fold_x: float | None
    fold_y: float | None


@dataclass(frozen=True, slots=True)
class Spectrum:
    """The whole drawing, 836 by 427. `unplaced` are those without a level, or whose level is not for this reader."""

    wedges: tuple[Wedge, ...]
    steps: int
    unplaced: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The room between two edges at one height."""

    y: float
    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


def next_step(partner: Partner) -> int | None:
    """Return the column of the next level when the target lies past where the partner stands, else None."""
    if partner.level is None or partner.target is None or partner.target <= partner.level:
        return None
    return partner.level + 1


def draw_spectrum(partners: Iterable[Partner], labels: Sequence[str], selected: int | None = None) -> Spectrum:
    """Return the geometry for these partners, in any order, under the six levels' `labels`."""
    everyone = sorted(partners, key=lambda one: (one.name.casefold(), one.name, one.id))
    placed = [one for one in everyone if one.level is not None]
    columns = [[one for one in placed if one.level == column] for column in range(COLUMNS)]
    edges = wedge_edges([len(column) for column in columns])
    wedges = tuple(
        draw_wedge(column, labels[column], members, edges, selected) for column, members in enumerate(columns)
    )
    return Spectrum(
        wedges=wedges,
        steps=sum(1 for one in placed if next_step(one) is not None),
        unplaced=tuple(one for one in everyone if one.level is None),
    )


def wedge_edges(counts: Sequence[int]) -> list[float]:
    """Return the seven angles between wedges in degrees, 180 at the left to 0 at the right."""
    total = sum(counts)
    edges = [180.0]
    for count in counts:
        share = count / total if total else 1 / len(counts)
        edges.append(edges[-1] - LEAST_ANGLE - SHARED_ANGLE * share)
    edges[-1] = 0.0
    return edges


def draw_wedge(
    column: int, label: str, members: Sequence[Partner], edges: Sequence[float], selected: int | None
) -> Wedge:
    begin, end = edges[column], edges[column + 1]
    rows = rows_between(begin, end)
    head_width = HEAD_GLYPH_ROOM + text_width(label, HEAD_FONT, True) + text_width(f" {len(members)}", HEAD_FONT)
    order = sorted(members, key=lambda one: (not one.at_table, not one.under_represented))
    head, chips, fold = arrange(rows, head_width, order)
    if any(one.id == selected for one in members) and all(chip.partner.id != selected for chip in chips):
        # Who is selected is drawn even in a crowd; in any other case selecting moves nobody.
        head, chips, fold = arrange(rows, head_width, sorted(order, key=lambda one: one.id != selected))
    return Wedge(
        column=column,
        count=len(members),
        path=outline(begin, end),
        rim=arc_path(RIM, begin - 0.35, end + 0.35),
        head_x=round((head.left + head.right - head_width) / 2, 1),
        head_y=round(head.y, 1),
        chips=tuple(replace(chip, arc=draw_arc(chip, edges)) for chip in chips),
        folded=len(members) - len(chips),
        fold_x=round((fold.left + fold.right) / 2, 1) if fold else None,
        fold_y=round(fold.y, 1) if fold else None,
    )


def arrange(rows: Sequence[Row], head_width: float, members: Sequence[Partner]) -> tuple[Row, list[Chip], Row | None]:
    """Return the heading's row, the chips below it, and the row for "n more" or None.

    The heading stands at the widest row, and as far above it as the names below need; where even the highest row
    leaves too little room, the widest names choose first, and where that does not help "n more" takes a row of its own.
    """
    widest = max(range(len(rows)), key=lambda place: (rows[place].width, -place))
    fitting = [place for place in range(widest + 1) if rows[place].width >= head_width] or [widest]
    for order in (members, sorted(members, key=chip_width, reverse=True)):
        for start in reversed(fitting):
            chips, waiting = fill(rows[start + 1 :], order)
            if not waiting:
                return rows[start], chips, None
    below = rows[fitting[0] + 1 :]
    fold = max((row for row in below if row.width >= FOLD_ROOM), key=lambda row: row.y, default=None)
    chips, _ = fill([row for row in below if row is not fold], members)
    return rows[fitting[0]], chips, fold


def rows_between(begin: float, end: float) -> list[Row]:
    """Return the rows inside a wedge from top to bottom, each as wide as its narrower edge."""
    rows = []
    y = CENTER_Y - RADIUS + ROW
    while y <= CENTER_Y - ROW_HALF - 2:
        upper, lower = chord(y - ROW_HALF, begin, end), chord(y + ROW_HALF, begin, end)
        left, right = max(upper[0], lower[0]) + EDGE_ROOM, min(upper[1], lower[1]) - EDGE_ROOM
        if right > left:
            rows.append(Row(y, left, right))
        y += ROW
    return rows


def chord(y: float, begin: float, end: float) -> tuple[float, float]:
    """Return where the horizontal line at `y` enters and leaves a wedge; the hub is left out."""
    height = CENTER_Y - y
    reach = sqrt(max(RADIUS**2 - height**2, 0.0))
    left = max(-reach, height / tan(begin * pi / 180) if begin < 180 else -reach)
    right = min(reach, height / tan(end * pi / 180) if end > 0 else reach)
    inner = sqrt(max(HUB**2 - height**2, 0.0))
    if inner and left < inner and right > -inner:
        before, after = (left, min(right, -inner)), (max(left, inner), right)
        left, right = max(before, after, key=lambda piece: piece[1] - piece[0])
    return CENTER_X + left, CENTER_X + right


def fill(rows: Sequence[Row], members: Sequence[Partner]) -> tuple[list[Chip], list[Partner]]:
    """Give each row the first partner whose name it is wide enough for; return the chips and who found none."""
    waiting = list(members)
    chips: list[Chip] = []
    for row in rows:
        fitting = next((one for one in waiting if chip_width(one) <= row.width), None)
        if fitting:
            waiting.remove(fitting)
            chips.append(draw_chip(fitting, row))
    return chips, waiting


def label_of(partner: Partner) -> str:
    return short_name(partner.drawn_name, NAME_CHARACTERS, NAME_WIDTH, FONT_SIZE, partner.at_table)


def chip_width(partner: Partner) -> float:
    width = GLYPH_ROOM + text_width(label_of(partner), FONT_SIZE, partner.at_table)
    return width + MARK_ROOM * partner.under_represented + STEP_ROOM * (next_step(partner) is not None)


def draw_chip(partner: Partner, row: Row) -> Chip:
    label, width = label_of(partner), chip_width(partner)
    x = (row.left + row.right - width) / 2
    name_end = x + GLYPH_ROOM + text_width(label, FONT_SIZE, partner.at_table)
    step_x = x + width - STEP_ROOM / 2 if next_step(partner) is not None else None
    return Chip(
        partner=partner,
        label=label,
        x=round(x, 1),
        y=round(row.y, 1),
        width=round(width, 1),
        mark_x=round(name_end + 3, 1) if partner.under_represented else None,
        step_x=round(step_x, 1) if step_x is not None else None,
        turn=round(along_arc(step_x, row.y), 1) if step_x is not None else None,
        arc=None,
    )


def along_arc(x: float, y: float) -> float:
    """Return the SVG angle, in degrees, of going one step to the right along the circle through a point."""
    angle = atan2(CENTER_Y - y, x - CENTER_X)
    return degrees(atan2(cos(angle), sin(angle)))


def draw_arc(chip: Chip, edges: Sequence[float]) -> StepArc | None:
    column = next_step(chip.partner)
    if column is None:
        return None
    x, y = chip.right - STEP_ROOM + 10, chip.y
    radius = hypot(x - CENTER_X, CENTER_Y - y)
    begin = degrees(atan2(CENTER_Y - y, x - CENTER_X))
    end = max(edges[column] - degrees(18 / radius), edges[column + 1] + degrees(8 / radius))
    ring_x, ring_y = on_circle(radius, end)
    stop = end + degrees(7 / radius)
    path = arc_path(radius, begin, stop) if begin > stop else ""
    return StepArc(path=path, ring_x=round(ring_x, 1), ring_y=round(ring_y, 1), column=column)


def on_circle(radius: float, angle: float) -> tuple[float, float]:
    return CENTER_X + radius * cos(angle * pi / 180), CENTER_Y - radius * sin(angle * pi / 180)


def arc_path(radius: float, begin: float, end: float) -> str:
    (x1, y1), (x2, y2) = on_circle(radius, begin), on_circle(radius, end)
    return f"M{x1:.1f} {y1:.1f}A{radius:.1f} {radius:.1f} 0 0 1 {x2:.1f} {y2:.1f}"


def outline(begin: float, end: float) -> str:
    (x1, y1), (x2, y2) = on_circle(HUB, end), on_circle(HUB, begin)
    return f"{arc_path(RADIUS, begin, end)}L{x1:.1f} {y1:.1f}A{HUB:.0f} {HUB:.0f} 0 0 0 {x2:.1f} {y2:.1f}z"
