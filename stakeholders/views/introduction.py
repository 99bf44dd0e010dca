"""Planning an introduction on the map of who knows whom, and taking the plan back."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.htmx import see_other, toast
from stakeholders.forms.introduction import IntroductionForm
from stakeholders.introducing import ChangedMeanwhile, plan_introduction, take_back
from stakeholders.views.form_page import form_page
from stakeholders.views.map_request import today
from stakeholders.views.partnership import find_partnership


@require_POST
@district_view("edit")
def introduction_create(request, partnership):
    """Make asking for the introduction the next step with the first partner on the way."""
    found = find_running(request, partnership)
    form = IntroductionForm(request.POST, partnership=found)
    if not form.is_valid():
        back = map_address(request, found), "Who knows whom"
        return form_page(request, form, title=f"Ask {found.stakeholder} to introduce you", submit="Plan it", back=back)
    goal = form.cleaned_data["goal"].stakeholder
    try:
        with once(request) as submission:
            made = plan_introduction(found, to=str(goal), member=request.membership, on=today(request))
            submission.location = f"{map_address(request, found)}?to={goal.pk}"
    except AlreadyDone as done:
        return see_other(request, done.location)
    undo = reverse("stakeholders:introduction-undo", args=[request.district.slug, found.pk])
    said = f"Next step with {found.stakeholder}: {made.next_step}, by {made.due_on:%b} {made.due_on.day}."
    return toast(request, see_other(request, submission.location), said, undo=undo)


@require_POST
@district_view("edit")
def introduction_undo(request, partnership):
    """Put back the step that was planned before, unless something newer stands on it."""
    found = find_running(request, partnership)
    try:
        take_back(found)
    except ChangedMeanwhile:
        return toast(request, see_other(request, map_address(request, found)), "Nothing was taken back.")
    return toast(request, see_other(request, map_address(request, found)), "The step before is back.")


def find_running(request, key):
    """Return the partnership where it still goes on, else 404."""
    found = find_partnership(request, key)
    if found.ended_at or found.stakeholder.archived_at or found.initiative.archived_at:
        raise Http404
    return found


def map_address(request, partnership):
    return reverse("stakeholders:network-map", args=[request.district.slug, partnership.initiative_id])
