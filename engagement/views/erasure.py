"""Erasing somebody archived for good: what would go, what would stay, and the button that does it."""

from http import HTTPStatus

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coalition.districts.access import district_view
from coalition.districts.models import Membership
from coalition.districts.roles import Role
from coalition.districts.submissions import AlreadyDone, earlier_location, once
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast
from engagement.erasing.erase import HeldByLaw, erase
from engagement.erasing.foreseeing import foresee
from engagement.forms.erasure import ErasureForm
from stakeholders.held.naming import none
from stakeholders.views.stakeholder import find_stakeholder


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("administer")
def erasure_new(request, stakeholder):
    if request.method == "POST" and (earlier := earlier_location(request)):
        return see_other(request, earlier)
    found = find_stakeholder(request, stakeholder)
    if found.pk != stakeholder or not found.archived_at:
        return not_archived(request, found)
    foreseen = foresee(found, request.district)
    form = ErasureForm(request.POST or None, stakeholder=found, foreseen=foreseen)
    if request.district.held_since:
        return page(request, found, form, HTTPStatus.CONFLICT if form.is_bound else HTTPStatus.OK)
    if form.is_stale:
        form.meet()
        return page(request, found, form, HTTPStatus.CONFLICT, is_stale=True)
    if not form.is_valid():
        return page(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK)
    return carry_out(request, found, form)


def not_archived(request, found):
    if request.method != "POST":
        return see_other(request, found)
    return toast(request, see_other(request, found), "Nothing was erased: archive them first.")


def carry_out(request, found, form):
    given = form.cleaned_data
    chosen = {"reason": given["reason"], "keep": bool if given.get("names") else none, "leaving": set(given["leave"])}
    try:
        with once(request) as submission:
            erase([found.pk], request.district, by=request.membership, **chosen)
            submission.location = reverse("stakeholders:stakeholder-list", args=[request.district.slug])
    except AlreadyDone as earlier:
        return see_other(request, earlier.location)
    except (HeldByLaw, StaleVersion):
        return toast(request, see_other(request, found), "Nothing was erased: somebody changed this meanwhile.")
    text = "Erased. The audit log says that it was done, when, by whom and why, without the name."
    return toast(request, see_other(request, submission.location), text)


def page(request, found, form, status, is_stale=False):
    administrators = Membership.objects.active().filter(district=request.district, role=Role.ADMINISTRATOR)
    context = {
        "stakeholder": found,
        "form": form,
        "foreseen": form.foreseen,
        "is_stale": is_stale,
        "administrators": administrators.select_related("user") if request.district.held_since else (),
    }
    return render(request, "engagement/erasure/new.html", context, status=status)
