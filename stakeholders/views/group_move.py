"""Moving the partners that were picked on a map or in its table, all in one step."""

from http import HTTPStatus

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.group_move import GroupMoveForm
from stakeholders.map_rows import partners_on_map
from stakeholders.standing.group_moving import MOST_AT_ONCE, NoSuchStep, move_group, undo_group
from stakeholders.standing.ratings import level_label
from stakeholders.views.map_region import page_of
from stakeholders.views.map_request import find_initiative, read_filters, today
from stakeholders.views.map_tabs import map_tabs


@require_safe
@district_view("edit")
def group_move_new(request, initiative):
    """Show who was picked, and ask what becomes of them."""
    found = find_initiative(request, initiative)
    return form_page(request, found, GroupMoveForm(district=request.district))


@require_POST
@district_view("edit")
def group_move_create(request, initiative):
    """Move everyone who was picked and lead back to the map, with a way to take it back."""
    found = find_initiative(request, initiative)
    form = GroupMoveForm(request.POST, district=request.district)
    picked = picked_partners(request, found)
    if not picked or not form.is_valid():
        return form_page(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    back = map_address(request, found)
    try:
        with once(request) as submission:
            step = move_group(picked, member=request.membership, on=today(request), **form.changes)
            submission.location = back
    except AlreadyDone:
        return see_other(request, back)
    return told(request, found, step, back)


@require_POST
@district_view("edit")
def group_move_undo(request, initiative, token):
    """Take a step back, as far as nothing newer stands on it."""
    found = find_initiative(request, initiative)
    try:
        back, newer = undo_group(token, initiative=found, member=request.membership, on=today(request))
    except NoSuchStep:
        raise Http404 from None
    said = f"{counted(back)} as before."
    if newer:
        said += f" Something newer stands on {named(newer)}: nothing of theirs was taken back."
    return toast(request, see_other(request, map_address(request, found)), said)


def picked_partners(request, initiative):
    """Return those who were picked and are partners of the initiative, in the order of the list."""
    picked = read_filters(request).picked_keys
    partners = partners_on_map(initiative, request.membership, today(request)).filter(pk__in=picked)
    return list(partners.select_related("stakeholder").order_by("stakeholder__sort_name", "pk")[:MOST_AT_ONCE])


def told(request, initiative, step, back):
    left = f" Not rated: {named([name for name, _ in step.left])}. {step.left[0][1]}" if step.left else ""
    response = see_other(request, back)
    if not step.changes:
        return toast(request, response, f"Nothing was to change.{left}")
    token = step.token(request.membership)
    address = reverse("stakeholders:group-move-undo", args=[request.district.slug, initiative.pk, token])
    undo = f"{address}{read_filters(request).here}"
    return toast(request, response, f"{counted(len(step.changes))} changed.{left}", undo=undo)


def counted(count):
    return f"{count} partner{'' if count == 1 else 's'}"


def named(names):
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def map_address(request, initiative):
    filters = read_filters(request)
    return f"{page_of(filters).url(request, initiative)}{filters.link()}"


def form_page(request, initiative, form, status=HTTPStatus.OK):
    filters = read_filters(request)
    picked = picked_partners(request, initiative)
    context = {
        "form": form,
        "initiative": initiative,
        "tabs": map_tabs(request, initiative),
        "picked": [(one, *level_in_words(one, filters.levels)) for one in picked],
        "is_cut": len(filters.picked_keys) > MOST_AT_ONCE,
        "most": MOST_AT_ONCE,
        "here": filters.way_back(),
        "back": map_address(request, initiative),
    }
    return render(request, "stakeholders/group_moves/new.html", context, status=status)


def level_in_words(partnership, levels):
    level = levels.get(partnership.visible_level)
    return level, level_label(level, partnership.stakeholder)
