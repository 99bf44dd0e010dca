"""Hours as a budget: what each colleague can give, and sharing the load."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast
from engagement.forms.capacity import CapacityForm, ShareForm
from engagement.models import Activity
from engagement.plans.reading import read_workload
from engagement.timeline.workload import Share
from engagement.views.plan import plan_url
from stakeholders.views.form_page import form_page, is_ready, read_form
from stakeholders.views.map_request import find_initiative


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("lead")
def capacity_edit(request, initiative):
    """Write down how many hours a week each colleague can give to all plans together."""
    found = find_initiative(request, initiative)
    form = read_form(request, CapacityForm, request=request)
    url = plan_url(request, found)
    if not is_ready(form):
        lede = "Hours a week, for the plans of all initiatives together. Leave it empty where somebody has not said."
        return form_page(request, form, title="Hours people can give", submit="Save", back=(url, "Plan"), lede=lede)
    form.save(by=request.membership)
    return toast(request, see_other(request, url), "The hours are saved.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A share in the words of the page."""

    share: Share
    activity: Activity
    giver: object
    taker: object

    @property
    def is_part(self):
        return self.share.giver != self.activity.lead_id


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("lead")
def share_list(request, initiative):
    """Propose who could take what from whom, and hand one activity over when that is agreed."""
    found = find_initiative(request, initiative)
    if request.method == "POST":
        return hand_over(request, found)
    return show_shares(request, found)


def show_shares(request, initiative, status=200, **more):
    workload = read_workload(request.district, today(request))
    keys = [share.work.key for share in workload.shares]
    activities = Activity.objects.select_related("initiative", "purpose").in_bulk(keys)
    proposals = [
        Proposal(share, activities[share.work.key], workload.members[share.giver], workload.members[share.taker])
        for share in workload.shares
        if share.giver in workload.members
    ]
    context = {
        "initiative": initiative,
        "workload": workload,
        "proposals": proposals,
        "plan_url": plan_url(request, initiative),
        **more,
    }
    return render(request, "engagement/plan/shares.html", context, status=status)


def hand_over(request, initiative):
    form = ShareForm(request.POST, request=request)
    if not form.is_valid():
        if "activity" in form.errors:
            raise Http404
        return show_shares(request, initiative, 422, problem="Choose a colleague who is active in this district.")
    is_part = form.is_part
    try:
        activity = form.save()
    except StaleVersion:
        return show_shares(request, initiative, 409, problem="That activity was changed meanwhile. Look again.")
    here = request.path
    does = "takes over those hours in" if is_part else "now leads"
    return toast(request, see_other(request, here), f"{form.cleaned_data['member']} {does} {activity}.")
