"""Everything a map of partners shows for one address: drawing or table, the phone's list, the panel, the filters."""

from collections.abc import Callable
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from stakeholders.map_rows import partners_on_map
from stakeholders.views.coverage_map import coverage_context
from stakeholders.views.influence_aged import look_again
from stakeholders.views.influence_kept import parts_of_map
from stakeholders.views.influence_table import table_context
from stakeholders.views.map_request import REGION, rows_on_map, today
from stakeholders.views.map_tabs import map_tabs
from stakeholders.views.movement_map import movement_context
from stakeholders.views.network.map import network_context
from stakeholders.views.partnership_panel import find_panel
from stakeholders.views.spectrum_picture import spectrum_context

NOT_IN_GROUP = ("picked", "page")


@dataclass(frozen=True, slots=True)
class MapPage:
    """A map from which partners are moved.

    `context` makes what the template `picture` shows of some partners; or `whole`, all that `region` shows.
    """

    url_name: str
    template: str
    region: str = "stakeholders/maps/_map_region.html"
    picture: str = ""
    context: Callable | None = None
    whole: Callable | None = None

    def url(self, request, initiative):
        return reverse(self.url_name, args=[request.district.slug, initiative.pk])


def rows_context(request, initiative, filters, partners):
    return table_context(request, filters, partners, today(request))


def influence_context(request, initiative, filters, partners):
    rows = rows_on_map(request, initiative, filters, partners)
    aged = sum(row.is_aged for row in rows)
    return {
        "count": len(rows),
        "parts": parts_of_map(request, rows, filters),
        "aged_count": aged,
        "aged_link": filters.link(view="table", sort="rated"),
        "look_again": look_again(request, filters, rows) if aged and request.membership.may("edit") else [],
    }


PAGES = {
    "influence": MapPage(
        "stakeholders:influence-map",
        "stakeholders/maps/influence.html",
        picture="stakeholders/maps/_influence_picture.html",
        context=influence_context,
    ),
    "spectrum": MapPage(
        "stakeholders:spectrum-map",
        "stakeholders/maps/spectrum.html",
        picture="stakeholders/maps/_spectrum_picture.html",
        context=spectrum_context,
    ),
    **{
        name: MapPage(
            f"stakeholders:{name}-map",
            f"stakeholders/maps/{name}.html",
            f"stakeholders/maps/_{name}_region.html",
            whole=context,
        )
        for name, context in (
            ("coverage", coverage_context),
            ("movement", movement_context),
            ("network", network_context),
        )
    },
}


def page_of(filters) -> MapPage:
    return PAGES[filters.map_name]


def region_context(request, initiative, filters, **more):
    """Return the context of the region. `more`: `notice` a sentence, `moved` a partnership's key."""
    shown_map = page_of(filters)
    if shown_map.whole:
        # Nobody's place is looked for there, and "moved" has a meaning of its own on one of them.
        more.pop("moved", None)
        return {**shown_map.whole(request, initiative, filters), "shown_map": shown_map, **more}
    return {**placed_context(request, initiative, filters, shown_map), **more}


def placed_context(request, initiative, filters, shown_map):
    """Return the context of a map on which everyone has a place: the picture or its table, and the panel."""
    # Lazy: a map of everyone asks for its rows by a query that is ready.
    partners = SimpleLazyObject(lambda: partners_on_map(initiative, request.membership, today(request)))
    narrowed = SimpleLazyObject(lambda: filters.narrow(partners))
    is_table = filters.chosen.get("view") == "table"
    picture = rows_context if is_table else shown_map.context
    shown = picture(request, initiative, filters, narrowed)
    return {
        "initiative": initiative,
        "filters": filters,
        "shown_map": shown_map,
        "is_table": is_table,
        "is_first_run": not shown["count"] and not (filters.narrows and partners.exists()),
        "may_edit": request.membership.may("edit"),
        "group_fields": [(name, value) for name, value in filters.chosen.items() if name not in NOT_IN_GROUP],
        "clear_link": filters.link(picked=None),
        "target_words": f"{initiative.target_on:%B} target" if initiative.target_on else "Target",
        "view_link": filters.link(view=None if is_table else "table"),
        "panel": None if is_table else find_panel(request, partners, filters),
        **shown,
    }


def render_map(request, context, status=200):
    """Answer with the region where htmx swaps it, else with the whole page."""
    if request.htmx and request.htmx.target == REGION:
        return render(request, context["shown_map"].region, {**context, "is_swap": True}, status=status)
    page = {**context, "tabs": map_tabs(request, context["initiative"])}
    return render(request, context["shown_map"].template, page, status=status)
