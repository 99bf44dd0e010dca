"""The landing page: with whom the reader speaks next."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today as date_of
from coalition.districts.visits import here_before
from engagement.changes import since_when
from engagement.forms.today import TodayForm
from engagement.outreach import GROUPS, MINE, ROWS_IN_A_GROUP, TEAM
from engagement.today import TITLES, read_group, read_today
from stakeholders.current import current_initiative


@require_safe
@district_view("view")
def today(request):
    """Show what is late, due today and due this week, who is missing and what changed; or the first run."""
    if current_initiative(request) is None:
        return redirect("stakeholders:first-run", request.district.slug)
    return render(request, "engagement/today/page.html", today_context(request, request.GET))


def today_context(request, query):
    """What the page shows for that query string, and how many wait for the reader, for the sidebar."""
    on = date_of(request)
    since = since_when(here_before(request), on)
    whose = TodayForm(query).chosen(default=default_whose(request.membership))
    page = read_today(
        initiative=current_initiative(request), membership=request.membership, on=on, since=since, whose=whose
    )
    request.outreach_waiting = page.mine
    return {
        "today": page,
        "on": on,
        "since": since,
        "here": f"{today_url(request)}?{urlencode({'whose': whose})}",
        "may_log": request.membership.may("edit"),
        "shows_lead": whose == TEAM,
    }


def today_url(request):
    return reverse("engagement:today", args=[request.district.slug])


def default_whose(membership):
    """Those who may not log see the whole team: nothing is theirs."""
    return MINE if membership.may("edit") else TEAM


@require_safe
@district_view("view")
def outreach_list(request, group):
    """Show one group in full, page by page."""
    initiative = current_initiative(request)
    if group not in GROUPS or initiative is None:
        raise Http404
    on = date_of(request)
    form = TodayForm(request.GET)
    whose, page = form.chosen(default=default_whose(request.membership)), form.number
    found = read_group(initiative=initiative, membership=request.membership, on=on, whose=whose, group=group, page=page)
    address = f"{request.path}?whose={whose}&page="
    context = {
        "title": TITLES[group][0],
        "rows": found.rows,
        "on": on,
        "whose": whose,
        "here": f"{address}{page}",
        "may_log": request.membership.may("edit"),
        "shows_lead": whose == TEAM,
        "previous_url": f"{address}{page - 1}" if page > 1 else "",
        "next_url": f"{address}{page + 1}" if found.has_more else "",
        "position": f"From {(page - 1) * ROWS_IN_A_GROUP + 1}",
    }
    return render(request, "engagement/outreach/list.html", context)
