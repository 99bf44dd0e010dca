"""Changes of what a district maps, and when it stays silent. Each is written in the audit log."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coalition.districts.audit import record
from coalition.districts.models import District, NoSendDay
from coalition.lib.local_time import local_date

WEEKEND = timedelta(days=3)


@transaction.atomic
def change_district(form, *, by):
    """Save the name, kind and time zone that `form` holds."""
    changed = ", ".join(form[name].label.lower() for name in form.changed_data)
    if changed:
        form.save()
        record(by, "Changed the district", str(form.instance), changed)


@transaction.atomic
def add_no_send_days(days, *, by):
    """Add days without reminders; a day that is there already gets the new name."""
    NoSendDay.objects.bulk_create(
        [NoSendDay(district_id=by.district_id, date=day.date, label=day.label) for day in days],
        update_conflicts=True,
        unique_fields=["district", "date"],
        update_fields=["label"],
    )
    if days:
        record(by, "Added days without reminders", str(len(days)), f"{days[0].date} to {days[-1].date}")


@transaction.atomic
def remove_no_send_day(day, *, by):
    record(by, "Removed a day without reminders", str(day))
    day.delete()


@transaction.atomic
def allow_private_ratings(*, by, reason):
    District.objects.filter(pk=by.district_id).update(rates_private_people=True, rates_private_people_reason=reason)
    record(by, "Turned on", "Rating private individuals by name", reason)


@transaction.atomic
def forbid_private_ratings(*, by):
    turned_off = District.objects.filter(pk=by.district_id, rates_private_people=True)
    if turned_off.update(rates_private_people=False, rates_private_people_reason=""):
        record(by, "Turned off", "Rating private individuals by name")


def coming_breaks(district):
    """The days without reminders from today on, in lists: days of one name that a weekend at most lies between."""
    breaks = []
    for day in coming_days(district):
        last = breaks[-1][-1] if breaks else None
        if last and last.label == day.label and day.date - last.date <= WEEKEND:
            breaks[-1].append(day)
        else:
            breaks.append([day])
    return breaks


def coming_days(district):
    """The days without reminders from today on, by the clock of the district."""
    return NoSendDay.objects.filter(district=district, date__gte=local_date(timezone.now(), district.zone))
