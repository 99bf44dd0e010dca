"""The spectrum of allies: the page, its region for htmx, and what of it can be taken away."""

from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from stakeholders.map_rows import map_rows
from stakeholders.maps.palette import level_colors, light_colors
from stakeholders.views.influence_chips import fixed_types
from stakeholders.views.influence_drawing import chip_link
from stakeholders.views.map_export import attachment, exported, rows_attached
from stakeholders.views.map_region import PAGES, region_context, render_map
from stakeholders.views.map_request import find_initiative, read_filters, today
from stakeholders.views.spectrum_drawing import drawing_context

TITLE = "Spectrum of allies"


@require_safe
@district_view("view")
def spectrum_map(request, initiative):
    """Show the spectrum or its table; htmx gets the region alone."""
    found = find_initiative(request, initiative)
    return render_map(request, region_context(request, found, read_filters(request).shown_on("spectrum")))


@require_POST
@district_view("view")
def spectrum_map_svg(request, initiative):
    """Give the drawing as an SVG file that stands alone; logged, because it leaves the house."""
    found, filters, partners = exported(request, initiative, "SVG", TITLE)
    rows = map_rows(partners)
    page = request.build_absolute_uri(PAGES["spectrum"].url(request, found))
    context = {
        "initiative": found,
        **drawing_context(rows, filters, fixed_types(rows, request.membership)),
        "base_link": page,
        "chip_link": page + chip_link(filters),
        "stands_alone": True,
        "drawing_title": TITLE,
        "colors": light_colors(),
        "level_colors": level_colors(),
        "on": today(request),
    }
    return attachment(request, found, TITLE, "svg", render(request, "stakeholders/maps/spectrum.svg", context))


@require_POST
@district_view("view")
def spectrum_map_csv(request, initiative):
    """Give the rows of the spectrum as CSV; logged."""
    return rows_attached(request, initiative, TITLE)
