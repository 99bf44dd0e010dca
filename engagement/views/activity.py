"""Activities: one on its page, adding, editing, moving in time, copying, taking away and back."""

from datetime import timedelta
from http import HTTPStatus

from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from engagement.cadence import school_day_from
from engagement.enums import Raci
from engagement.forms.activity import ActivityForm, ActivityMoveForm
from engagement.models import Activity
from engagement.plans.reading import as_row
from engagement.plans.starting import copy
from engagement.views.plan import plan_context, plan_url
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current, save_once
from stakeholders.views.map_request import find_initiative


@require_safe
@district_view("view")
def activity_detail(request, activity):
    found = find_activity(request, activity)
    members = list(found.members.select_related("member__user").order_by("member__title", "pk"))
    involved = list(
        found.involved.select_related("partnership__stakeholder").order_by("partnership__stakeholder__sort_name", "pk")
    )
    for one in involved:
        one.activity = found
    changes = found.history.select_related("history_user").order_by("history_date", "history_id")
    context = {
        "activity": found,
        "initiative": found.initiative,
        "added": changes.first(),
        "signed": changes.last(),
        "row": as_row(found, today(request)),
        "involved": involved,
        "roles": [(role.label, [one for one in members if one.role == role]) for role in Raci],
        "plan_url": plan_url(request, found.initiative),
        "may_edit": request.membership.may("edit"),
    }
    return render(request, "engagement/activity/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def activity_new(request, initiative):
    found = find_initiative(request, initiative)
    activity = Activity(district=request.district, initiative=found)
    begin = school_day_from(request.district.pk, today(request))
    initial = {"lead": request.membership, "accountable": found.lead_id or request.membership, "starts_on": begin}
    form = read_form(request, ActivityForm, initial=initial, instance=activity, request=request)
    if not is_ready(form):
        back = plan_url(request, found), "Plan"
        return form_page(request, form, title="Add an activity", submit="Add activity", back=back)
    url, added = save_once(request, form)
    if added is None:
        return see_other(request, url)
    return toast(request, see_other(request, url), f"{added} is in the plan.")


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def activity_edit(request, activity):
    found = find_activity(request, activity)
    name = str(found)
    form = read_form(request, ActivityForm, instance=found, request=request)
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, found), "Saved.")
    return form_page(request, form, title=f"Edit {name}", submit="Save", back=(found.get_absolute_url(), name))


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def activity_move(request, activity):
    """Give an activity other days, by form, or by dragging its bar, which htmx answers with the plan anew."""
    found = find_activity(request, activity)
    was = found.starts_on, found.ends_on
    form = read_move(request, found)
    if is_ready(form) and save_current(form):
        return moved(request, found, was)
    if request.htmx and form.is_bound:
        return not_moved(request, found)
    name = str(found)
    return form_page(request, form, title=f"Move {name}", submit="Move", back=(found.get_absolute_url(), name))


def read_move(request, activity):
    """The form as sent; what Undo sends stands in its address."""
    if request.method != "POST":
        return ActivityMoveForm(instance=activity)
    return ActivityMoveForm({**request.GET.dict(), **request.POST.dict()}, instance=activity)


def moved(request, activity, was):
    days = f"{date_format(activity.starts_on, 'M j')} to {date_format(activity.ends_on, 'M j')}"
    said, undo = f"{activity} is now {days}.", way_back(request, activity, was)
    if not request.htmx:
        return toast(request, see_other(request, activity), said, undo=undo)
    return toast(request, render_region(request, activity), said, undo=undo, target="#plan-region")


def way_back(request, activity, was):
    """The address that, posted to, gives the activity the days it had."""
    days = QueryDict(mutable=True)
    days.update({"starts_on": was[0].isoformat(), "ends_on": was[1].isoformat(), "version": activity.version})
    return f"{reverse('engagement:activity-move', args=[request.district.slug, activity.pk])}?{days.urlencode()}"


def not_moved(request, activity):
    """Show the plan as it stands, and say that somebody else was there first."""
    fresh = find_activity(request, activity.pk)
    response = render_region(request, fresh, HTTPStatus.CONFLICT)
    return toast(request, response, f"{fresh} was changed by somebody else meanwhile, so it was not moved.")


def render_region(request, activity, status=HTTPStatus.OK):
    query = QueryDict(request.htmx.current_url.partition("?")[2] if request.htmx.current_url else "")
    context = {**plan_context(request, activity.initiative, query), "moved": activity.pk}
    return render(request, "engagement/plan/_region.html", context, status=status)


@require_POST
@district_view("edit")
def activity_copy(request, activity):
    """Add one like it, which begins on the school day after this one ends."""
    found = find_activity(request, activity)
    begin = school_day_from(request.district.pk, found.ends_on + timedelta(days=1))
    try:
        with once(request) as submission:
            made = copy(found, starts_on=begin)
            made.district = request.district
            submission.location = reverse("engagement:activity-edit", args=[request.district.slug, made.pk])
    except AlreadyDone as done:
        return see_other(request, done.location)
    return toast(request, see_other(request, submission.location), f"{made} is in the plan. Change what differs.")


@require_POST
@district_view("edit")
def activity_remove(request, activity):
    """Take an activity out of the plan; it can be taken back."""
    found = find_activity(request, activity)
    found.remove()
    undo = reverse("engagement:activity-restore", args=[request.district.slug, found.pk])
    return toast(request, see_other(request, plan_url(request, found.initiative)), f"{found} is deleted.", undo=undo)


@require_POST
@district_view("edit")
def activity_restore(request, activity):
    found = find_activity(request, activity, Activity.objects.all())
    found.restore()
    return toast(request, see_other(request, found), f"{found} is back in the plan.")


def find_activity(request, key, among=None):
    """Return the activity of that key with its initiative, else 404; one that was deleted only if it is `among`."""
    known = Activity.objects.in_plan() if among is None else among
    known = known.with_people().with_staff_hours().select_related("initiative", "purpose", "waits_for")
    found = get_object_or_404(known, pk=key)
    found.district = found.initiative.district = request.district
    return found
