"""Making several stakeholders one: whom, what stays, what was done, and the way back."""

from http import HTTPStatus

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.submissions import AlreadyDone, earlier_location, once
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.picker import LONGEST_SEARCH, SHOWN
from stakeholders.forms.stakeholder_merge import MergeForm
from stakeholders.merging.merge import MOST, merge
from stakeholders.merging.merge import refusal as merge_refusal
from stakeholders.merging.undoing import CannotUndo, undo, what_is_newer
from stakeholders.models import Stakeholder, StakeholderMerge

LISTED = 100


@require_safe
@district_view("edit")
def merge_list(request):
    merges = list(StakeholderMerge.objects.defer("record").for_list()[:LISTED])
    return render(request, "stakeholders/stakeholder_merge/list.html", {"merges": merges})


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def merge_new(request):
    """Merge those that `?stakeholder=` names, each once; with fewer than two it asks who else is the same."""
    if request.method == "POST" and (earlier := earlier_location(request)):
        return see_other(request, earlier)
    chosen = chosen_stakeholders(request)
    if len(chosen) < 2:
        return choosing_page(request, chosen)
    form = MergeForm(request.POST or None, stakeholders=chosen)
    reason = merge_refusal(chosen)
    if reason or not form.is_valid():
        return merge_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK, reason)
    return carry_out(request, form)


def carry_out(request, form):
    try:
        with once(request) as submission:
            seen = form.cleaned_data["seen"]
            done = merge(form.keeper, form.others, form.values, by=request.membership, seen=seen)
            submission.location = form.keeper.get_absolute_url()
    except AlreadyDone as earlier:
        return see_other(request, earlier.location)
    except StaleVersion:
        form.meet()
        return merge_page(request, form, HTTPStatus.CONFLICT)
    text = f"{', '.join(done.names)} and {done.survivor} are one now."
    url = reverse("stakeholders:merge-undo", args=[request.district.slug, done.pk])
    return toast(request, see_other(request, submission.location), text, undo=url)


def merge_page(request, form, status, reason=""):
    context = {"form": form, "stakeholders": form.stakeholders, "reason": reason, "is_stale": status == 409}
    name = "_form.html" if request.htmx else "new.html"
    return render(request, f"stakeholders/stakeholder_merge/{name}", context, status=status)


def chosen_stakeholders(request):
    """Return those the address names who are here and not archived, in its order."""
    asked = [key for key in request.GET.getlist("stakeholder") if key.isascii() and key.isdigit() and len(key) < 19]
    keys = list(dict.fromkeys(int(key) for key in asked))[: MOST + 1]
    found = Stakeholder.objects.active().select_related("sector", "organization", "school").in_bulk(keys)
    for one in found.values():
        one.district = request.district
    return [found[key] for key in keys if key in found]


def choosing_page(request, chosen):
    """Ask who else is the same: first of all, or because somebody merged or archived the others meanwhile."""
    words = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    found = Stakeholder.objects.active().exclude(pk__in=[one.pk for one in chosen])
    matches = found.matching(words or chosen[0].name).for_list()[:SHOWN] if words or chosen else []
    was_late = request.method == "POST"
    context = {"chosen": chosen[0] if chosen else None, "matches": matches, "words": words, "was_late": was_late}
    status = HTTPStatus.CONFLICT if was_late else HTTPStatus.OK
    return render(request, "stakeholders/stakeholder_merge/choose.html", context, status=status)


@require_safe
@district_view("edit")
def merge_detail(request, stakeholder_merge):
    found = find_merge(request, stakeholder_merge)
    newer = what_is_newer(found) if found.undone_at is None else []
    return render(request, "stakeholders/stakeholder_merge/detail.html", {"merge": found, "newer": newer})


@require_POST
@district_view("edit")
def merge_undo(request, stakeholder_merge):
    found = find_merge(request, stakeholder_merge)
    try:
        undo(found, by=request.membership)
    except CannotUndo as refused:
        context = {"merge": found, "newer": refused.newer, "was_refused": True}
        if request.htmx:
            text = f"Not undone. {' '.join(refused.newer)}"
            return toast(request, see_other(request, found), text)
        return render(request, "stakeholders/stakeholder_merge/detail.html", context, status=HTTPStatus.CONFLICT)
    return toast(request, see_other(request, found.survivor), f"{', '.join(found.names)} stands apart again.")


def find_merge(request, key):
    found = get_object_or_404(StakeholderMerge.objects.for_list(), pk=key)
    found.district = found.survivor.district = request.district
    return found
