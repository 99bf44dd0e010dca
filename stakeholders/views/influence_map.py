"""The influence map: the page and its region for htmx."""

from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.views.map_region import region_context, render_map
from stakeholders.views.map_request import find_initiative, read_filters


@require_safe
@district_view("view")
def influence_map(request, initiative):
    """Show the map or its table; htmx gets the region alone."""
    found = find_initiative(request, initiative)
    return render_map(request, region_context(request, found, read_filters(request).shown_on("influence")))
