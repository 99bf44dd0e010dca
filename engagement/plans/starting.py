"""Activities made from others: from a template of a phase, or as a copy."""

from datetime import date, timedelta

from django.db import transaction

from coalition.districts.models import Membership
from engagement.enums import ActivityStatus
from engagement.models import Activity, ActivityMember, ActivityPartner, PlanTemplate
from stakeholders.models import Initiative

COPIED = (
    "purpose",
    "notes",
    "lead",
    "accountable",
    "accountable_partner",
    "hours",
    "budget",
    "participation",
    "languages",
    "time_of_day",
    "place",
    "access",
    "has_child_care",
    "has_transport",
)
FRIDAY = 4
LONGEST_NAME = Activity._meta.get_field("name").max_length


@transaction.atomic
def start_from(template: PlanTemplate, initiative: Initiative, *, starts_on: date, lead: Membership) -> list[Activity]:
    """Add the activities of `template`, the first beginning on `starts_on`, all led by `lead`; return them."""
    return [
        Activity.objects.create(
            district_id=initiative.district_id,
            initiative=initiative,
            name=step.name,
            notes=step.notes,
            purpose=step.purpose,
            lead=lead,
            accountable=lead,
            starts_on=starts_on + timedelta(weeks=step.starts_after),
            ends_on=weekday_up_to(starts_on + timedelta(weeks=step.starts_after + max(step.weeks, 1), days=-1)),
            hours=step.hours,
            participation=step.participation,
        )
        for step in template.steps.select_related("purpose")
    ]


def weekday_up_to(day: date) -> date:
    """`day` itself, or the Friday before a weekend."""
    return day - timedelta(days=max(day.weekday() - FRIDAY, 0))


@transaction.atomic
def copy(activity: Activity, *, starts_on: date) -> Activity:
    """Return one like `activity`, as long, not started, with the same people, that begins on `starts_on`."""
    made = Activity.objects.create(
        district_id=activity.district_id,
        initiative=activity.initiative,
        name=f"{activity.name[: LONGEST_NAME - 7]} (copy)",
        starts_on=starts_on,
        ends_on=starts_on + (activity.ends_on - activity.starts_on),
        status=ActivityStatus.NOT_STARTED,
        **{name: getattr(activity, name) for name in COPIED},
    )
    for row in activity.involved.select_related("partnership"):
        ActivityPartner.objects.create(
            district_id=made.district_id, activity=made, partnership=row.partnership, role=row.role
        )
    for row in activity.members.select_related("member"):
        ActivityMember.objects.create(
            district_id=made.district_id, activity=made, member=row.member, role=row.role, hours=row.hours
        )
    return made
