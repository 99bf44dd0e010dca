"""The map of coverage: sectors by purposes."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.coverage import coverage_of
from stakeholders.overview import partners_of
from stakeholders.reference import read_reference
from stakeholders.views.coverage_table import choice_of, coverage_table
from stakeholders.views.map_request import find_initiative
from stakeholders.views.map_tabs import map_tabs


@require_safe
@district_view("view")
def coverage_map(request, initiative):
    """Show who is here for what, and who is missing; `?count=` narrows whom the cells count."""
    found = find_initiative(request, initiative)
    partners, reference = partners_of(found, request.membership), read_reference()
    coverage = coverage_of(found, partners, reference.sectors, reference.purposes)
    context = {
        "initiative": found,
        "here": f"?{request.GET.urlencode()}",
        "tabs": map_tabs(request, found),
        "may_edit": request.membership.may("edit"),
        "partner_count": len(partners),
        **coverage_table(request, found, partners, coverage, reference, choice_of(request.GET)),
    }
    return render(request, "stakeholders/maps/coverage.html", context)
