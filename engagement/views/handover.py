"""Handing a partner to a colleague, from the page of "not now"."""

from http import HTTPStatus

from django.utils import timezone
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast
from engagement.forms.handover import HandoverForm
from engagement.handing_over import hand_over
from engagement.views.snooze import outdated, page
from engagement.views.touchpoint import find_partner, way_on


@require_POST
@district_view("edit")
def handover_new(request, partnership):
    """Make a colleague the lead and tell them by mail."""
    partner = find_partner(partnership)
    form = HandoverForm(request.POST, partnership=partner)
    if not form.is_valid():
        return page(request, partner, HTTPStatus.UNPROCESSABLE_ENTITY, handover_form=form, refused=form)
    taker, note = form.cleaned_data["taker"], form.cleaned_data["note"]
    seen, by = form.cleaned_data["version"], request.membership
    try:
        hand_over(partner, to=taker, by=by, now=timezone.now(), seen_version=seen, note=note)
    except StaleVersion:
        return outdated(request, partner)
    told = "" if taker == by else " They are told by email."
    return toast(request, see_other(request, way_on(request)), f"{taker} leads {partner.stakeholder} now.{told}")
