"""Putting off: of an outreach the day moves and why is kept; of anything else its reader is reminded later."""

from datetime import date, timedelta

from django.db import transaction

from coalition.districts.models import Membership
from coalition.lib.database.versioned import StaleVersion
from engagement.cadence import Calendar
from engagement.enums import ReminderKind
from engagement.models import MatterSnooze, Snooze
from stakeholders.models import Partnership

DAYS_OFFERED = (1, 3, 7)


def days_ahead(calendar: Calendar, on: date, due_on: date | None = None) -> dict[int, date]:
    """Where one, three and seven days lead from `on`, or from `due_on` where that is later: the first open day."""
    first = max(on, due_on or on)
    return {days: calendar.open_from(first + timedelta(days=days)) for days in DAYS_OFFERED}


@transaction.atomic
def snooze(partnership: Partnership, *, by: Membership, until: date, seen: date | None, reason: str = "") -> Snooze:
    """Put the outreach off to `until`. Raises StaleVersion when it is no longer due on `seen`, as the page showed."""
    partner = Partnership.objects.active().select_for_update(of=("self",)).get(pk=partnership.pk)
    if partner.due_on is None or partner.due_on != seen:
        raise StaleVersion
    partner.claim_version(partner.version)
    was_due_on, partner.due_on = partner.due_on, until
    partner.save(update_fields=["due_on"])
    return Snooze.objects.create(
        district_id=partner.district_id,
        partnership=partner,
        was_due_on=was_due_on,
        due_on=until,
        reason=reason,
        by=by,
    )


def snooze_matter(kind: ReminderKind, about_id: int, was_on: date, *, by: Membership, until: date) -> MatterSnooze:
    """Remind `by` of it on `until`, and not before; `was_on` is the day from which it was worth a word."""
    put_off, _ = MatterSnooze.objects.update_or_create(
        member=by, kind=kind, about_id=about_id, was_on=was_on, defaults={"district_id": by.district_id, "until": until}
    )
    return put_off


def resume_matter(kind: ReminderKind, about_id: int, *, by: Membership) -> bool:
    """Take back that `by` put it off; False where they did not."""
    ended, _ = MatterSnooze.objects.filter(member=by, kind=kind, about_id=about_id).delete()
    return bool(ended)
