"""Milestones of a plan: adding, editing, taking away and back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from engagement.forms.milestone import MilestoneForm
from engagement.models import Milestone
from engagement.views.plan import plan_url
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current
from stakeholders.views.map_request import find_initiative


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def milestone_new(request, initiative):
    found = find_initiative(request, initiative)
    milestone = Milestone(district=request.district, initiative=found)
    form = read_form(request, MilestoneForm, instance=milestone, today=today(request))
    url = plan_url(request, found)
    if not is_ready(form):
        return form_page(request, form, title="Add a milestone", submit="Add milestone", back=(url, "Plan"))
    try:
        with once(request) as submission:
            form.save()
            submission.location = url
    except AlreadyDone as done:
        return see_other(request, done.location)
    return toast(request, see_other(request, url), f"{milestone} is in the plan.")


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def milestone_edit(request, milestone):
    found = find_milestone(request, milestone)
    name, url = str(found), plan_url(request, found.initiative)
    form = read_form(request, MilestoneForm, instance=found, today=today(request))
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, url), "Saved.")
    remove = reverse("engagement:milestone-remove", args=[request.district.slug, found.pk])
    more = {"remove_url": remove, "remove_label": "Delete this milestone"}
    return form_page(request, form, title=name, submit="Save", back=(url, "Plan"), **more)


@require_POST
@district_view("edit")
def milestone_remove(request, milestone):
    found = find_milestone(request, milestone)
    found.remove()
    undo = reverse("engagement:milestone-restore", args=[request.district.slug, found.pk])
    return toast(request, see_other(request, plan_url(request, found.initiative)), f"{found} is deleted.", undo=undo)


@require_POST
@district_view("edit")
def milestone_restore(request, milestone):
    found = find_milestone(request, milestone, Milestone.objects.all())
    found.restore()
    return toast(request, see_other(request, plan_url(request, found.initiative)), f"{found} is back in the plan.")


def find_milestone(request, key, among=None):
    """Return the milestone of that key, else 404; one that was deleted only if it is `among`."""
    known = Milestone.objects.active() if among is None else among
    found = get_object_or_404(known.select_related("initiative"), pk=key)
    found.district = found.initiative.district = request.district
    return found
