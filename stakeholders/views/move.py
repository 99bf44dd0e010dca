"""Moving a partner on a map by menu, drag, key or form, and taking the move back."""

from http import HTTPStatus

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.move import MoveForm, MoveQuestionForm
from stakeholders.standing.moving import Move, MovedMeanwhile, NoSuchMove, move, refuse, undo
from stakeholders.standing.ratings import level_label
from stakeholders.views.map_region import REGION, page_of, region_context, render_map
from stakeholders.views.map_request import read_filters, today
from stakeholders.views.map_tabs import map_tabs
from stakeholders.views.partnership_panel import find_partnership, move_menu


@require_safe
@district_view("edit")
def move_new(request, partnership):
    """Ask where to: by a menu for htmx, by a form page for anybody else."""
    found = find_partnership(request, partnership)
    refuse(found.stakeholder, request.membership)
    question = MoveQuestionForm(request.GET)
    level, sway = question.known("to_level"), question.known("to_sway")
    menu = move_menu(request, found, read_filters(request))
    if request.htmx:
        word = level and level_label(level, found.stakeholder)
        context = {
            "menu": menu,
            "change": question.known("change"),
            "to_level": level,
            "to_word": word,
            "to_sway": sway,
        }
        return render(request, "stakeholders/maps/_move_place.html", context)
    form = MoveForm(initial={"level": level and level.slug, "sway": sway, "seen": menu.seen})
    return form_page(request, found, form)


@require_POST
@district_view("edit")
def move_create(request, partnership):
    """Move the partner and show the map with them; a page that is out of date moves nothing."""
    found = find_partnership(request, partnership)
    # Before anything is said: a form that comes back tells where they stand.
    refuse(found.stakeholder, request.membership)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return invalid(request, found, form)
    try:
        with once(request) as submission:
            made = move(partnership=found, member=request.membership, on=today(request), **form.cleaned_data)
            submission.location = map_address(request, found)
    except AlreadyDone:
        return show_map(request, found)
    except MovedMeanwhile:
        return outdated(request, found, form.cleaned_data["evidence"])
    return moved(request, found, made)


@require_POST
@district_view("edit")
def move_undo(request, partnership, move):
    """Take a move back, unless something newer stands on it."""
    found = find_partnership(request, partnership)
    try:
        undo(partnership=found, made=Move.named(move), member=request.membership, on=today(request))
    except NoSuchMove:
        raise Http404 from None
    except MovedMeanwhile:
        return outdated(request, found)
    now = find_partnership(request, partnership)
    return toast(request, show_map(request, now), f"{now.stakeholder} is back at {place_in_words(now)}.")


def moved(request, before, made):
    """Show the map after a move, and say what was done with a way back."""
    now = find_partnership(request, before.pk)
    if not made.did_something:
        return toast(request, show_map(request, now), f"{now.stakeholder} already stands there.")
    address = reverse("stakeholders:move-undo", args=[request.district.slug, now.pk, made.name])
    way_back = f"{address}{read_filters(request).here}"
    is_same = made.rating and not made.sway and before.current_level_id == now.current_level_id
    did = "still stands at" if is_same else "moved to"
    said = f"{now.stakeholder} {did} {place_in_words(now, made)}."
    return toast(request, show_map(request, now), said, undo=way_back, target=f"#{REGION}")


def place_in_words(found, made=None):
    """Say where a partner stands, or of a move only what it changed: "Aware", "sway 4", "Aware, sway 4"."""
    level = level_label(found.current_level, found.stakeholder)
    sway = f"sway {found.stakeholder.influence}" if found.stakeholder.influence else "sway not known"
    return ", ".join(
        part
        for part in (level if made is None or made.rating else "", sway if made is None or made.sway else "")
        if part
    )


def show_map(request, found, status=HTTPStatus.OK, **more):
    """Show the region where htmx swaps it and the page where something went wrong; else lead to the page."""
    swaps = request.htmx and request.htmx.target == REGION
    if not swaps and status == HTTPStatus.OK:
        return see_other(request, map_address(request, found))
    context = region_context(request, found.initiative, read_filters(request), moved=found.pk, **more)
    return render_map(request, context, status)


def map_address(request, found):
    filters = read_filters(request)
    return f"{page_of(filters).url(request, found.initiative)}{filters.link(partner=found.pk)}"


def outdated(request, found, evidence=""):
    """Say with 409 where the partner stands by now; what was typed is kept in the sentence."""
    newest = found.assessments.effective().newest_first().select_related("assessor__user").first()
    by = (
        f", rated {newest.assessed_on:%b} {newest.assessed_on.day} by {newest.assessor or 'the import'}"
        if newest
        else ""
    )
    notice = (
        f"{found.stakeholder} stands at {place_in_words(found)} by now{by}. Nothing was changed. Look again, then move."
    )
    if evidence:
        notice += f" You wrote: “{evidence}”"
    return show_map(request, found, HTTPStatus.CONFLICT, notice=notice)


def invalid(request, found, form):
    if request.htmx:
        return show_map(request, found, HTTPStatus.UNPROCESSABLE_ENTITY, notice=f"Nothing was moved. {form.problem}")
    return form_page(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def form_page(request, found, form, status=HTTPStatus.OK):
    context = {
        "form": form,
        "partnership": found,
        "initiative": found.initiative,
        "tabs": map_tabs(request, found.initiative),
        "level": found.current_level,
        "level_word": level_label(found.current_level, found.stakeholder),
        "here": read_filters(request).way_back(partner=found.pk, page=None),
        "back": map_address(request, found),
    }
    return render(request, "stakeholders/moves/new.html", context, status=status)
