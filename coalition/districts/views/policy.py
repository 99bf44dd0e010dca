from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from coalition.districts import policies
from coalition.districts.access import district_view
from coalition.districts.forms.policy import DistrictForm, NoSendDaysForm, PrivateRatingsForm
from coalition.districts.models import District, NoSendDay
from coalition.lib.htmx import see_other, toast
from coalition.lib.versioned import StaleVersion


@district_view("administer")
def policy_detail(request):
    return page(request)


@require_POST
@district_view("administer")
def policy_change_district(request):
    form = DistrictForm(request.POST, instance=District.objects.get(pk=request.district.pk))
    if not form.is_valid():
        return page(request, district_form=form)
    try:
        policies.change_district(form, by=request.membership)
    except StaleVersion:
        form.meet(District.objects.get(pk=request.district.pk))
        return page(request, district_form=form)
    return back(request, "The district is saved.")


@require_POST
@district_view("administer")
def no_send_day_add(request):
    form = NoSendDaysForm(request.POST)
    if not form.is_valid():
        return page(request, days_form=form)
    days = form.cleaned_data["days"]
    policies.add_no_send_days(days, by=request.membership)
    return back(request, f"{len(days)} day{'' if len(days) == 1 else 's'} added. No reminder is sent on them.")


@require_POST
@district_view("administer")
def no_send_day_remove(request, no_send_day):
    day = get_object_or_404(NoSendDay, pk=no_send_day)
    policies.remove_no_send_day(day, by=request.membership)
    return back(request, f"{day.date:%b} {day.date.day} is a day with reminders again.")


@district_view("administer")
def private_ratings_turn_on(request):
    form = PrivateRatingsForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "districts/policy/private_ratings.html", {"form": form}, status=status)
    policies.allow_private_ratings(by=request.membership, reason=form.cleaned_data["reason"])
    return back(request, "Private people may be rated by name. Only leads see those ratings.")


@require_POST
@district_view("administer")
def private_ratings_turn_off(request):
    policies.forbid_private_ratings(by=request.membership)
    return back(request, "Private people are no longer rated by name. Earlier ratings are hidden from everyone.")


def page(request, district_form=None, days_form=None):
    """The page of policies; with a form that needs another look it answers 422, with a stale one 409."""
    refused = district_form or days_form
    is_stale = getattr(refused, "is_stale", False)
    context = {
        "district_form": district_form or DistrictForm(instance=request.district),
        "days_form": days_form or NoSendDaysForm(),
        "refused": refused,
        "last_change": policies.newest_change(request.district) if is_stale else None,
        "breaks": policies.coming_breaks(request.district),
    }
    return render(request, "districts/policy/detail.html", context, status=409 if is_stale else 422 if refused else 200)


def back(request, text):
    return toast(request, see_other(request, "districts:policy-detail", request.district.slug), text)
