"""School calendars as files: which entries are days without school, to be looked at before any of them is kept.

Reads iCalendar (RFC 5545), as Google Calendar, Outlook and school systems write it, and tables with a date, perhaps a
last date, and a name on each row. What cannot be read is told in words, by row, and stops nothing else.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from icalendar import Calendar

from coalition.districts.no_send_days import BadLine, read_line
from coalition.lib.tabular import Limits, UnreadableFile, check_size, fold_header, read_table

LIMITS = Limits(file_bytes=2 * 1024 * 1024, rows=2_000, columns=50, cell_characters=10_000)
MOST_ENTRIES = 1_000
LONGEST_NAME = 120
CLOSED = re.compile(
    r"no school|no class|school closed|schools closed|closed|closure|break|recess|holiday|vacation|days? off|"
    r"thanksgiving|labor day|memorial day|presidents|veterans|columbus|indigenous|juneteenth|independence|"
    r"martin luther king|mlk|christmas|new year|good friday|snow day|teacher work|in-?service",
    re.IGNORECASE,
)
FIRST = ("start date", "start", "starts", "begins", "begin date", "first day", "from", "date", "day")
LAST = ("end date", "end", "ends", "last day", "to", "until", "through")
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


def read_calendar(data: bytes, today: date) -> Found:
    """Read a file of either kind. Raises UnreadableFile when it is neither."""
    check_size(len(data), LIMITS)
    found = Found()
    is_calendar = b"BEGIN:VCALENDAR" in data[:2000].upper()
    for row, read in of_calendar(data) if is_calendar else of_table(data):
        try:
            entry = read()
        except BadLine as problem:
            found.problems.append(f"{row}: {problem}")
            continue
        if entry.last < today:
            found.past += 1
        else:
            found.entries.append(entry)
    found.entries = sorted(set(found.entries), key=lambda one: (one.first, one.last, one.name))
    if len(found.entries) > MOST_ENTRIES:
        raise UnreadableFile(f"This calendar has {len(found.entries):,} entries; at most {MOST_ENTRIES:,} are read.")
    return found


def of_calendar(data):
    try:
        events = list(Calendar.from_ical(data).walk("VEVENT"))
    except (ValueError, IndexError, KeyError, RecursionError):
        raise UnreadableFile("This calendar is broken. Export it again and choose that file.") from None
    for number, event in enumerate(events, start=1):
        name = plain_name(event.get("SUMMARY"))
        yield f"Entry {number}{f', {name}' if name else ''}", lambda event=event, name=name: entry_of(event, name)


def entry_of(event, name):
    """One event; its end is not part of it where it is a date (RFC 5545, 3.6.1)."""
    begin, end = moment(event, "DTSTART"), moment(event, "DTEND")
    if begin is None:
        raise BadLine("it has no day.")
    if event.get("RRULE"):
        raise BadLine("it repeats. Add its days by hand.")
    first = day_of(begin)
    length = getattr(event.get("DURATION"), "dt", None)
    if end is None and isinstance(length, timedelta):
        end = begin + length
    last = first if end is None else day_of(end) if isinstance(end, datetime) else end - timedelta(days=1)
    is_whole_day = not isinstance(begin, datetime)
    return made(first, max(first, last), name, is_whole_day and bool(CLOSED.search(name)))


def moment(event, name):
    value = getattr(event.get(name), "dt", None)
    return value if isinstance(value, date) else None


def day_of(value):
    return value.date() if isinstance(value, datetime) else value


def of_table(data):
    table = read_table(data, known={*FIRST, *LAST, *NAME}, limits=LIMITS)
    heads = [fold_header(head) for head in table.headers]
    first, last, name = (
        next((heads.index(word) for word in words if word in heads), None) for words in (FIRST, LAST, NAME)
    )
    if first is None:
        raise UnreadableFile("No column is called Date or Start. Name one so, or paste the days as lines.")
    for row in table.rows:
        cells = [row.cells[place].strip() if place is not None else "" for place in (first, last, name)]
        yield f"Row {row.number}", lambda cells=cells: entry_of_cells(*cells)


def entry_of_cells(first, last, name):
    """One row, read as a line is read; a day without a name is one off, else what would it be in the table for."""
    if not first:
        raise BadLine("it has no date.")
    text = f"{without_time(first)} to {without_time(last)}" if last else without_time(first)
    days = days_of_line(f"{text} {plain_name(name)}")
    return Entry(days[0].date, days[-1].date, plain_name(name), is_closed=not name or bool(CLOSED.search(name)))


def without_time(text):
    """A date as spreadsheets write it, without the midnight behind it."""
    return re.sub(r"[ T]0?0:00(?::00)?$", "", text)


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
