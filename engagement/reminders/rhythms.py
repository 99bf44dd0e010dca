"""From what a member chose to when they are written to."""

from datetime import time
from zoneinfo import ZoneInfo

from engagement.enums import Delivery, ReminderKind
from engagement.models import ReminderPreference, ReminderSchedule
from engagement.models.reminder_preference import ONLY_AT_ONCE, ONLY_WEEKLY, USUAL
from engagement.reminders.schedule import Rhythm


def rhythm_of(schedule: ReminderSchedule, zone: ZoneInfo, *, is_weekly: bool = False) -> Rhythm:
    """When the member of `schedule` is written to while they live in `zone`."""
    return Rhythm(
        at=time(schedule.hour),
        weekdays=frozenset(schedule.weekdays),
        zone=zone,
        is_weekly=is_weekly,
        paused_until=schedule.paused_until,
    )


def deliveries_of(membership_ids) -> dict[int, dict[ReminderKind, Delivery]]:
    """What each member chose for each kind of reminder, with the usual where they chose nothing."""
    chosen = {pk: dict(USUAL) for pk in membership_ids}
    rows = ReminderPreference.objects.filter(membership__in=membership_ids)
    for membership_id, kind, delivery in rows.values_list("membership_id", "kind", "delivery"):
        chosen[membership_id][kind] = delivery
    return chosen


def in_digest(deliveries: dict[ReminderKind, Delivery], *ways: Delivery) -> set[ReminderKind]:
    """The kinds that a digest gathers, of those that come in these ways."""
    return {kind for kind, way in deliveries.items() if way in ways and kind not in ONLY_WEEKLY | ONLY_AT_ONCE}


def wants_digest(deliveries: dict[ReminderKind, Delivery]) -> bool:
    return bool(in_digest(deliveries, Delivery.DAILY, Delivery.WEEKLY))


def is_weekly(deliveries: dict[ReminderKind, Delivery]) -> bool:
    """Tell whether outreach comes once a week."""
    return deliveries[ReminderKind.OUTREACH] == Delivery.WEEKLY
