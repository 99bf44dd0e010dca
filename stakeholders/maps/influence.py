"""The influence map: partners by sway (rows, 5 at the top) and investment (six columns), drawn 836 wide.

Rules of the drawing, after DESIGN-UI section 7:

- A chip takes a lane of its row over the columns from where the partner stands to the target. Lanes are given from
  the left, each chip the lowest lane that is free there, so an arrow never crosses a name.
- A row of more than ten lanes folds to nine; each of its cells says how many more it holds. Every cell keeps its
  share: first the selected partner, then those at the table, then under-represented voices, then by name.
- Who has no level or no sway, and whose level this reader may not see, stands in a tray under the map.
- A name is at most 17 characters and keeps the same short form wherever the partner moves.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from stakeholders.maps.influence_shapes import (
    LABEL_INSET,
    LANE,
    Chip,
    Column,
    Fold,
    InfluenceMap,
    Partner,
    Row,
    Tray,
)
from stakeholders.maps.lanes import COLUMNS, LANES_BEFORE_FOLD, admit, deepest, pack, span
from stakeholders.maps.text import short_name, text_width

WIDTH = 836
GUTTER = 42
HEAD = 36
PADDING = 6
CAPTION_STRIP = 22
EMPTY_ROW = 38
COLUMN_WIDTH = (WIDTH - GUTTER) / COLUMNS
SWAYS = (5, 4, 3, 2, 1)
CAPTIONED = (5, 3)

GLYPH_INSET = 8
FONT_SIZE = 12.5
NAME_CHARACTERS = 17
MARK_ROOM = 16
SQUEEZE = 1.2
TIGHT = 0.92
RING_RADIUS = 5
ARROW_GAP = 7
ARROW_BEFORE_RING = 10
SHORTEST_ARROW = 6

TRAY_HEAD = 38
TRAY_LANES = 3


def draw(partners: Iterable[Partner], *, selected: int | None = None, shows_targets: bool = True) -> InfluenceMap:
    """Return the whole drawing; the order of `partners` does not matter."""
    ordered = sorted(partners, key=reading_order)
    by_sway: dict[int, list[Partner]] = {sway: [] for sway in SWAYS}
    loose: list[Partner] = []
    for partner in ordered:
        if partner.sway is None or partner.level is None:
            loose.append(partner)
        else:
            by_sway[partner.sway].append(partner)
    rows: list[Row] = []
    chips: list[Chip] = []
    folds: list[Fold] = []
    top: float = HEAD
    for sway, members in by_sway.items():
        row_chips, row_folds, lanes = fill_row(members, sway, first_lane(top, sway), selected, shows_targets)
        rows.append(measure_row(sway, top, lanes))
        chips += row_chips
        folds += row_folds
        top = rows[-1].bottom
    tray = fill_tray(loose, top, selected)
    counts = Counter(partner.level for members in by_sway.values() for partner in members)
    return InfluenceMap(
        width=WIDTH,
        height=top + 2 if tray is None else tray_bottom(tray),
        grid_bottom=top,
        columns=tuple(head_column(level, counts[level]) for level in range(COLUMNS)),
        rows=tuple(rows),
        chips=tuple(chips),
        folds=tuple(folds),
        tray=tray,
    )


def reading_order(partner: Partner) -> tuple[int, str, str, int]:
    """Order by level, then by name, so that a cell reads from A to Z; the id settles twins."""
    level = COLUMNS if partner.level is None else partner.level
    return (level, partner.name.casefold(), partner.name, partner.id)


def column_x(level: int) -> float:
    return GUTTER + level * COLUMN_WIDTH


def head_column(level: int, count: int) -> Column:
    glyph_x = column_x(level) + GLYPH_INSET
    return Column(
        level=level,
        x=round(column_x(level), 1),
        glyph_x=round(glyph_x, 1),
        label_x=round(glyph_x + LABEL_INSET, 1),
        count=count,
    )


def first_lane(top: float, sway: int) -> float:
    return top + (CAPTION_STRIP if sway in CAPTIONED else 0) + PADDING


def measure_row(sway: int, top: float, lanes: int) -> Row:
    caption = CAPTION_STRIP if sway in CAPTIONED else 0
    height = caption + (lanes * LANE + 2 * PADDING if lanes else EMPTY_ROW)
    return Row(
        sway=sway,
        top=top,
        height=height,
        number_y=top + height / 2 + 5,
        caption_y=top + 17 if caption else None,
        empty_y=None if lanes else top + caption + 23,
    )


def fill_row(
    members: Sequence[Partner],
    sway: int,
    first: float,
    selected: int | None,
    shows_targets: bool,
) -> tuple[list[Chip], list[Fold], int]:
    """Return the chips and folds of one row, and how many lanes it needs."""
    spans = {partner.id: span(partner, shows_targets) for partner in members}
    kept = members
    if deepest(spans.values()) > LANES_BEFORE_FOLD:
        kept = admit(members, spans, selected)
    chips = [place(partner, lane, first, spans[partner.id]) for partner, lane in pack([(p, spans[p.id]) for p in kept])]
    lanes = max((chip.lane + 1 for chip in chips), default=0)
    if len(kept) == len(members):
        return chips, [], lanes
    hidden = Counter(spans[partner.id][0] for partner in members)
    hidden.subtract(spans[partner.id][0] for partner in kept)
    last = LANES_BEFORE_FOLD - 1
    folds = [fold_at(sway, level, count, first + last * LANE) for level, count in sorted(hidden.items()) if count]
    return chips, folds, LANES_BEFORE_FOLD


def place(partner: Partner, lane: int, first: float, columns: tuple[int, int]) -> Chip:
    now, target = columns
    ring_x = column_x(target) + GLYPH_INSET + 8 if target > now else None
    return chip_at(
        partner,
        column_x(now) + GLYPH_INSET,
        first + lane * LANE + LANE / 2,
        lane,
        ring_x,
        target,
    )


def chip_at(
    partner: Partner,
    x: float,
    y: float,
    lane: int,
    ring_x: float | None = None,
    target: int | None = None,
) -> Chip:
    """Lay out one chip from its glyph at `x`.

    Where the ring or the next column is close, the length of the name is fixed: no font can then run into them.
    """
    label_x = x + LABEL_INSET
    mark = MARK_ROOM if partner.under_represented else 0
    label = short_name(
        partner.drawn_name,
        NAME_CHARACTERS,
        (name_room(None, x) - mark) * SQUEEZE,
        FONT_SIZE,
        partner.at_table,
    )
    room = name_room(ring_x, x) - mark
    width = text_width(label, FONT_SIZE, partner.at_table)
    fixed_length = None
    if width > room * TIGHT:
        fixed_length = width = round(min(width, room), 1)
    right = label_x + width + mark
    arrow = None
    if ring_x is not None and ring_x - ARROW_BEFORE_RING - (right + ARROW_GAP) >= SHORTEST_ARROW:
        arrow = (round(right + ARROW_GAP, 1), round(ring_x - ARROW_BEFORE_RING, 1))
    return Chip(
        partner=partner,
        label=label,
        x=round(x, 1),
        y=y,
        label_width=width,
        fixed_length=fixed_length,
        mark_x=round(label_x + width + 4, 1) if mark else None,
        right=round(right + 4, 1),
        target=target if ring_x is not None else None,
        ring_x=None if ring_x is None else round(ring_x, 1),
        arrow=arrow,
        lane=lane,
    )


def name_room(ring_x: float | None, x: float) -> float:
    """Return how wide a name may be: up to its ring, or up to the end of its column, which the frame's edge is too."""
    if ring_x is not None:
        return ring_x - RING_RADIUS - 4 - 4 - (x + LABEL_INSET)
    return COLUMN_WIDTH - GLYPH_INSET - LABEL_INSET - 4


def fold_at(
    sway: int | None,
    level: int | None,
    count: int,
    lane_top: float,
    x: float | None = None,
) -> Fold:
    if x is None:
        assert level is not None
        x = column_x(level) + GLYPH_INSET
    return Fold(
        sway,
        level,
        count,
        round(x + LABEL_INSET, 1),
        round(lane_top + LANE / 2 + 4.2, 1),
    )


def fill_tray(loose: Sequence[Partner], top: float, selected: int | None) -> Tray | None:
    """Set those who are not placed in three lanes at most, the selected one among them."""
    if not loose:
        return None
    slots = TRAY_LANES * COLUMNS
    shown = list(loose)
    if len(loose) > slots:
        first = [partner for partner in loose if partner.id == selected]
        shown = sorted(
            (first + [p for p in loose if p.id != selected])[: slots - 1],
            key=reading_order,
        )
    first_top = top + TRAY_HEAD
    chips = tuple(
        chip_at(
            partner,
            column_x(slot % COLUMNS) + GLYPH_INSET,
            first_top + (slot // COLUMNS) * LANE + LANE / 2,
            slot // COLUMNS,
        )
        for slot, partner in enumerate(shown)
    )
    fold = None
    if len(shown) < len(loose):
        last = first_top + (TRAY_LANES - 1) * LANE
        fold = fold_at(
            None,
            None,
            len(loose) - len(shown),
            last,
            column_x(COLUMNS - 1) + GLYPH_INSET,
        )
    return Tray(top=top, count=len(loose), chips=chips, fold=fold)


def tray_bottom(tray: Tray) -> float:
    lanes = max(chip.lane for chip in tray.chips) + 1
    return tray.top + TRAY_HEAD + lanes * LANE + PADDING
