"""What waits for the reader beside outreach: activities, promises, ratings, seats, what is overdue for long."""

from datetime import timedelta
from functools import partial
from http import HTTPStatus

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.lib.pages.htmx import see_other, toast
from engagement.cadence import calendar_of
from engagement.forms.snooze_by_mail import SnoozeByMailForm
from engagement.reminders.digest import KINDS, Links, matter_item
from engagement.reminders.matters import ALL, WEEK, find_matter, gather_matters
from engagement.snoozing import resume_matter, snooze_matter
from engagement.views.touchpoint import way_on

MOST_ROWS = 25
NOT_AHEAD = timedelta(0)


@require_safe
@district_view("view")
def matter_list(request):
    """Show it by kind, with what comes in the week ahead; to htmx without the page around it, for Today."""
    return show(request)


def show(request, status=HTTPStatus.OK, **more):
    on, reader = today(request), request.membership.pk
    matters = [one for one in gather_matters({reader}, on, back=ALL)[reader] if is_shown(one, on)]
    calendar = calendar_of(request.district.pk, on) if matters else None
    sections = [section_of(request, kind, [one for one in matters if one.kind == kind], on, calendar) for kind in KINDS]
    context = {
        "sections": [section for section in sections if section["rows"]],
        "next": way_on(request) if request.htmx else request.path,
        **more,
    }
    template = "_sections.html" if request.htmx else "list.html"
    return render(request, f"engagement/matter/{template}", context, status=status)


def is_shown(matter, on):
    """What is put off stays in sight; what is said once is not shown ahead of its day."""
    return matter.waits(on) or matter.is_current(on, NOT_AHEAD if matter.is_once else WEEK)


def section_of(request, kind, matters, on, calendar):
    links = Links(log=str, later=str, page=partial(place_of, request.district.slug), later_matter=str)
    rows = [
        {
            "matter": one,
            "item": matter_item(one, on, links),
            "offered": SnoozeByMailForm(calendar=calendar, today=on, due_on=one.on).choices,
        }
        for one in matters[:MOST_ROWS]
    ]
    return {"kind": kind, "title": KINDS[kind][0], "rows": rows, "more": max(0, len(matters) - MOST_ROWS)}


def place_of(slug, page):
    return reverse(page[0], args=[slug, *page[1:]])


@require_POST
@district_view("view")
def matter_snooze(request, matter_kind, about):
    """Remind the reader of it one, three or seven days from now; nobody else's reminders change."""
    on = today(request)
    matter = find_matter(request.membership.pk, matter_kind, about, on)
    if matter is None:
        raise Http404
    calendar = calendar_of(request.district.pk, on)
    form = SnoozeByMailForm(request.POST, calendar=calendar, today=on, due_on=matter.on)
    if not form.is_valid():
        return show(request, HTTPStatus.UNPROCESSABLE_ENTITY, problem="Choose for how long.")
    if form.cleaned_data["seen"] != matter.on:
        return show(request, HTTPStatus.CONFLICT, problem="It was moved meanwhile. What stands now is shown here.")
    snooze_matter(matter.kind, matter.about_id, matter.begins, by=request.membership, until=form.day)
    undo = reverse("engagement:matter-resume", args=[request.district.slug, matter_kind, about])
    said = f"{matter.name}: we remind you on {date_format(form.day, 'D, M j')}."
    return toast(request, see_other(request, way_on(request)), said, undo=undo)


@require_POST
@district_view("view")
def matter_resume(request, matter_kind, about):
    """Take back that the reader put it off."""
    if not resume_matter(matter_kind, about, by=request.membership):
        raise Http404
    return toast(request, see_other(request, way_on(request)), "It waits again.")
