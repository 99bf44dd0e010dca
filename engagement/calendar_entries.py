"""What one member finds in their calendar feed.

Policy: whoever has the link can read it, and a calendar is looked at over shoulders and shared with colleagues. So it
says little: that an outreach is due and to which group, organization or official, but never the name of a private
person or a student; never a level, a note, a next step or what was heard. Only what the member leads or works on is in
it, and nothing once their membership has ended. What was taken off their list stays as cancelled for a month.
"""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse

from coalition.lib.ics import Entry
from engagement.enums import Delivery, ReminderKind
from engagement.models import Activity, ActivityMember, ReminderSchedule
from engagement.reminders.rhythms import deliveries_of
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Partnership

CANCELLED_FOR = timedelta(days=30)
PAST_SHOWN_FOR = timedelta(days=90)
MOST_ENTRIES = 2000


def entries_of(membership, now: datetime) -> list[Entry]:
    """The entries of one member (with user and district), in a fixed number of queries."""
    alarm = alarm_of(membership)
    return [*outreach_entries(membership, now, alarm), *activity_entries(membership, now, alarm)]


def alarm_of(membership):
    """At the hour the member is written to; None where they want no reminder of outreach."""
    if deliveries_of([membership.pk])[membership.pk][ReminderKind.OUTREACH] == Delivery.OFF:
        return None
    schedule = ReminderSchedule.objects.filter(membership=membership).first() or ReminderSchedule()
    return timedelta(hours=schedule.hour)


def outreach_entries(membership, now, alarm):
    rows = Partnership.history.model.objects
    is_theirs = Q(lead=membership, due_on__isnull=False, ended_at=None)
    is_theirs &= Q(stakeholder__archived_at=None, initiative__archived_at=None)
    found = Partnership.objects.select_related("stakeholder", "initiative")
    current = list(found.filter(is_theirs).order_by("-due_on", "pk")[:MOST_ENTRIES])
    once_theirs = rows.filter(lead_id=membership.pk, due_on__isnull=False)
    gone = list(found.filter(changed_lately(rows, now), pk__in=once_theirs.values("id")).exclude(is_theirs))
    days = once_theirs.filter(id__in=[each.pk for each in gone]).order_by("history_id").values_list("id", "due_on")
    changes = changes_of(rows, [*current, *gone])
    days = dict(days)
    return [
        *(outreach_entry(each, membership, each.due_on, changes, alarm, is_cancelled=False) for each in current),
        *(outreach_entry(each, membership, days[each.pk], changes, None, is_cancelled=True) for each in gone),
    ]


def activity_entries(membership, now, alarm):
    rows = Activity.history.model.objects
    works_on = ActivityMember.objects.filter(activity=OuterRef("pk"), member=membership)
    found = Activity.objects.select_related("initiative").filter(ends_on__gte=now.date() - PAST_SHOWN_FOR)
    current = list(
        found.active().filter(Q(lead=membership) | Exists(works_on)).order_by("starts_on", "pk")[:MOST_ENTRIES]
    )
    once_theirs = rows.filter(lead_id=membership.pk)
    gone = found.filter(changed_lately(rows, now), pk__in=once_theirs.values("id"))
    gone = list(gone.exclude(pk__in=[each.pk for each in current]))
    changes = changes_of(rows, [*current, *gone])
    known = {each.pk for each in current}
    return [
        activity_entry(each, membership, changes, alarm, is_cancelled=each.pk not in known)
        for each in [*current, *gone]
    ]


def changed_lately(rows, now):
    return Q(pk__in=rows.filter(history_date__gte=now - CANCELLED_FOR).values("id"))


def changes_of(rows, records):
    """Of each record when it changed last and how often: bulk changes may miss a history row, not a new version."""
    found = rows.filter(id__in=[each.pk for each in records]).values("id")
    counted = {row["id"]: row for row in found.annotate(at=Max("history_date"), count=Count("history_id"))}
    none = {"count": 0}
    return {
        each.pk: (
            counted.get(each.pk, none).get("at", each.created_at),
            counted.get(each.pk, none)["count"] + each.version,
        )
        for each in records
    }


def outreach_entry(partnership, membership, day, changes, alarm, *, is_cancelled):
    changed_at, sequence = changes[partnership.pk]
    stakeholder = partnership.stakeholder
    is_named = stakeholder.kind != Kind.PERSON or stakeholder.person_type == PersonType.OFFICIAL
    return Entry(
        uid=uid("outreach", partnership, membership),
        title=f"Outreach: {stakeholder.name}" if is_named else "Outreach",
        first=day,
        last=day,
        changed_at=changed_at,
        sequence=sequence + stakeholder.version + partnership.initiative.version,
        text=partnership.initiative.name,
        url=address("touchpoint-new", membership, partnership),
        alarm=alarm,
        is_cancelled=is_cancelled,
    )


def activity_entry(activity, membership, changes, alarm, *, is_cancelled):
    changed_at, sequence = changes[activity.pk]
    return Entry(
        uid=uid("activity", activity, membership),
        title=activity.name,
        first=activity.starts_on,
        last=activity.ends_on,
        changed_at=changed_at,
        sequence=sequence,
        text=activity.initiative.name,
        url=address("activity-detail", membership, activity),
        alarm=None if activity.is_done else alarm,
        is_cancelled=is_cancelled,
    )


def uid(kind, record, membership):
    """The same for the life of the record; the member is in it, since two who share a calendar each have an entry."""
    return f"{kind}-{record.pk}-{membership.pk}@{urlsplit(settings.SITE_URL).hostname}"


def address(name, membership, record):
    """A page that asks to sign in."""
    return settings.SITE_URL + reverse(f"engagement:{name}", args=[membership.district.slug, record.pk])
