"""Days without reminders, read from lines that people paste out of a school calendar."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coalition.lib.tabular import Limits

FILE_LIMITS = Limits(file_bytes=2 * 1024 * 1024, rows=2_000, columns=50, cell_characters=10_000)
LONGEST_BREAK = timedelta(days=120)
MOST_LINES = 500
FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y")
DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{2}(?:\d{2})?|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}"
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
IN_ONE_MONTH = re.compile(r"([A-Za-z]{3,9}\.?) (\d{1,2}) ?(?:-|–|—|to) ?(\d{1,2}),? (\d{4})")
LINE = re.compile(
    rf'^["\s]*{WEEKDAY}({DATE})(?:["\s]*(?:,|to|until|through|–|—|-)["\s]*{WEEKDAY}({DATE}))?["\s,;:]*(.*)$',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Day:
    """One day on which no reminder is sent."""

    date: date
    label: str


class BadLine(ValueError):
    """Raised for a line that is not understood; the text says which and why."""


def read_days(text: str) -> list[Day]:
    """The days of `text`: a date on each line, or two dates for a break, then what the day is called.

    Dates may look like 2026-11-26, 11/26/2026, Nov 26, 2026 or Thursday, Nov 26, 2026, and a break like
    Nov 25-27, 2026. A later line wins over an earlier one for the same day. Raises BadLine.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise BadLine(f"These are {len(lines)} lines; at most {MOST_LINES} are read at once.")
    days = {}
    for number, line in lines:
        for day in read_line(number, line):
            days[day.date] = day
    return [days[key] for key in sorted(days)]


def read_line(number: int, line: str) -> list[Day]:
    match = LINE.match(IN_ONE_MONTH.sub(r"\1 \2, \4 to \1 \3, \4", line, count=1))
    if match is None:
        raise BadLine(f"Line {number} does not begin with a date: {line[:60]}")
    first = read_date(number, match[1])
    last = read_date(number, match[2]) if match[2] else first
    if last < first:
        raise BadLine(f"Line {number} ends before it begins.")
    if last - first > LONGEST_BREAK:
        raise BadLine(f"Line {number} is longer than {LONGEST_BREAK.days} days. Is the year right?")
    label = match[3].strip().strip('"').strip()[:120]
    return [Day(first + timedelta(days=offset), label) for offset in range((last - first).days + 1)]


def read_date(number: int, text: str) -> date:
    for form in FORMATS:
        try:
            return datetime.strptime(text.replace(".", ""), form).date()
        except ValueError:
            continue
    raise BadLine(f"Line {number}: there is no day {text}.")
