"""The parts of the influence map that are asked for unchanged: filters, drawing and list, kept as they were made.

They are made from the rows, the filters with their choices and what the reader may do, and from nothing else. They are
kept by all of these: an unchanged map is not drawn again, a changed one never shows what was.
"""

from collections import OrderedDict
from dataclasses import dataclass

from django.template.loader import render_to_string

from stakeholders.map_rows import MapRow
from stakeholders.views.filter_bar import menus, toggles
from stakeholders.views.influence_chips import fixed_types
from stakeholders.views.influence_drawing import chip_link, drawing_context
from stakeholders.views.influence_list import list_context

KEPT = 8
kept: OrderedDict[tuple, "Parts"] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Parts:
    """HTML that holds nothing of one reader or one moment."""

    filter_bar: str
    drawing: str
    listing: str


def parts_of_map(request, rows: list[MapRow], filters) -> Parts:
    """Return the parts for the page, made anew only where something of them changed."""
    may_edit = request.membership.may("edit")
    fixed = frozenset(fixed_types(rows, request.membership))
    slug = request.district.slug
    key = (slug, tuple(rows), tuple(filters.chosen.items()), choices_of(filters), fixed, may_edit)
    parts = kept.pop(key, None) or make_parts(request, rows, filters, fixed, may_edit)
    kept[key] = parts
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return parts


def choices_of(filters):
    return tuple(tuple(filters.fields[name].choices) for name in ("purpose", "sector", "lead", "level", "school"))


def make_parts(request, rows, filters, fixed, may_edit) -> Parts:
    drawing = {**drawing_context(rows, filters, fixed), "chip_link": chip_link(filters), "may_edit": may_edit}
    listing = {**list_context(request, filters, rows), "view_link": filters.link(view="table")}
    bar = {"menus": menus(filters), "toggles": toggles(filters), "filters": filters, "count": len(rows)}
    return Parts(
        filter_bar=render_to_string("stakeholders/maps/_filter_bar.html", bar),
        drawing=render_to_string("stakeholders/maps/_influence_drawing.html", drawing),
        listing=render_to_string("stakeholders/maps/_influence_list.html", listing),
    )
