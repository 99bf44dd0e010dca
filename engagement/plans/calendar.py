"""A plan as a calendar file (RFC 5545): each activity and each milestone as an all-day event.

Days have no zone; the calendar names the district's, for programs that ask. A UID stays with its record, and SEQUENCE
counts its changes, so that the file read again changes what is there and adds no twin.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from engagement.plans.reading import PlanPage
from engagement.plans.table import writable

HOST = urlsplit(settings.SITE_URL).hostname


def write_calendar(page: PlanPage, *, initiative, district, now: datetime, address) -> bytes:
    """Return the file; `address` gives the page of an activity."""
    calendar = Calendar()
    calendar.add("prodid", "-//Coalition//Engagement plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", writable(f"Plan, {initiative.name}"))
    calendar.add("x-wr-timezone", district.time_zone)
    for row in page.rows:
        activity = row.activity
        event = all_day("activity", activity, activity.name, activity.starts_on, activity.ends_on, now)
        event.add("description", writable(description(row)))
        event.add("url", address(activity))
        event.add("status", "CONFIRMED")
        if activity.place:
            event.add("location", writable(activity.place))
        calendar.add_component(event)
    for one in page.milestones:
        event = all_day("milestone", one, one.name, one.happens_on, one.happens_on, now)
        event.add("status", "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical()


def all_day(kind, record, name, first, last, now):
    event = Event()
    event.add("uid", f"{kind}-{record.pk}@{HOST}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", record.version - 1)
    event.add("summary", writable(name))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def description(row):
    lines = [f"{row.standing.word}. Lead: {row.activity.lead}."]
    if row.activity.risk_reason:
        lines.append(f"At risk: {row.activity.risk_reason}")
    if row.activity.notes:
        lines.append(row.activity.notes)
    return "\n".join(lines)
