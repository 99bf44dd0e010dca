"""Where decisions are made: the bodies and who holds their seats."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.decision_body import DecisionBodyForm
from stakeholders.models import DecisionBody, Seat
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current, save_once

COMMUNITY = ("students", "families")


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat, and whether somebody holds it today."""

    seat: Seat
    is_held: bool

    @property
    def is_community(self):
        """Tell whether students or families hold it."""
        sector = self.seat.stakeholder.sector if self.seat.stakeholder else None
        return sector is not None and sector.slug in COMMUNITY


@require_safe
@district_view("view")
def decision_body_list(request):
    seats = Prefetch("seats", Seat.objects.select_related("stakeholder__sector"))
    bodies, on = list(DecisionBody.objects.prefetch_related(seats)), today(request)
    for body in bodies:
        body.rows = [SeatRow(seat, seat.is_held(on)) for seat in body.seats.all()]
    context = {"bodies": bodies, "may_edit": request.membership.may("edit")}
    return render(request, "stakeholders/decision_body/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def decision_body_new(request):
    form = read_form(request, DecisionBodyForm, instance=DecisionBody(district=request.district))
    if not is_ready(form):
        return form_page(request, form, title="Add a decision body", submit="Add", back=back_to_list(request))
    url, added = save_once(request, form)
    return toast(request, see_other(request, url), f"{added} is listed.") if added else see_other(request, url)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def decision_body_edit(request, decision_body):
    found = get_object_or_404(DecisionBody, pk=decision_body)
    name = str(found)
    form = read_form(request, DecisionBodyForm, instance=found)
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, back_to_list(request)[0]), "Saved.")
    return form_page(request, form, title=f"Edit {name}", submit="Save", back=back_to_list(request))


def back_to_list(request):
    return reverse("stakeholders:decision-body-list", args=[request.district.slug]), "Decision table"
