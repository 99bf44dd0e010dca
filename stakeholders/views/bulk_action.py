"""One change to many stakeholders: choosing it, seeing what it will do, doing it, taking it back."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import announce, see_other, toast
from stakeholders.bulk.carrying_out import (
    CannotUndo,
    ListChanged,
    carry_out,
    may_be_undone,
    undo,
    undo_ends,
    what_stays,
)
from stakeholders.forms.bulk_action import FORMS, SelectionForm, VerbForm
from stakeholders.models import BulkAction, BulkVerb, Stakeholder
from stakeholders.registry.narrowing import narrow
from stakeholders.views.stakeholder_heads import address
from stakeholders.views.stakeholder_list import read_list

MOST_AT_ONCE = 20_000
SHOWN = 50
STAYING_SHOWN = 5
LINKED = 200
# Those who archive a list take it from everyone's maps.
NEEDS = {BulkVerb.ARCHIVE: "lead"}


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def bulk_action_new(request):
    """Ask what to do to those selected, show what it will do, and on POST do it."""
    data = request.POST if request.method == "POST" else request.GET
    verb, expected = VerbForm.read(data)
    if not request.membership.may(NEEDS.get(verb, "edit")):
        raise PermissionDenied
    selection = SelectionForm(data)
    filters, seen_from = read_list(request, selection.listed)
    found = selected(selection, filters, seen_from)
    form = read_change(request, data, verb, seen_from)
    context = {"verb": verb, "selection": selection, "form": form, **counted(found)}
    context["back_url"] = address(seen_from.list_url, filters.query())
    if request.method != "POST" or not is_possible(form, context):
        status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
        return show(request, context, found, status)
    try:
        return do(request, form.change(), found, expected, context)
    except ListChanged:
        return show(request, {**context, "has_changed": True}, found, HTTPStatus.CONFLICT)


def selected(selection, filters, seen_from):
    """Return everyone who is selected; no one where nothing is said, so that a slip never means the whole list."""
    asked = {name: value for name, value in filters.asked.items() if name not in ("after", "before", "sort")}
    if selection.is_all:
        return narrow(Stakeholder.objects.all(), asked, seen_from).order_by("sort_name", "pk")
    return Stakeholder.objects.filter(pk__in=selection.picks).order_by("sort_name", "pk")


def read_change(request, data, verb, seen_from):
    """Return the form of the verb: bound once something was chosen, or where there is nothing to choose."""
    if verb is None:
        return None
    options = {"request": request, "initiative": seen_from.initiative}
    blank = FORMS[verb](**options)
    is_chosen = request.method == "POST" or not blank.fields or any(name in data for name in blank.fields)
    return FORMS[verb](data, **options) if is_chosen else blank


def counted(found):
    count = found.count()
    return {"count": count, "is_too_many": count > MOST_AT_ONCE, "most": MOST_AT_ONCE}


def is_possible(form, context):
    return form is not None and form.is_valid() and context["count"] and not context["is_too_many"]


def show(request, context, found, status):
    """Show the form and, once it is filled, what it will do; htmx gets that alone."""
    form, verb = context["form"], context["verb"]
    plan = form.change().plan(found) if is_possible(form, context) else None
    title = BulkVerb(verb).label if verb else "Change several at once"
    is_preview = request.htmx and request.method != "POST"
    name = "_preview.html" if is_preview else "new.html"
    context = {**context, "plan": plan, "title": title}
    response = render(request, f"stakeholders/bulk_action/{name}", context, status=status)
    return announce(response, in_words(plan)) if is_preview and plan else response


def in_words(plan):
    """Say how many will change and how many stay, such as "2 will change, 1 stays as it is."."""
    staying = sum(skipped.count for skipped in plan.skipped)
    stays = {0: "", 1: ", 1 stays as it is"}.get(staying, f", {staying:,} stay as they are")
    return f"{len(plan.changing):,} will change{stays}."


def do(request, change, found, expected, context):
    back = context["back_url"]
    try:
        with once(request) as submission:
            action = carry_out(change, found, by=request.membership, expected=expected)
            submission.location = back
            if action is not None:
                record(request.membership, "bulk change", "Stakeholders", action.summary)
    except AlreadyDone as done:
        return see_other(request, done.location or back)
    response = see_other(request, back)
    if action is None:
        return toast(request, response, "Nothing was to change.")
    undo_url = reverse("stakeholders:bulk-action-undo", args=[request.district.slug, action.pk])
    return toast(request, response, f"{action.summary}.", undo=undo_url)


@require_safe
@district_view("view")
def bulk_action_list(request):
    """List what was done to many at once, the newest first."""
    actions = list(BulkAction.objects.select_related("by__user", "undone_by__user")[:SHOWN])
    for action in actions:
        action.district = request.district
    return render(request, "stakeholders/bulk_action/list.html", {"actions": actions, "shown": SHOWN})


@require_safe
@district_view("view")
def bulk_action_detail(request, bulk_action):
    """Show what one action did, and what taking it back would do."""
    action = find_action(request, bulk_action)
    is_open = may_be_undone(action, timezone.now())
    can_undo = is_open and request.membership.may(NEEDS.get(action.verb, "edit"))
    staying = what_stays(action) if can_undo else set()
    context = {
        "action": action,
        "changed_url": changed_url(request, action),
        "can_undo": can_undo,
        "has_ended": not is_open and action.undone_at is None,
        "undo_ends": undo_ends(action),
        "staying": Stakeholder.objects.filter(pk__in=list(staying)[:STAYING_SHOWN]).select_related("district"),
        "staying_count": len(staying),
        "going_count": action.changed - len(staying),
    }
    return render(request, "stakeholders/bulk_action/detail.html", context)


def changed_url(request, action):
    """Return the address of the list of those who were changed, up to a number that fits into it."""
    keys = action.effects.order_by("pk").values_list("stakeholder", flat=True)[:LINKED]
    list_url = reverse("stakeholders:stakeholder-list", args=[request.district.slug])
    archived = [("archived", "1")] if action.verb == BulkVerb.ARCHIVE and action.undone_at is None else []
    return f"{list_url}?{urlencode([*archived, *(('pick', key) for key in keys)])}"


@require_POST
@district_view("edit")
def bulk_action_undo(request, bulk_action):
    """Take it back from everyone on whom nothing newer stands."""
    action = find_action(request, bulk_action)
    if not request.membership.may(NEEDS.get(action.verb, "edit")):
        raise PermissionDenied
    response = see_other(request, action)
    try:
        undone = undo(action, by=request.membership)
    except CannotUndo as reason:
        return toast(request, response, str(reason))
    record(request.membership, "undo bulk change", "Stakeholders", action.summary)
    words = f" {undone.stayed:,} stay: somebody changed them since." if undone.stayed else ""
    return toast(request, response, f"Undone for {undone.changed - undone.stayed:,}.{words}")


def find_action(request, pk):
    action = get_object_or_404(BulkAction.objects.select_related("by__user", "undone_by__user"), pk=pk)
    action.district = request.district
    return action
