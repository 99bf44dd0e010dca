"""The partners behind a gap on Today."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from engagement.gaps import TITLES, behind
from engagement.today import as_row, with_row
from stakeholders.current import current_initiative
from stakeholders.models import InvestmentLevel

SHOWN = 100


@require_safe
@district_view("view")
def gap_detail(request, gap):
    """List the partners behind a gap, up to a hundred, each with a way to log the first contact."""
    initiative = current_initiative(request)
    if gap not in TITLES or initiative is None:
        raise Http404
    on = today(request)
    levels = {level.score: level for level in InvestmentLevel.objects.all()}
    partners = with_row(behind(gap, initiative, on))[: SHOWN + 1]
    rows = [as_row(partner, levels, request.membership, on) for partner in partners]
    context = {
        "title": TITLES[gap],
        "gap": gap,
        "rows": rows[:SHOWN],
        "has_more": len(rows) > SHOWN,
        "on": on,
        "here": request.path,
        "may_log": request.membership.may("edit"),
    }
    return render(request, "engagement/gap/detail.html", context)
