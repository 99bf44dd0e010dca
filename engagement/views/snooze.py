"""Not now: put an outreach off, or hand the partner to a colleague."""

from http import HTTPStatus

from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast
from engagement.cadence import calendar_of
from engagement.forms.handover import HandoverForm
from engagement.forms.snooze import SnoozeForm
from engagement.snoozing import days_ahead, snooze
from engagement.views.touchpoint import find_partner, way_on

EARLIER_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def snooze_new(request, partnership):
    """Ask until when and why, and put the outreach off."""
    partner = find_partner(partnership)
    if request.method != "POST":
        return page(request, partner)
    form = snooze_form(request, partner, request.POST)
    if not form.is_valid():
        return page(request, partner, HTTPStatus.UNPROCESSABLE_ENTITY, snooze_form=form, refused=form)
    try:
        snooze(
            partner,
            by=request.membership,
            until=form.day,
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["reason"],
        )
    except StaleVersion:
        return outdated(request, partner)
    return toast(request, see_other(request, way_on(request)), f"Put off to {date_format(form.day, 'D, M j')}.")


def snooze_form(request, partner, data=None):
    on = today(request)
    offered = days_ahead(calendar_of(request.district.pk, on), on, partner.due_on)
    return SnoozeForm(data, offered=offered, today=on, due_on=partner.due_on)


def outdated(request, partner):
    """Somebody logged, moved or took it over meanwhile: say so, and show what stands now."""
    partner.refresh_from_db()
    return page(request, partner, HTTPStatus.CONFLICT, is_outdated=True)


def page(request, partner, status=HTTPStatus.OK, **more):
    """Both ways out of an outreach that cannot happen now."""
    context = {
        "partnership": partner,
        "next": way_on(request),
        "on": today(request),
        "earlier": partner.snoozes.select_related("by__user")[:EARLIER_SHOWN],
        "snooze_form": snooze_form(request, partner) if partner.due_on else None,
        "handover_form": HandoverForm(partnership=partner),
        **more,
    }
    return render(request, "engagement/snooze/new.html", context, status=status)
