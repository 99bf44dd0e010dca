"""Putting an outreach off: the day moves, why is kept, and the reminder comes again on the new day."""

from datetime import date, timedelta

from django.db import transaction

from coalition.districts.models import Membership
from coalition.lib.versioned import StaleVersion
from engagement.cadence import calendar_of
from engagement.models import Snooze
from stakeholders.models import Partnership

DAYS_OFFERED = (1, 3, 7)


def days_ahead(district_id: int, on: date) -> dict[int, date]:
    """Where one, three and seven days from `on` lead: the first open day of the district from there."""
    calendar = calendar_of(district_id, on)
    return {days: calendar.open_from(on + timedelta(days=days)) for days in DAYS_OFFERED}


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
