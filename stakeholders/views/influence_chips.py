"""The chips of the influence map ready for the template: every number as it is written, measured from the glyph."""

from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from stakeholders.map_rows import column, spoken_marks, spoken_place
from stakeholders.maps.text import is_measured
from stakeholders.standing.ratings import refusal

NOTHING = mark_safe("")


class DrawnChip(NamedTuple):
    """One partner, with texts that are empty where there is nothing to draw.

    `state` and `length` are whole attributes: of a page with hundreds of chips the template decides little per chip.
    """

    pk: int
    classes: str
    state: SafeString
    translation: str
    spoken: str
    arrow: str
    target: str
    ring: str
    width: str
    glyph: str
    length: SafeString
    label: str
    mark: str
    is_aged: bool


def drawn_chips(drawing, rows, filters, fixed):
    """Return the chips of `drawing`, made from `rows`; persons of a type in `fixed` cannot be moved by the reader."""
    by_key = {row.pk: row for row in rows}
    selected = filters.chosen.get("partner")
    glyphs = {column(score): level.slug for score, level in filters.levels.items()}
    return [
        drawn_chip(
            chip,
            by_key[chip.partner.id],
            filters.levels,
            glyphs,
            fixed,
            chip.partner.id == selected,
            filters.picked_keys,
        )
        for chip in drawing.all_chips
    ]


def drawn_chip(chip, row, levels, glyphs, fixed, is_selected, picked):
    wanted = chip.fixed_length or (chip.label_width if is_selected else None)
    length = wanted if wanted and is_measured(chip.label) else None
    name = chip.label if chip.label == chip.full_name else f"{chip.label}: {chip.full_name}"
    glyph = glyphs.get(chip.partner.level)
    return DrawnChip(
        pk=row.pk,
        classes=classes(row, is_selected, row.pk in picked),
        state=state(row, fixed, is_selected),
        translation=f"{chip.x:g} {chip.y:g}",
        spoken=f"{name}. {spoken_place(row, levels)}{spoken_marks(row, row.pk in picked)}",
        arrow=arrow(chip),
        target="" if chip.target is None else glyphs[chip.target],
        ring=offset(chip.ring_x, chip.x),
        width=f"{chip.right - chip.left:.4g}",
        glyph=f"level-{glyph}" if glyph else "mark-unplaced",
        length=mark_safe(f' textLength="{length:g}" lengthAdjust="spacingAndGlyphs"') if length else NOTHING,
        label=chip.label,
        mark=offset(chip.mark_x, chip.x),
        is_aged=row.is_aged,
    )


def offset(x, start):
    return "" if x is None else f"{x - start:.4g}"


def classes(row, is_selected, is_picked=False):
    at_table = " map-chip--at-table" if row.at_table else ""
    picked = " map-chip--picked" if is_picked else ""
    aged = " map-chip--aged" if row.is_aged else ""
    return f"map-chip{at_table}{' map-chip--selected' if is_selected else ''}{picked}{aged}"


def fixed_types(rows, membership):
    """Return the types of person that this reader may not move; the rule asks for nothing else of a row."""
    examples = {row.person_type: row for row in rows}
    return {person_type for person_type, row in examples.items() if refusal(row, membership)}


def state(row, fixed, is_selected):
    """Return the attributes that say where a mover finds the partner, unless fixed, and whether they are selected."""
    at = "" if row.person_type in fixed else f' data-at="{row.place}"'
    return mark_safe(f'{at} aria-current="true"' if is_selected else at)


def arrow(chip):
    """Return the path of the arrow with its head, or ""."""
    if chip.arrow is None:
        return ""
    start, end = chip.arrow
    return f"M{start - chip.x:.4g} 0H{end - chip.x:.4g}m-4.5-4l4.5 4-4.5 4"
