"""Completing an activity, which writes the contact with those who took part, and taking that it was done back."""

from http import HTTPStatus

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast
from engagement.forms.activity import CompletionForm
from engagement.plans.completing import complete, reopen
from engagement.views.activity import find_activity


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def activity_complete(request, activity):
    found = find_activity(request, activity)
    form = CompletionForm(request.POST if request.method == "POST" else None, activity=found, today=today(request))
    if not form.is_bound or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return ask(request, found, form, status)
    try:
        with once(request) as submission:
            written = None if found.is_done else complete(found, by=request.membership, **form.verb)
            submission.location = found.get_absolute_url()
    except AlreadyDone as done:
        return see_other(request, done.location)
    except StaleVersion:
        return changed_meanwhile(request, activity)
    return toast(request, see_other(request, found), said(found, written))


def ask(request, activity, form, status, **more):
    context = {"activity": activity, "initiative": activity.initiative, "form": form, **more}
    return render(request, "engagement/activity/completion.html", context, status=status)


def changed_meanwhile(request, key):
    """Say with 409 what stands now, with what was typed; sent again it holds. Done already is done."""
    activity = find_activity(request, key)
    if activity.is_done:
        return toast(request, see_other(request, activity), f"{activity} is done already.")
    data = request.POST.copy()
    data["seen"] = activity.version
    form = CompletionForm(data, activity=activity, today=today(request))
    return ask(request, activity, form, HTTPStatus.CONFLICT, is_stale=True)


def said(activity, touchpoint):
    if touchpoint is None:
        return f"{activity} is done."
    count = touchpoint.stakeholders.count()
    return f"{activity} is done. A touchpoint is written with {count} partner{'' if count == 1 else 's'}."


@require_POST
@district_view("edit")
def activity_reopen(request, activity):
    found = find_activity(request, activity)
    if found.is_done:
        reopen(found, seen_version=found.version)
    return toast(request, see_other(request, found), f"{found} goes on. What was logged stays.")
