"""Movement as two drawings: the slider with its dates, and the bands with the lines of those who moved."""

from dataclasses import dataclass

from stakeholders.map_rows import LOWEST
from stakeholders.maps.forecast import months_before
from stakeholders.maps.movement import Line, Mover, draw_movement, draw_slider
from stakeholders.maps.text import is_measured, short_name, text_width
from stakeholders.models import InvestmentLevel
from stakeholders.standing.ratings import level_label

MONTHS_SHOWN = 11
PILL_PADDING = 22
HEAD_FONT = 13.5
LEFT_LABEL, RIGHT_LABEL = 25, 1047


@dataclass(frozen=True, slots=True)
class Handle:
    """One date on the slider: the field it fills, where it stands, and what it says."""

    name: str
    label: str
    word: str
    x: float
    day: object
    width: float

    @property
    def left(self):
        return -self.width / 2


@dataclass(frozen=True, slots=True)
class DrawnBand:
    """One level on both dates; `movers` are (mover, slug of the glyph)."""

    band: object
    level: InvestmentLevel
    label: str
    is_split: bool

    @property
    def label_width(self):
        return round(text_width(self.label, HEAD_FONT, True), 1)

    @property
    def counts(self):
        """Each side's count with where it stands: after the label, whatever the font."""
        sides = (self.band.left.count, LEFT_LABEL), (self.band.right.count, RIGHT_LABEL)
        return [(count, round(x + self.label_width + 6, 1)) for count, x in sides]

    @property
    def glyph_y(self):
        return self.band.first_line - 14

    @property
    def head_y(self):
        return self.band.first_line

    @property
    def stayed(self):
        return [(line, self.band.first_line + 18 * number) for number, line in enumerate(self.band.left.lines)]

    @property
    def leaving(self):
        return [placed(mover) for mover in self.band.left.movers]

    @property
    def coming(self):
        return [placed(mover) for mover in self.band.right.movers]


def placed(mover: Mover):
    """Return the name, how long it is in any font, and the heights of its line and its glyph."""
    length = round(text_width(mover.label, 12.5, True), 1) if is_measured(mover.label) else 0
    return mover.label, length, round(mover.y + 4.5, 1), round(mover.y - 7.5, 1)


@dataclass(frozen=True, slots=True)
class DrawnLine:
    line: Line

    @property
    def modifier(self):
        return "--back" if self.line.move.steps < 0 else ""


def slider_context(ratings, since, until, on):
    """Return the slider over the last twelve months, or from the first date where it lies further back."""
    begin = min(months_before(on, MONTHS_SHOWN).replace(day=1), since)
    slider = draw_slider(ratings, begin, on, since, until)
    return {
        "slider": slider,
        "begin": begin,
        "handles": [
            handle("since", "First date", "From", slider.first_x, since),
            handle("until", "Second date", "To", slider.second_x, until),
        ],
    }


def handle(name, label, word, x, day):
    width = round(text_width(f"{day:%b} {day.day}", 12, True) + PILL_PADDING)
    return Handle(name, label, word, x, day, width)


def drawing_context(change, levels):
    drawing = draw_movement(change)
    return {
        "drawing": drawing,
        "bands": [drawn_band(band, levels) for band in drawing.bands],
        "lines": [DrawnLine(line) for line in drawing.lines],
    }


def drawn_band(band, levels):
    level = levels[band.column + LOWEST]
    return DrawnBand(band, level, short_name(level.label, 13, 78, HEAD_FONT, is_bold=True), level.score == 1)


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One move in the table, in the words this reader may see."""

    pk: int
    stakeholder: int
    name: str
    before: InvestmentLevel
    before_word: str
    after: InvestmentLevel
    after_word: str
    steps: int
    on: object
    date_format: str
    evidence: str
    url: str

    @property
    def is_toward(self):
        return self.steps > 0

    @property
    def distance(self):
        return abs(self.steps)


def move_rows(moved, filters):
    """Return the moves: toward us first, the longest first, then the newest."""
    ordered = sorted(moved.change.moves, key=lambda move: (-move.steps, -move.on.toordinal(), move.partner.name))
    return [move_row(move, moved.rows[move.partner.id], filters, moved.until) for move in ordered]


def move_row(move, row, filters, until):
    levels = filters.levels
    before, after = levels[move.before + LOWEST], levels[move.after + LOWEST]
    return MoveRow(
        pk=row.pk,
        stakeholder=row.stakeholder_id,
        name=row.name,
        before=before,
        before_word=level_label(before, row),
        after=after,
        after_word=level_label(after, row),
        steps=move.steps,
        on=move.on,
        date_format="M j" if move.on.year == until.year else "M j, Y",
        evidence=move.evidence,
        url=filters.link(partner=row.pk),
    )


def stayed_rows(moved, filters):
    """Return who stayed, the most invested first: row, address, level and its word."""
    ordered = sorted(moved.change.stayed, key=lambda one: -one[1])
    found = [(moved.rows[partner.id], filters.levels[column + LOWEST]) for partner, column in ordered]
    return [(row, filters.link(partner=row.pk), level, level_label(level, row)) for row, level in found]
