"""The map of who knows whom: the page, its table of ties, and what of it can be taken away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.lib.pages.splicing import render_around
from stakeholders.network.graphml import write_graphml
from stakeholders.reference import read_reference
from stakeholders.standing.brought import brought_in
from stakeholders.views.map_export import attachment
from stakeholders.views.map_request import REGION, find_initiative
from stakeholders.views.map_tabs import map_tabs
from stakeholders.views.network.page import network_page
from stakeholders.views.network.request import read_network, read_view
from stakeholders.views.network.rows import graph_rows

TITLE = "Relationships"
WAITING = "network-waiting"


@require_safe
@district_view("view")
def network_map(request, initiative):
    """Show the drawing with figures and a way to somebody, or the table of the same ties."""
    found = find_initiative(request, initiative)
    context = network_context(request, found, read_view(request))
    if request.htmx and request.htmx.target == WAITING:
        return still_waiting(request, context)
    if request.htmx and request.htmx.target == REGION:
        template, context = "stakeholders/maps/_network_region.html", {**context, "is_swap": True}
    else:
        template, context = "stakeholders/maps/network.html", {**context, "tabs": map_tabs(request, found)}
    return render_around(request, template, context, context["parts"].drawing)


def network_context(request, initiative, view):
    known = read_network(request, initiative, view)
    return {
        "initiative": initiative,
        "may_edit": request.membership.may("edit"),
        **network_page(request, initiative, known, view, read_reference()),
    }


def still_waiting(request, context):
    """Say how far the worker is, or load the page anew when the map is laid out."""
    if context["parts"].waiting:
        return render(request, "stakeholders/maps/_network_waiting.html", context)
    return HttpResponseClientRefresh()


@require_POST
@district_view("view")
def network_map_graphml(request, initiative):
    """Give the network for another program, with the levels this reader may see; logged."""
    found, known, _, reference = read_map(request, initiative)
    brought = brought_in(known, request.membership)
    note_export(request, found, known, "GraphML")
    content = write_graphml(*graph_rows(known, reference, brought))
    return attachment(request, found, TITLE, "graphml", HttpResponse(content))


def read_map(request, initiative):
    found = find_initiative(request, initiative)
    view = read_view(request)
    return found, read_network(request, found, view), view, read_reference()


def note_export(request, initiative, known, kind):
    detail = f"{kind}, {len(known.partners)} partners, {len(known.ties)} ties"
    record(request.membership, "export", f"{TITLE}, {initiative.name}", detail)
