"""Seats of a decision body: adding, who holds them, taking away."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.seat import SeatForm
from stakeholders.holders import terms_of
from stakeholders.models import DecisionBody, Seat
from stakeholders.views.decision_body import back_to_list
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current, save_once


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def seat_new(request, decision_body):
    body = get_object_or_404(DecisionBody, pk=decision_body)
    body.district = request.district
    form = read_form(request, SeatForm, instance=Seat(district=request.district, body=body), request=request)
    if not is_ready(form):
        return form_page(request, form, title=f"Add a seat on {body}", submit="Add", back=back_to_list(request))
    url, added = save_once(request, form)
    return toast(request, see_other(request, url), f"{added} is listed.") if added else see_other(request, url)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def seat_edit(request, seat):
    found = get_object_or_404(Seat.objects.select_related("body", "stakeholder"), pk=seat)
    name = str(found)
    form = read_form(request, SeatForm, instance=found, request=request)
    back = back_to_list(request)
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, back[0]), "Saved.")
    remove = reverse("stakeholders:seat-remove", args=[request.district.slug, found.pk])
    more = {"remove_url": remove, "remove_label": "Take this seat away"}
    return form_page(request, form, title=f"Edit {name}", submit="Save", back=back, **more)


@require_safe
@district_view("view")
def seat_holders(request, seat):
    """Tell who held the seat from when until when."""
    found = get_object_or_404(Seat.objects.select_related("body"), pk=seat)
    terms = terms_of(found, request.district.zone)
    context = {"seat": found, "terms": terms, "may_edit": request.membership.may("edit")}
    return render(request, "stakeholders/seat/holders.html", context)


@require_POST
@district_view("edit")
def seat_remove(request, seat):
    found = get_object_or_404(Seat.objects.select_related("body"), pk=seat)
    found.delete()
    return toast(request, see_other(request, back_to_list(request)[0]), "The seat is taken away.")
