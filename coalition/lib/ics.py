"""Days to keep, as a calendar program reads them (RFC 5545): the same entries give the same bytes.

There is no METHOD, so DTSTAMP is when the entry last changed (RFC 5545 3.8.7.2) and nothing in the file tells when it
was read. Entries are whole days without a zone: they are on that day wherever the reader is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coalition.lib.on_demand import on_demand

Alarm, Calendar, Event, Duration = (
    on_demand(f"icalendar.{name}") for name in ("Alarm", "Calendar", "Event", "vDuration")
)

PRODUCT = "-//Coalition//Calendar feed//EN"
READ_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """What is on the days from `first` to `last`, both included; `alarm` is how long after the first midnight.

    `uid` never changes, `sequence` never falls; an entry that is off stays a while as cancelled, so that programs which
    keep what they read take it away.
    """

    uid: str
    title: str
    first: date
    last: date
    changed_at: datetime
    sequence: int = 0
    text: str = ""
    url: str = ""
    alarm: timedelta | None = None
    is_cancelled: bool = False


def write(name: str, entries: Iterable[Entry]) -> bytes:
    """The calendar called `name` with these entries, in the order of their days."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", Duration(READ_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", Duration(READ_AGAIN_AFTER))
    for entry in sorted(entries, key=lambda each: (each.first, each.uid)):
        calendar.add_component(event_of(entry))
    return calendar.to_ical()


def event_of(entry):
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("summary", one_line(entry.title))
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if entry.text:
        event.add("description", entry.text)
    if entry.url:
        event.add("url", entry.url)
    if entry.alarm is not None and not entry.is_cancelled:
        event.add_component(alarm_of(entry))
    return event


def alarm_of(entry):
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(entry.title))
    alarm.add("trigger", entry.alarm)
    return alarm


def one_line(text):
    """Control signs made spaces: RFC 5545 has no way to write them."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
