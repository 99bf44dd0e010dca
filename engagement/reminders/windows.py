"""Who may be written to at a moment, as the database can tell: the window of `schedule.window`."""

from django.db.models import Exists, F, OuterRef, Q

from coalition.districts.models import NoSendDay
from engagement.models import ReminderSchedule
from engagement.reminders.schedule import EVENING


def schedules_open_at(local, zone):
    """The schedules of a zone whose members may be written to at a local time."""
    no_mail = NoSendDay.objects.filter(district=OuterRef("district"), date=local.date())
    in_window = Q(hour__lte=local.hour) if local.time() < EVENING else Q(hour=local.hour)
    return (
        ReminderSchedule.objects.filter(in_window, zone=zone, membership__is_active=True)
        .filter(Q(paused_until=None) | Q(paused_until__lte=local.date()))
        .alias(chosen=F("days").bitand(1 << local.weekday()))
        .filter(~Exists(no_mail), chosen__gt=0)
    )
