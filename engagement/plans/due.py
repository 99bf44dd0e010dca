"""The activities that ask for somebody this week: late, about to end, about to begin."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from coalition.districts.models import Membership
from engagement.enums import ActivityStatus
from engagement.models import Activity
from engagement.plans.reading import as_work
from engagement.timeline.work import Standing, standing
from stakeholders.models import Initiative

AHEAD = timedelta(days=6)
SHOWN = 6


@dataclass(frozen=True, slots=True)
class DueActivity:
    """An activity with where it stands and what happens next: it ends, or it begins."""

    activity: Activity
    standing: Standing
    day: date
    is_end: bool
    days_late: int


def due_activities(initiative: Initiative, on: date, *, lead: Membership | None = None) -> list[DueActivity]:
    """Return the first few, most urgent first, of one lead or of everybody, in one query.

    Those of one lead are without the late ones: these wait among their matters, where they can be settled.
    """
    until = on + AHEAD
    begins = Q(status=ActivityStatus.NOT_STARTED, starts_on__lte=until)
    found = Activity.objects.open().filter(Q(ends_on__lte=until) | begins, initiative=initiative)
    if lead is not None:
        found = found.led_by(lead).filter(ends_on__gte=on)
    found = found.select_related("lead__user", "waits_for").order_by("ends_on", "pk")[:SHOWN]
    return sorted((as_due(activity, on) for activity in found), key=lambda row: (row.day, row.activity.pk))


def as_due(activity, on):
    is_end = activity.status == ActivityStatus.UNDER_WAY or activity.ends_on < on
    day = activity.ends_on if is_end else activity.starts_on
    return DueActivity(activity, standing(as_work(activity), on), day, is_end, max((on - day).days, 0))
