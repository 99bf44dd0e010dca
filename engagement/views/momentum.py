"""Momentum of an initiative over twelve months: bars beside the overview, and the same months as a table."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from engagement.momentum import momentum_of
from stakeholders.models import Initiative


@require_safe
@district_view("view")
def momentum_detail(request, initiative):
    """Show touchpoints and moves by month; htmx gets the bars alone."""
    found = get_object_or_404(Initiative, pk=initiative)
    context = {"initiative": found, "pace": momentum_of(found, request.membership, today(request))}
    name = "_bars.html" if request.htmx else "detail.html"
    return render(request, f"engagement/momentum/{name}", context)
