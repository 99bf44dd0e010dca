from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from coalition.districts import policies
from coalition.districts.access import district_view
from coalition.districts.forms.no_send_day import BreakForm
from coalition.districts.forms.policy import DistrictForm, NoSendDaysForm
from coalition.districts.models import District, Membership, NoSendDay
from coalition.districts.roles import Role
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast


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
    form = BreakForm(request.POST)
    form.is_valid()
    count = policies.remove_no_send_days(day, form.cleaned_data.get("through"), by=request.membership)
    if count > 1:
        return back(request, f"{count} days are days with reminders again.")
    return back(request, f"{day.date:%b} {day.date.day} is a day with reminders again.")


def page(request, district_form=None, days_form=None):
    """The page of policies; with a form that needs another look it answers 422, with a stale one 409."""
    refused = district_form or days_form
    is_stale = getattr(refused, "is_stale", False)
    context = {
        "days_of_mail": settings.MAIL_KEEP_DAYS,
        "district_form": district_form or DistrictForm(instance=request.district),
        "days_form": days_form or NoSendDaysForm(),
        "refused": refused,
        "last_change": policies.newest_change(request.district) if is_stale else None,
        "breaks": policies.coming_breaks(request.district),
        **private_ratings_asked(request),
    }
    return render(request, "districts/policy/detail.html", context, status=409 if is_stale else 422 if refused else 200)


def private_ratings_asked(request):
    """Who asked to rate private people, whether somebody else could turn it on, and what the way back is called."""
    asked_by = request.district.rates_private_people_asked_by
    if asked_by is None or request.district.rates_private_people:
        return {"asked_by": asked_by}
    others = (
        Membership.objects.active().filter(district=request.district, role=Role.ADMINISTRATOR).exclude(pk=asked_by.pk)
    )
    return {
        "asked_by": asked_by,
        "has_second": others.exists(),
        "off_label": "Take it back" if asked_by == request.membership else "Decline",
    }


def back(request, text):
    return toast(request, see_other(request, "districts:policy-detail", request.district.slug), text)
