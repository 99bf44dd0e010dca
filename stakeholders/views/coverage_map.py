"""The map of coverage: sectors by purposes, filtered like every map, with the panel of a partner who is selected."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.coverage import coverage_of
from stakeholders.forms.coverage_filter import CoverageFilterForm
from stakeholders.overview import partners_of
from stakeholders.reference import read_reference
from stakeholders.views.coverage_table import coverage_table
from stakeholders.views.filter_bar import menus, toggles
from stakeholders.views.map_request import REGION, find_initiative
from stakeholders.views.map_tabs import map_tabs
from stakeholders.views.partnership_panel import selected_panel


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
        "toggles": toggles(filters),
        "here": filters.link(),
        "may_edit": request.membership.may("edit"),
        "partner_count": len(partners),
        "panel": selected_panel(request, initiative, filters),
        **table,
    }
