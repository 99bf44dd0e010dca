"""What waits for the reader beside outreach: activities, promises, ratings, seats, what is overdue for long."""

from datetime import timedelta
from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from engagement.reminders.digest import KINDS, Links, section_of
from engagement.reminders.matters import WEEK, gather_matters

NOT_AHEAD = timedelta(0)
ALL = timedelta(days=3650)


@require_safe
@district_view("view")
def matter_list(request):
    """Show it by kind, with what comes in the week ahead."""
    on, reader = today(request), request.membership.pk
    found = gather_matters({reader}, on, back=ALL)[reader]
    matters = [one for one in found if one.is_current(on, NOT_AHEAD if one.is_once else WEEK)]
    by_kind = {kind: [one for one in matters if one.kind == kind] for kind in KINDS}
    links = Links(log=str, later=str, page=partial(place_of, request.district.slug))
    sections = [section_of(kind, of, on, links) for kind, of in by_kind.items() if of]
    return render(request, "engagement/matter/list.html", {"sections": sections})


def place_of(slug, page):
    return reverse(page[0], args=[slug, *page[1:]])
