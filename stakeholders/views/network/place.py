"""Arranging the map of who knows whom by hand, and tidying it again."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import announce, see_other, toast
from stakeholders.forms.network_place import NetworkPlaceForm
from stakeholders.forms.network_view import NetworkView
from stakeholders.reference import read_reference
from stakeholders.ties.acquaintances import strangers_of
from stakeholders.ties.places import move, places_of, tidy
from stakeholders.ties.scenes import EVERYONE, Wish, scene_of
from stakeholders.views.map_request import find_initiative
from stakeholders.views.network.drawing import inherited, spots_of, standing


@require_POST
@district_view("edit")
def network_place_create(request, initiative):
    """Put somebody where they were dragged, for everybody who works on the initiative."""
    found = find_initiative(request, initiative)
    known = strangers_of(found)
    form = NetworkPlaceForm(request.POST, standing=lambda scene: where_all_stand(found, known, scene))
    back = map_address(request, found)
    if not form.is_valid():
        problem = next(str(error) for errors in form.errors.values() for error in errors)
        said = f"Nothing was moved. {problem}"
        if request.htmx:
            return announce(HttpResponse(said, status=HTTPStatus.UNPROCESSABLE_ENTITY), said)
        return toast(request, HttpResponseRedirect(back, status=HTTPStatus.SEE_OTHER), said)
    move(found, form.cleaned_data["scene"], form.cleaned_data["key"], form.cleaned_data["spot"], form.spots)
    if request.htmx:
        return announce(HttpResponse(status=HTTPStatus.NO_CONTENT), "The place is kept.")
    return toast(request, see_other(request, back), "The place is kept.")


@require_POST
@district_view("edit")
def network_place_tidy(request, initiative):
    """Forget every place that was chosen by hand: the map is laid out anew."""
    found = find_initiative(request, initiative)
    tidy(found)
    return toast(request, see_other(request, map_address(request, found)), "The map is tidied.")


def where_all_stand(initiative, known, name):
    """Return where each key of a scene stands by now."""
    scene = scene_of(known, Wish(fold="" if name == EVERYONE else name), read_reference().sectors)
    places = places_of(initiative)
    spots = spots_of(scene, places, inherited(scene, known, places)) if scene.name == name else None
    return standing(spots) if spots else {}


def map_address(request, initiative):
    """Return the address of the map as it was looked at."""
    path = reverse("stakeholders:network-map", args=[request.district.slug, initiative.pk])
    return f"{path}{NetworkView(request.GET, membership=request.membership).link()}"
