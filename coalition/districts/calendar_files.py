"""School calendars as files: which entries are days without school, to be looked at before any of them is kept.

Reads iCalendar (RFC 5545), as Google Calendar, Outlook and school systems write it, and tables with a date, perhaps a
last date, and a name on each row. What cannot be read is told in words, by row, and stops nothing else. What repeats is
read where it closes schools: the days of two years.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from coalition.districts.no_send_days import FILE_LIMITS, BadLine, read_line
from coalition.districts.repeats import NotUnderstood, days_of_rule
from coalition.lib.tabular import UnreadableFile, check_size, fold_header, read_table

MOST_ENTRIES = 1_000
MOST_REPEATING = 200
LONGEST_NAME = 120
TWO_YEARS = timedelta(days=730)
DAY = timedelta(days=1)
MIDNIGHT = re.compile(r"^(?:0?0:00(?::00)?|12:00(?::00)? ?am)?$", re.IGNORECASE)
CLOSED = re.compile(
    r"\b(?:no school|no class|no students|non-student|schools? closed|closed|closure|break\b|recess|holiday|vacation|"
    r"days? off|thanksgiving|labor day|memorial day|presidents|veterans|columbus|indigenous|juneteenth|independence|"
    r"martin luther king|mlk|christmas|new year|good friday|snow day|teacher work|in-?service|pd day)",
    re.IGNORECASE,
)
FIRST = ("start date", "start", "starts", "begins", "begin date", "first day", "from", "date", "day")
LAST = ("end date", "end", "ends", "last day", "to", "until", "through")
FIRST_TIME, LAST_TIME = ("start time",), ("end time",)
NAME = ("name", "title", "subject", "event", "summary", "description", "label", "holiday", "what")


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar; `is_closed` when its name says that there is no school."""

    first: date
    last: date
    name: str
    is_closed: bool

    @property
    def line(self) -> str:
        """The entry as a line that `no_send_days.read_days` reads."""
        days = f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"
        return f"{days} {self.name}".strip()

    @property
    def dates(self) -> list[date]:
        return [self.first + timedelta(days=offset) for offset in range((self.last - self.first).days + 1)]


@dataclass
class Found:
    """What a file holds: `entries` that are not past, by date; how many are past; what could not be read, in words."""

    entries: list[Entry] = field(default_factory=list)
    past: int = 0
    problems: list[str] = field(default_factory=list)


def read_calendar(data: bytes, today: date, zone: ZoneInfo) -> Found:
    """Read a file of either kind for a district in `zone`. Raises UnreadableFile when it is neither."""
    check_size(len(data), FILE_LIMITS)
    found = Found()
    is_calendar = b"BEGIN:VCALENDAR" in data[:2000].upper()
    for row, read in of_calendar(data, today, zone) if is_calendar else of_table(data):
        try:
            entries = read()
        except BadLine as problem:
            found.problems.append(f"{row}: {problem}")
            continue
        ahead = [entry for entry in entries if entry.last >= today]
        found.entries += ahead
        found.past += not ahead
    found.entries = sorted(set(found.entries), key=lambda one: (one.first, one.last, one.name))
    if len(found.entries) > MOST_ENTRIES:
        raise UnreadableFile(f"This calendar has {len(found.entries):,} entries; at most {MOST_ENTRIES:,} are read.")
    return found


def of_calendar(data, today, zone):
    try:
        events = list(Calendar.from_ical(data).walk("VEVENT"))
    except (ValueError, IndexError, KeyError, RecursionError):
        raise UnreadableFile("This calendar is broken. Export it again and choose that file.") from None
    moved = moved_days(events)
    repeating = 0
    for number, event in enumerate(events, start=1):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        repeating += "RRULE" in event
        until = today + TWO_YEARS if repeating <= MOST_REPEATING else None
        name = plain_name(event.get("SUMMARY"))
        row = f"Entry {number}{f', {name}' if name else ''}"
        yield row, lambda event=event, name=name, until=until: entries_of(event, name, zone, until, moved)


def moved_days(events):
    """The days that one occurrence of what repeats was taken from, by the identifier of the entry."""
    moved = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            moved.setdefault(str(event.get("UID")), set()).add(day_of(moment(event, "RECURRENCE-ID")))
    return moved


def entries_of(event, name, zone, until, moved):
    """One event, or the days up to `until` on which it repeats."""
    entry = entry_of(event, name, zone)
    if "RRULE" not in event:
        return [entry]
    if not entry.is_closed or until is None:
        raise BadLine("it repeats. Add its days by hand.")
    without = moved.get(str(event.get("UID")), set()) | left_out(event)
    try:
        days = days_of_rule(event["RRULE"], entry.first, until=until, without=without)
    except NotUnderstood:
        raise BadLine("it repeats in a way that is not understood. Add its days by hand.") from None
    length = entry.last - entry.first
    return [Entry(day, day + length, name, entry.is_closed) for day in days]


def left_out(event):
    """The days on which what repeats does not take place."""
    found = event.get("EXDATE", [])
    lists = found if isinstance(found, list) else [found]
    return {day_of(each.dt) for one in lists for each in one.dts}


def entry_of(event, name, zone):
    """One event; its end is not part of it where it is a date (RFC 5545, 3.6.1) or midnight."""
    begin, end = moment(event, "DTSTART"), moment(event, "DTEND")
    if begin is None:
        raise BadLine("it has no day.")
    length = getattr(event.get("DURATION"), "dt", None)
    if end is None and isinstance(length, timedelta):
        end = begin + length
    begin, end = in_whole_days(begin, end, zone)
    is_whole_day = not isinstance(begin, datetime)
    first = day_of(begin)
    last = first if end is None else end - DAY if is_whole_day else day_of(end)
    return made(first, max(first, last), name, is_whole_day and bool(CLOSED.search(name)))


def in_whole_days(begin, end, zone):
    """Both as dates where they are midnights, by the clock they are written in or the district's; else as they are."""
    if not isinstance(begin, datetime) or not isinstance(end, datetime):
        return begin, None if isinstance(end, datetime) else end
    here = [one.astimezone(zone) if one.tzinfo else one for one in (begin, end)]
    for first, last in ((begin, end), here):
        if first.time() == last.time() == time() and first.date() < last.date():
            return first.date(), last.date()
    return here


def moment(event, name):
    """The date or time of a property, None where there is none. Raises BadLine for one that is broken."""
    try:
        value = getattr(event.get(name), "dt", None)
    except ValueError:
        raise BadLine("its day cannot be read.") from None
    return value if isinstance(value, date) else None


def day_of(value):
    return value.date() if isinstance(value, datetime) else value


def of_table(data):
    table = read_table(data, known={*FIRST, *LAST, *NAME}, limits=FILE_LIMITS)
    heads = [fold_header(head) for head in table.headers]
    places = [
        next((heads.index(word) for word in words if word in heads), None)
        for words in (FIRST, LAST, NAME, FIRST_TIME, LAST_TIME)
    ]
    if places[0] is None:
        raise UnreadableFile("No column is called Date or Start. Name one so, or paste the days as lines.")
    for row in table.rows:
        cells = [row.cells[place].strip() if place is not None else "" for place in places]
        yield f"Row {row.number}", lambda cells=cells: [entry_of_cells(*cells)]


def entry_of_cells(first, last, name, first_time, last_time):
    """One row, read as a line is read; a day without a name is one off, else what would it be in the table for.

    Outlook writes the midnight after as the end.
    """
    if not first:
        raise BadLine("it has no date.")
    text = f"{without_time(first)} to {without_time(last)}" if last else without_time(first)
    days = days_of_line(f"{text} {plain_name(name)}")
    if last_time and MIDNIGHT.match(first_time) and MIDNIGHT.match(last_time):
        days = days[:-1] or days
    is_closed = bool(MIDNIGHT.match(first_time)) and (not name or bool(CLOSED.search(name)))
    return Entry(days[0].date, days[-1].date, plain_name(name), is_closed)


def without_time(text):
    """A date as spreadsheets write it, without the midnight behind it."""
    return re.sub(r"[ T](?:0?0:00(?::00)?|12:00(?::00)? ?AM)$", "", text, flags=re.IGNORECASE)


def plain_name(text) -> str:
    """The name on one line, as short as is kept."""
    return " ".join(str(text or "").split())[:LONGEST_NAME]


def made(first, last, name, is_closed):
    entry = Entry(first, last, name, is_closed)
    days_of_line(entry.line)
    return entry


def days_of_line(line):
    """The days of a line that has no number of its own. Raises BadLine."""
    try:
        return read_line(1, line)
    except BadLine as problem:
        said = str(problem)
        raise BadLine(said.replace("Line 1 ", "it ") if said.startswith("Line 1 ") else said[8:]) from None
