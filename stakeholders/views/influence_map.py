"""The influence map: the page, its region for htmx, and what of it can be taken away."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.lib.tabular.writing import write_csv
from stakeholders.map_rows import map_rows, partners_on_map
from stakeholders.maps.palette import level_colors, light_colors
from stakeholders.views.influence_chips import fixed_types
from stakeholders.views.influence_drawing import chip_link, drawing_context
from stakeholders.views.influence_region import region_context
from stakeholders.views.influence_table import EXPORT_HEADERS, export_rows
from stakeholders.views.map_request import find_initiative, read_filters, today
from stakeholders.views.map_tabs import map_tabs

REGION = "map-region"


@require_safe
@district_view("view")
def influence_map(request, initiative):
    """Show the map or its table; htmx gets the region alone."""
    found = find_initiative(request, initiative)
    return render_map(request, region_context(request, found, read_filters(request)))


def render_map(request, context, status=200):
    """Answer with the region where htmx swaps it, else with the whole page."""
    if request.htmx and request.htmx.target == REGION:
        return render(request, "stakeholders/maps/_influence_region.html", {**context, "is_swap": True}, status=status)
    page = {**context, "tabs": map_tabs(request, context["initiative"])}
    return render(request, "stakeholders/maps/influence.html", page, status=status)


@require_POST
@district_view("view")
def influence_map_svg(request, initiative):
    """Give the drawing as an SVG file that stands alone; logged, because it leaves the house."""
    found, filters, partners = exported(request, initiative, "SVG")
    rows = map_rows(partners)
    context = {
        "initiative": found,
        **drawing_context(rows, filters, fixed_types(rows, request.membership)),
        "base_link": page_of(request, found),
        "chip_link": page_of(request, found) + chip_link(filters),
        "stands_alone": True,
        "colors": light_colors(),
        "level_colors": level_colors(),
        "on": today(request),
    }
    return attachment(request, found, "svg", render(request, "stakeholders/maps/influence.svg", context))


@require_POST
@district_view("view")
def influence_map_csv(request, initiative):
    """Give the rows of the map as CSV, with the words this reader may see; logged."""
    found, filters, partners = exported(request, initiative, "CSV")
    rows = write_csv(EXPORT_HEADERS, export_rows(filters.order(partners), filters.levels))
    return attachment(request, found, "csv", StreamingHttpResponse(rows))


def page_of(request, initiative):
    address = reverse("stakeholders:influence-map", args=[request.district.slug, initiative.pk])
    return request.build_absolute_uri(address)


def exported(request, initiative, kind):
    """Return what is taken away and note who takes it."""
    found = find_initiative(request, initiative)
    filters = read_filters(request)
    partners = filters.narrow(partners_on_map(found, request.membership, today(request)))
    detail = f"{kind}, {partners.count()} partners, {filters.link() if filters.narrows else 'no filter'}"
    record(request.membership, "export", f"Influence map, {found.name}", detail)
    return found, filters, partners


def attachment(request, initiative, extension, response: HttpResponse | StreamingHttpResponse):
    kinds = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8"}
    name = f"influence-map-{slugify(initiative.name)[:60] or initiative.pk}-{today(request):%Y-%m-%d}.{extension}"
    response["Content-Type"] = kinds[extension]
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
