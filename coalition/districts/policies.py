"""Changes of what a district maps, and when it stays silent. Each is written in the audit log."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coalition.districts.audit import record
from coalition.districts.models import AuditEntry, District, NoSendDay
from coalition.lib.local_time import local_date

WEEKEND = timedelta(days=3)
CHANGED = "Changed the district"
RETENTION_CHANGED = "Changed what is kept"


@transaction.atomic
def change_district(form, *, by):
    """Save the name, kind and time zone that `form` holds."""
    changed = ", ".join(form[name].label.lower() for name in form.changed_data)
    if changed:
        form.save()
        record(by, CHANGED, str(form.instance), changed)


def newest_change(district):
    """Return who changed the district last and when, as a row of history tells it; None where nobody did."""
    entry = AuditEntry.objects.filter(district=district, verb=CHANGED).select_related("actor__user").first()
    return {"history_user": entry.actor, "history_date": entry.at} if entry else None


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
def remove_no_send_days(first, through, *, by):
    """Remove a day, and those of its break that follow up to the day `through`; returns how many."""
    last = max(first.date, through or first.date)
    days = NoSendDay.objects.filter(district=by.district, label=first.label, date__range=(first.date, last))
    count, _ = days.delete()
    if count == 1:
        record(by, "Removed a day without reminders", str(first))
    else:
        record(by, "Removed days without reminders", str(count), f"{first.date} to {last}, {first.label}")
    return count


@transaction.atomic
def allow_respect(*, by, reason, role):
    """Let members from `role` on write down culture, identity and values, with consent."""
    District.objects.filter(pk=by.district_id).update(
        keeps_respect=True, keeps_respect_reason=reason, respect_role=role
    )
    record(by, "Turned on", "Writing down culture, identity and values", reason)


@transaction.atomic
def forbid_respect(*, by):
    turned_off = District.objects.filter(pk=by.district_id, keeps_respect=True)
    if turned_off.update(keeps_respect=False, keeps_respect_reason=""):
        record(by, "Turned off", "Writing down culture, identity and values")


@transaction.atomic
def place_hold(*, by, reason):
    """From now on nothing of the district is deleted when its time comes, until the hold is released."""
    free = District.objects.filter(pk=by.district_id, held_since=None)
    if free.update(held_since=timezone.now(), held_reason=reason):
        record(by, "Placed a legal hold", str(by.district), reason)


@transaction.atomic
def release_hold(*, by):
    held = District.objects.filter(pk=by.district_id).exclude(held_since=None)
    if held.update(held_since=None, held_reason=""):
        record(by, "Released the legal hold", str(by.district))


@transaction.atomic
def set_retention(district, *, by, reason, seen, **years):
    """Set after how many years what goes; raises StaleVersion where the district moved on from the version `seen`."""
    district.claim_version(seen)
    district.keep_for(**years, now=timezone.now())
    record(by, RETENTION_CHANGED, retention_in_words(**years), reason)


def retention_in_words(archived_years, notes_years, audit_years):
    """Say how long what is kept, in a line of the audit log."""
    archived, notes, audit = (
        f"{one} year{'' if one == 1 else 's'}" if one else "for ever"
        for one in (archived_years, notes_years, audit_years)
    )
    return f"Archived stakeholders {archived}, notes of touchpoints {notes}, audit log {audit}"


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
