"""Rating named private individuals: one administrator asks, a second one turns it on, for a year at most.

Each step is written in the audit log. When the day of the review has passed, it turns off by itself.
"""

from datetime import timedelta

from django.db import transaction

from coalition.districts.audit import record
from coalition.districts.models import AuditEntry, District
from coalition.lib.local_time import local_date

SUBJECT = "Rating private individuals by name"
LONGEST = timedelta(days=366)
OFF = {
    "rates_private_people": False,
    "rates_private_people_reason": "",
    "rates_private_people_review_on": None,
    "rates_private_people_asked_by": None,
}


@transaction.atomic
def ask(*, by, reason, review_on):
    """Put the question to the other administrators; False where it is on, or one of them has asked already."""
    free = District.objects.filter(pk=by.district_id, rates_private_people=False, rates_private_people_asked_by=None)
    asked = free.update(
        rates_private_people_reason=reason, rates_private_people_review_on=review_on, rates_private_people_asked_by=by
    )
    if asked:
        record(by, "Asked to turn on", SUBJECT, f"until {review_on}: {reason}")
    return bool(asked)


@transaction.atomic
def turn_on(*, by):
    """Turn on what another administrator asked for; False where there is no such question, or it is one's own."""
    asked = District.objects.filter(pk=by.district_id, rates_private_people=False)
    asked = asked.exclude(rates_private_people_asked_by=None).exclude(rates_private_people_asked_by=by)
    if not asked.update(rates_private_people=True):
        return False
    district = District.objects.get(pk=by.district_id)
    until = f"until {district.rates_private_people_review_on}"
    detail = f"{until}, as {district.rates_private_people_asked_by} asked: {district.rates_private_people_reason}"
    record(by, "Turned on", SUBJECT, detail)
    return True


@transaction.atomic
def turn_off(*, by):
    """Turn it off, or take the question back."""
    before = District.objects.get(pk=by.district_id)
    District.objects.filter(pk=by.district_id).update(**OFF)
    if before.rates_private_people:
        record(by, "Turned off", SUBJECT)
    elif before.rates_private_people_asked_by_id:
        record(by, "Declined to turn on", SUBJECT)


def end_where_review_has_passed(now):
    """Turn it off in each district whose day of review has passed there, questions that nobody answered too."""
    for district in District.objects.exclude(rates_private_people_review_on=None):
        if local_date(now, district.zone) > district.rates_private_people_review_on:
            end(district)


@transaction.atomic
def end(district):
    due = District.objects.filter(
        pk=district.pk, rates_private_people_review_on=district.rates_private_people_review_on
    )
    if due.update(**OFF) and district.rates_private_people:
        detail = f"The day of review, {district.rates_private_people_review_on}, has passed."
        AuditEntry.objects.create(district=district, verb="Turned off", subject=SUBJECT, detail=detail)
