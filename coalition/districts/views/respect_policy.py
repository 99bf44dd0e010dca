"""Whether culture, identity and values of a stakeholder may be written down, and who reads them."""

from http import HTTPStatus

from django.shortcuts import render
from django.views.decorators.http import require_POST

from coalition.districts import policies
from coalition.districts.access import district_view
from coalition.districts.forms.respect_policy import RespectPolicyForm
from coalition.districts.views.policy import back


@district_view("administer")
def respect_turn_on(request):
    form = RespectPolicyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
        return render(request, "districts/policy/respect.html", {"form": form}, status=status)
    reason, role = form.cleaned_data["reason"], form.cleaned_data["role"]
    policies.allow_respect(by=request.membership, reason=reason, role=role)
    return back(request, "Culture, identity and values may be written down, with consent.")


@require_POST
@district_view("administer")
def respect_turn_off(request):
    policies.forbid_respect(by=request.membership)
    return back(request, "Culture, identity and values are no longer shown to anyone.")
