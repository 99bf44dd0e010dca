"""The map of coverage: sectors by purposes, filtered like every map, with the panel of a partner who is selected."""

from dataclasses import replace

from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.coverage import coverage_of
from stakeholders.forms.coverage_filter import CoverageFilterForm
from stakeholders.map_rows import partners_on_map
from stakeholders.overview import partners_of
from stakeholders.reference import read_reference
from stakeholders.views.coverage_table import coverage_table
from stakeholders.views.filter_bar import menus, toggles
from stakeholders.views.map_region import REGION
from stakeholders.views.map_request import find_initiative, today
from stakeholders.views.map_tabs import map_tabs
from stakeholders.views.partnership_panel import find_panel


@require_safe
@district_view("view")
def coverage_map(request, initiative):
    """Show who is here for what, and who is missing; filters and `?count=` narrow whom the cells count."""
    found = find_initiative(request, initiative)
    filters = CoverageFilterForm(request.GET, membership=request.membership)
    context = coverage_context(request, found, filters)
    if request.htmx and request.htmx.target == REGION:
        return render(request, "stakeholders/maps/_coverage_region.html", {**context, "is_swap": True})
    return render(request, "stakeholders/maps/coverage.html", {**context, "tabs": map_tabs(request, found)})


def coverage_context(request, initiative, filters):
    partners, reference = partners_of(initiative, request.membership), read_reference()
    coverage = coverage_of(initiative, partners, reference.sectors, reference.purposes)
    table = coverage_table(request, initiative, partners, coverage, reference, filters)
    return {
        "initiative": initiative,
        "filters": filters,
        "menus": menus(filters),
        "toggles": [toggle for toggle in toggles(filters) if toggle.name != "targets"],
        "here": filters.link(),
        "may_edit": request.membership.may("edit"),
        "partner_count": len(partners),
        "panel": panel_of_map(request, initiative, filters),
        **table,
    }


def panel_of_map(request, initiative, filters):
    """Return the panel of the partner who is selected; moving them is for the maps that show where they stand."""
    if "partner" not in filters.chosen:
        return None
    panel = find_panel(request, partners_on_map(initiative, request.membership, today(request)), filters)
    return panel and replace(panel, may_move=False)
