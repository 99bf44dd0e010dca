"""Downloads of the overview and of every map, in every format, at one address and by one rule."""

from django.http import Http404
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from stakeholders.views.coverage_export import coverage_export
from stakeholders.views.influence_export import influence_export
from stakeholders.views.map_export import KINDS, attachment, content_of, note_export
from stakeholders.views.map_request import find_initiative
from stakeholders.views.movement_export import movement_export
from stakeholders.views.network.export import network_export
from stakeholders.views.overview_export import overview_export
from stakeholders.views.spectrum_export import spectrum_export

EXPORTS = {
    "overview": overview_export,
    "influence": influence_export,
    "spectrum": spectrum_export,
    "movement": movement_export,
    "network": network_export,
    "coverage": coverage_export,
}
EVERYWHERE = frozenset(KINDS) - {"graphml"}


@require_POST
@district_view("view")
def map_download(request, initiative, shown_map, kind):
    """Give the map of that name as that kind of file, as the filters in the address say; logged, for it leaves."""
    if shown_map not in EXPORTS or kind not in EVERYWHERE:
        raise Http404
    found = find_initiative(request, initiative)
    export = EXPORTS[shown_map](request, found)
    note_export(request, found, export, kind)
    return attachment(request, found, export.title, kind, content_of(request, found, export, kind))
