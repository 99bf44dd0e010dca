"""Who may be written to at a moment, as the database can tell: the window of `schedule.window`."""

import logging
from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import Exists, F, OuterRef, Q

from coalition.districts.models import NoSendDay
from engagement.models import ReminderSchedule
from engagement.reminders.schedule import EVENING
from stakeholders.models import Partnership

logger = logging.getLogger(__name__)


def schedules_open_at(local, zone):
    """The schedules of a zone whose members may be written to at a local time."""
    no_mail = NoSendDay.objects.filter(district=OuterRef("district"), date=local.date())
    found = on_chosen_days(ReminderSchedule.objects, [local])
    return found.filter(in_window(local), ~Exists(no_mail), zone=zone, membership__is_active=True)


def zones_to_look_at(now: datetime) -> list[str]:
    """The zones in which somebody may be written to and has not been looked at today, or leads what is due.

    One question for all zones, though many keep one time. It leaves no-send days to those who look closer.
    """
    zones_at = defaultdict(list)
    for zone in ReminderSchedule.objects.exclude(zone="").order_by().values_list("zone", flat=True).distinct():
        if is_known(zone):
            zones_at[now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)].append(zone)
    if not zones_at:
        return []
    leads = not_reminded_by(max(zones_at).date()).values("lead")
    wanted = Q()
    for local, zones in zones_at.items():
        not_yet = Q(looked_on=None) | Q(looked_on__lt=local.date()) | Q(membership__in=leads)
        wanted |= in_window(local) & not_yet & Q(zone__in=zones)
    found = on_chosen_days(ReminderSchedule.objects, zones_at).filter(wanted, membership__is_active=True)
    return sorted(found.order_by().values_list("zone", flat=True).distinct())


def is_known(zone: str) -> bool:
    """Tell whether this machine knows a zone; names come and go with its tables, and one must not stop the others."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        logger.error("The time zone %s is not known here: its members get no reminders", zone)
        return False
    return True


def not_reminded_by(day: date):
    """The partnerships due by a day whose leads were not reminded of it; the index of that name finds them."""
    waiting = Partnership.objects.filter(lead__isnull=False, due_on__isnull=False, ended_at=None)
    return waiting.filter(Q(reminded_for=None) | ~Q(reminded_for=F("due_on")), due_on__lte=day)


def in_window(local):
    """Those whose hour has come and whose evening has not, who are not away and want mail on that day of the week."""
    by_hour = Q(hour__lte=local.hour) if local.time() < EVENING else Q(hour=local.hour)
    is_back = Q(paused_until=None) | Q(paused_until__lte=local.date())
    return by_hour & is_back & Q(**{f"on_{local.weekday()}__gt": 0})


def on_chosen_days(schedules, moments):
    """Let `in_window` ask about the days of the week of these local times."""
    days = {local.weekday() for local in moments}
    return schedules.alias(**{f"on_{day}": F("days").bitand(1 << day) for day in days})
