"""One sector in one purpose: who is here, who could be asked and why, and what the team decided."""

from http import HTTPStatus

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.coverage import decide, filling, is_needed, take_back
from stakeholders.forms.coverage_decision import CoverageDecisionForm
from stakeholders.models import CoverageDecision, Purpose, Sector
from stakeholders.overview import partners_of
from stakeholders.views.coverage_table import bring_in_link
from stakeholders.views.map_request import find_initiative


@require_safe
@district_view("view")
def coverage_cell(request, initiative, sector_slug, purpose_slug):
    return render_cell(request, *find_cell(request, initiative, sector_slug, purpose_slug))


@require_POST
@district_view("edit")
def coverage_decision_create(request, initiative, sector_slug, purpose_slug):
    """Record whether the sector is needed for the purpose, and lead back to the map."""
    cell = find_cell(request, initiative, sector_slug, purpose_slug)
    form = CoverageDecisionForm(request.POST)
    if not form.is_valid():
        return render_cell(request, *cell, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    found, row, column = cell
    try:
        with once(request) as submission:
            made = decide(found, row, column, by=request.membership, **form.cleaned_data)
            submission.location = map_address(request, found)
    except AlreadyDone as done:
        return see_other(request, done.location)
    undo = reverse("stakeholders:coverage-decision-undo", args=[request.district.slug, made.pk])
    return toast(request, see_other(request, submission.location), f"{made}.", undo=undo)


@require_POST
@district_view("edit")
def coverage_decision_undo(request, coverage_decision):
    """Take the decision back, unless a newer one stands on it."""
    made = get_object_or_404(
        CoverageDecision.objects.select_related("initiative", "sector", "purpose"), pk=coverage_decision
    )
    said = "Taken back." if take_back(made, by=request.membership) else "A newer decision stands. Nothing was changed."
    return toast(request, see_other(request, map_address(request, made.initiative)), said)


def find_cell(request, initiative, sector, purpose):
    found = find_initiative(request, initiative)
    return found, get_object_or_404(Sector, slug=sector), get_object_or_404(Purpose, slug=purpose)


def map_address(request, initiative):
    return reverse("stakeholders:coverage-map", args=[request.district.slug, initiative.pk])


def render_cell(request, initiative, sector, purpose, *, form=None, status=HTTPStatus.OK):
    partners = partners_of(initiative, request.membership)
    inside = [one for one in partners if one.sector == sector.pk and purpose.pk in one.purposes]
    decisions = CoverageDecision.objects.filter(initiative=initiative, sector=sector, purpose=purpose)
    history = list(decisions.select_related("decided_by__user").order_by("-pk"))
    needed = is_needed(sector, purpose, history[0] if history else None)
    context = {
        "initiative": initiative,
        "sector": sector,
        "purpose": purpose,
        "inside": inside,
        "needed": needed,
        "decisions": history,
        "suggestions": [] if inside else suggested(request, initiative, sector, purpose, partners),
        "may_edit": request.membership.may("edit"),
        "form": form or CoverageDecisionForm(initial={"is_needed": "no" if needed else "yes"}),
    }
    return render(request, "stakeholders/coverage/detail.html", context, status=status)


def suggested(request, initiative, sector, purpose, partners):
    """Return (suggestion, where it is followed) for those who could be asked."""
    known = {one.stakeholder: one for one in partners}
    return [
        (one, bring_in_link(request, initiative, purpose, one.candidate.id, known))
        for one in filling(initiative, partners, sector)
    ]
