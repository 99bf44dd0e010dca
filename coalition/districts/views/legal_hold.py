"""A legal hold: while it lasts, nothing of the district is deleted when its time comes."""

from http import HTTPStatus

from django.shortcuts import render
from django.views.decorators.http import require_POST

from coalition.districts import policies
from coalition.districts.access import district_view
from coalition.districts.forms.policy import ReasonForm
from coalition.districts.views.policy import back


@district_view("administer")
def legal_hold_place(request):
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
        return render(request, "districts/policy/legal_hold.html", {"form": form}, status=status)
    policies.place_hold(by=request.membership, reason=form.cleaned_data["reason"])
    return back(request, "The hold is placed. Nothing is deleted until you release it.")


@require_POST
@district_view("administer")
def legal_hold_release(request):
    policies.release_hold(by=request.membership)
    return back(request, "The hold is released. What is past its time is deleted again.")
