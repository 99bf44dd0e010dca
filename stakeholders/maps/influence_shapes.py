"""What the engine of the influence map takes and returns: the partners, and everything that is drawn, in pixels."""

from dataclasses import dataclass

from stakeholders.maps.text import clean

LANE = 24
LABEL_INSET = 21


@dataclass(frozen=True, slots=True)
class Partner:
    """What the map needs to know of one partner. Levels and targets are columns, 0 (Adversary) to 5 (Champion)."""

    id: int
    name: str
    sway: int | None
    level: int | None
    target: int | None = None
    at_table: bool = False
    under_represented: bool = False
    short: str = ""

    @property
    def drawn_name(self) -> str:
        """What people chose to call them on maps, else their name."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Chip:
    """One partner as drawn: glyph at (x, y) of its middle left, name, arrow to a ring at the target."""

    partner: Partner
    label: str
    x: float
    y: float
    label_width: float
    fixed_length: float | None
    mark_x: float | None
    right: float
    target: int | None
    ring_x: float | None
    arrow: tuple[float, float] | None
    lane: int

    @property
    def full_name(self) -> str:
        return clean(self.partner.name)

    @property
    def label_x(self) -> float:
        return round(self.x + LABEL_INSET, 1)

    @property
    def left(self) -> float:
        return round(self.x - 4, 1)


@dataclass(frozen=True, slots=True)
class Fold:
    """The words "n more" in a crowded cell, or in the tray, where both sway and column are None."""

    sway: int | None
    level: int | None
    count: int
    x: float
    baseline: float

    @property
    def left(self) -> float:
        return round(self.x - LABEL_INSET - 4, 1)

    @property
    def top(self) -> float:
        return round(self.baseline - 4.2 - LANE / 2, 1)


@dataclass(frozen=True, slots=True)
class Column:
    level: int
    x: float
    glyph_x: float
    label_x: float
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One sway: from `top`, `height` high; `caption_y` where the two halves are named, `empty_y` where none stands."""

    sway: int
    top: float
    height: float
    number_y: float
    caption_y: float | None
    empty_y: float | None

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Tray:
    """Those who are not placed yet, in slots as wide as a column."""

    top: float
    count: int
    chips: tuple[Chip, ...]
    fold: Fold | None

    @property
    def title_y(self) -> float:
        return self.top + 26


@dataclass(frozen=True, slots=True)
class InfluenceMap:
    width: int
    height: float
    grid_bottom: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chips: tuple[Chip, ...]
    folds: tuple[Fold, ...]
    tray: Tray | None

    @property
    def row_edges(self) -> str:
        """Where the rows begin, from sway 5 down, and where the last one ends."""
        return " ".join(f"{edge:g}" for edge in [*(row.top for row in self.rows), self.grid_bottom])

    @property
    def all_chips(self) -> tuple[Chip, ...]:
        return self.chips + (self.tray.chips if self.tray else ())

    @property
    def all_folds(self) -> tuple[Fold, ...]:
        return self.folds + ((self.tray.fold,) if self.tray and self.tray.fold else ())
