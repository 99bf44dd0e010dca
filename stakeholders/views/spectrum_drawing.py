"""The spectrum of allies as a drawing: what its template needs."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from stakeholders.map_rows import LOWEST, as_partner, spoken_marks
from stakeholders.maps.spectrum import CENTER_X, CENTER_Y, HEIGHT, STEP_ROOM, WIDTH, Wedge, draw_spectrum, next_step
from stakeholders.maps.text import is_measured, short_name
from stakeholders.models import InvestmentLevel
from stakeholders.standing.ratings import level_label
from stakeholders.views.influence_chips import NOTHING, classes, offset, state

PLATE = 8
MARK_GAP = 3


class DrawnName(NamedTuple):
    """One partner, with texts that are empty where there is nothing to draw; `back` undoes `translation`."""

    pk: int
    classes: str
    state: SafeString
    translation: str
    back: str
    spoken: str
    width: str
    glyph: str
    length: SafeString
    label: str
    mark: str
    step: str
    arc: object
    ring: str


@dataclass(frozen=True, slots=True)
class DrawnWedge:
    """One level: the wedge, and where its count and its "n more" lead."""

    wedge: Wedge
    level: InvestmentLevel
    label: str
    url: str

    @property
    def baseline(self):
        return round(self.wedge.head_y + 4.7, 1)


def drawing_context(rows, filters, fixed):
    """Return what the drawing shows of `rows`; persons of a type in `fixed` cannot be moved by this reader."""
    shows_steps = filters.chosen.get("targets") != "off"
    partners = [as_partner(row) for row in rows]
    labels = {
        level.score - LOWEST: short_name(level.label, 13, 90, 14, is_bold=True) for level in filters.levels.values()
    }
    drawing = draw_spectrum(
        partners if shows_steps else [replace(one, target=None) for one in partners],
        [labels[column] for column in sorted(labels)],
        filters.chosen.get("partner"),
    )
    return {
        "size": {"width": WIDTH, "height": HEIGHT, "x": CENTER_X, "y": CENTER_Y},
        "wedges": [drawn_wedge(wedge, labels, filters) for wedge in drawing.wedges],
        "names": drawn_names(drawing, rows, filters, fixed),
        "steps": drawing.steps if shows_steps else None,
        "unplaced": len(drawing.unplaced),
    }


def drawn_wedge(wedge, labels, filters):
    level = filters.levels[wedge.column + LOWEST]
    return DrawnWedge(wedge, level, labels[wedge.column], filters.link(view="table", level=level.slug))


def drawn_names(drawing, rows, filters, fixed):
    by_key = {row.pk: row for row in rows}
    chips = [chip for wedge in drawing.wedges for chip in wedge.chips]
    return [drawn_name(chip, by_key[chip.partner.id], filters, fixed) for chip in chips]


def drawn_name(chip, row, filters, fixed):
    is_selected = row.pk == filters.chosen.get("partner")
    name = chip.label if chip.label == row.name else f"{chip.label}: {row.name}"
    room = STEP_ROOM if chip.step_x is not None else 0
    return DrawnName(
        pk=row.pk,
        classes=classes(row, is_selected, row.pk in filters.picked_keys),
        state=state(row, fixed, is_selected),
        translation=f"{chip.x:g} {chip.y:g}",
        back=f"{-chip.x:g} {-chip.y:g}",
        spoken=f"{name}. {spoken_step(row, filters.levels)}{spoken_marks(row, row.pk in filters.picked_keys)}",
        width=f"{chip.width - room + PLATE:.4g}",
        glyph=filters.levels[row.level].slug,
        length=fixed_length(chip, is_selected),
        label=chip.label,
        mark=offset(chip.mark_x, chip.x),
        step=f"translate({offset(chip.step_x, chip.x)} 0) rotate({chip.turn:g})" if room else "",
        arc=chip.arc,
        ring=filters.levels[chip.arc.column + LOWEST].slug if chip.arc else "",
    )


def fixed_length(chip, is_selected):
    """Return the attributes that keep a name to its width in any font, where a mark, an arrow or a pill needs it."""
    is_free = chip.step_x is None and chip.mark_x is None and not is_selected
    if is_free or not is_measured(chip.label):
        return NOTHING
    end = (
        chip.mark_x - MARK_GAP
        if chip.mark_x is not None
        else chip.right - (STEP_ROOM if chip.step_x is not None else 0)
    )
    return mark_safe(f' textLength="{end - chip.label_x:.4g}" lengthAdjust="spacingAndGlyphs"')


def spoken_step(row, levels):
    """Say where a partner stands and what is asked: "Skeptical, next step Unaware", "Champion, holding"."""
    now = level_label(levels.get(row.level), row)
    if row.level is None:
        return now
    step = next_step(as_partner(row))
    return f"{now}, holding" if step is None else f"{now}, next step {level_label(levels[step + LOWEST], row)}"
