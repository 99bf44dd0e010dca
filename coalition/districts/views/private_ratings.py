"""Rating private individuals by name: one administrator asks, a second one turns it on, either turns it off."""

from http import HTTPStatus

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalition.districts import private_ratings
from coalition.districts.access import district_view
from coalition.districts.forms.policy import PrivateRatingsForm
from coalition.districts.views.policy import back
from coalition.lib.local_time import local_date


@district_view("administer")
def private_ratings_ask(request):
    form = PrivateRatingsForm(request.POST or None, today=local_date(timezone.now(), request.district.zone))
    if request.method != "POST" or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
        return render(request, "districts/policy/private_ratings.html", {"form": form}, status=status)
    reason, review_on = form.cleaned_data["reason"], form.cleaned_data["review_on"]
    if not private_ratings.ask(by=request.membership, reason=reason, review_on=review_on):
        return back(request, "This has been asked already. Nothing was changed.")
    return back(request, "It waits for a second administrator, who turns it on or declines under Policies.")


@require_POST
@district_view("administer")
def private_ratings_turn_on(request):
    if not private_ratings.turn_on(by=request.membership):
        return back(request, "Somebody else has to turn this on. Nothing was changed.")
    return back(request, "Private people may be rated by name. Only leads see those ratings.")


@require_POST
@district_view("administer")
def private_ratings_turn_off(request):
    private_ratings.turn_off(by=request.membership)
    return back(request, "Private people are not rated by name. Earlier ratings are hidden from everyone.")
