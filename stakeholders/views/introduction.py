"""Planning an introduction on the map of who knows whom, and taking the plan back."""

from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.introduction import IntroductionForm
from stakeholders.models import Partnership
from stakeholders.network.warm_paths import MOST_STEPS
from stakeholders.ties.introducing import ChangedMeanwhile, plan_introductions, take_all_back
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
            made = plan_introductions(form.asked(), to=str(goal), member=request.membership, on=today(request))
            submission.location = f"{map_address(request, found)}?to={goal.pk}"
    except AlreadyDone as done:
        return see_other(request, done.location)
    undo = undo_address(request, made)
    first = made[0]
    said = f"Next step with {found.stakeholder}: {first.next_step}, by {first.due_on:%b} {first.due_on.day}."
    said += f" Instead of “{found.next_step}”." if found.next_step not in ("", first.next_step) else ""
    said += "" if len(made) == 1 else f" {len(made) - 1} more follow{'s' if len(made) == 2 else ''} a week apart."
    return toast(request, see_other(request, submission.location), said, undo=undo)


@require_POST
@district_view("edit")
def introduction_undo(request, partnership):
    """Put back the step that was planned before, unless something newer stands on it."""
    found = find_running(request, partnership)
    try:
        take_all_back([found, *also(request, found)])
    except ChangedMeanwhile:
        return toast(request, see_other(request, map_address(request, found)), "Nothing was taken back.")
    return toast(request, see_other(request, map_address(request, found)), "The step before is back.")


def undo_address(request, made):
    """Return where all that was planned is taken back at once."""
    address = reverse("stakeholders:introduction-undo", args=[request.district.slug, made[0].pk])
    return f"{address}?{urlencode([('also', one.pk) for one in made[1:]])}" if made[1:] else address


def also(request, partnership):
    """Return the partners further along a way that was planned together with the first."""
    keys = [int(key) for key in request.GET.getlist("also")[:MOST_STEPS] if key.isdecimal() and len(key) < 19]
    running = Partnership.objects.active().filter(initiative=partnership.initiative_id)
    return list(running.filter(pk__in=keys).exclude(pk=partnership.pk).order_by("pk"))


def find_running(request, key):
    """Return the partnership where it still goes on, else 404."""
    found = find_partnership(request, key)
    if found.ended_at or found.stakeholder.archived_at or found.initiative.archived_at:
        raise Http404
    return found


def map_address(request, partnership):
    return reverse("stakeholders:network-map", args=[request.district.slug, partnership.initiative_id])
