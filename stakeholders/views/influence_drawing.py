"""The influence map as a drawing: what its template needs."""

from dataclasses import dataclass

from stakeholders.map_rows import LOWEST, as_partner
from stakeholders.maps.influence import draw
from stakeholders.maps.text import short_name
from stakeholders.models import InvestmentLevel
from stakeholders.views.influence_chips import drawn_chips


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column of the map."""

    level: InvestmentLevel
    label: str
    glyph_x: float
    label_x: float
    x: float
    is_split: bool
    count: int
    url: str


def drawing_context(rows, filters, fixed):
    """Return what the drawing shows of `rows`; persons of a type in `fixed` cannot be moved by this reader."""
    drawing = draw(
        map(as_partner, rows),
        selected=filters.chosen.get("partner"),
        shows_targets=filters.chosen.get("targets") != "off",
    )
    return {
        "drawing": drawing,
        "heads": heads(drawing, filters),
        "chips": drawn_chips(drawing, rows, filters, fixed),
        "folds": folds(drawing, filters),
    }


def chip_link(filters):
    """Return the beginning of the address that selects a partner; the key follows."""
    here = filters.link(partner=None)
    return f"{here}{'' if here == '?' else '&'}partner="


def heads(drawing, filters):
    return [
        Head(
            level=filters.levels[column.level + LOWEST],
            label=short_name(filters.levels[column.level + LOWEST].label, 13, 76, 13, is_bold=True),
            glyph_x=column.glyph_x,
            label_x=column.label_x,
            x=column.x,
            is_split=column.level == -LOWEST + 1,
            count=column.count,
            url=filters.link(view="table", level=filters.levels[column.level + LOWEST].slug),
        )
        for column in drawing.columns
    ]


def folds(drawing, filters):
    """Pair each "n more" with the address of the table of its cell, or of the tray."""
    return [(fold, filters.link(view="table", **cell_of(fold, filters))) for fold in drawing.all_folds]


def cell_of(fold, filters):
    if fold.level is None:
        return {"placed": "no"}
    return {"level": filters.levels[fold.level + LOWEST].slug, "sway": fold.sway}
