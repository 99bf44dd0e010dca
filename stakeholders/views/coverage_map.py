"""The map of coverage: sectors by purposes, and its rows as CSV."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.lib.tabular.writing import write_csv
from stakeholders.coverage import coverage_of, decisions_of
from stakeholders.overview import partners_of
from stakeholders.reference import read_reference
from stakeholders.views.coverage_table import EXPORT_HEADERS, choice_of, coverage_table, export_rows
from stakeholders.views.map_export import attachment
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
        "tabs": map_tabs(request, found),
        "may_edit": request.membership.may("edit"),
        "partner_count": len(partners),
        **coverage_table(request, found, partners, coverage, reference, choice_of(request.GET)),
    }
    return render(request, "stakeholders/maps/coverage.html", context)


@require_POST
@district_view("view")
def coverage_map_csv(request, initiative):
    """Give a row for each cell, with the words this reader may see; logged."""
    found = find_initiative(request, initiative)
    partners, reference = partners_of(found, request.membership), read_reference()
    coverage = coverage_of(found, partners, reference.sectors, reference.purposes)
    record(request.membership, "export", f"Coverage, {found.name}", f"CSV, {len(partners)} partners")
    rows = write_csv(EXPORT_HEADERS, export_rows(coverage, reference, decisions_of(found)))
    return attachment(request, found, "Coverage", "csv", StreamingHttpResponse(rows))
