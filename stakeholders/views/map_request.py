"""What every map reads from a request: the day, the filters, the initiative."""

from django.http import Http404
from django.utils import timezone

from coalition.lib.local_time import local_date
from coalition.lib.pages.addresses import url_of
from stakeholders.current import initiatives_of
from stakeholders.forms.coverage_filter import CoverageFilterForm
from stakeholders.forms.map_filter import MapFilterForm
from stakeholders.forms.movement_filter import MovementFilterForm
from stakeholders.forms.network_view import NetworkView
from stakeholders.map_rows import all_map_rows, map_rows

REGION = "map-region"
# What else than filters the addresses of these maps say.
FORMS = {"coverage": CoverageFilterForm, "movement": MovementFilterForm, "network": NetworkView}


def today(request):
    """The date where the reader is."""
    return local_date(timezone.now(), request.membership.zone)


def read_filters(request):
    """The filters in the address, read once; they are never taken from a body."""
    if not hasattr(request, "map_filters"):
        form = FORMS.get(request.GET.get("map"), MapFilterForm)
        request.map_filters = form(request.GET, membership=request.membership)
    return request.map_filters


def find_initiative(request, key):
    """Return the initiative of that key among those the shell has read anyway."""
    for initiative in initiatives_of(request):
        if initiative.pk == key:
            return initiative
    raise Http404


def address_of(request, name, key):
    """Return the district's address of that name for one record."""
    return url_of(name, request.district.slug, key)


def rows_on_map(request, initiative, filters, partners):
    """Return the rows of `partners`, who are everyone in the initiative where the filters narrow nothing."""
    on = today(request)
    return map_rows(partners, on) if filters.narrows else all_map_rows(initiative, request.membership, on)
