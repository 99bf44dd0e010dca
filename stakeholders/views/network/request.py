"""Who of an initiative the address asks for on the map of who knows whom."""

from stakeholders.forms.network_view import NetworkView
from stakeholders.map_rows import partners_on_map
from stakeholders.ties.acquaintances import acquaintances_of
from stakeholders.views.map_request import today


def read_view(request):
    """Return what the address asks for."""
    return NetworkView(request.GET, membership=request.membership)


def read_network(request, initiative, view):
    """Return the partners that the filters of `view` keep, with their ties."""
    on = today(request)
    known = acquaintances_of(initiative, request.membership, on)
    if not view.narrows:
        return known
    kept = view.narrow(partners_on_map(initiative, request.membership, on))
    return known.among(set(kept.values_list("stakeholder_id", flat=True)))
