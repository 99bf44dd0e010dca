"""Days as people say them, seen from the reader's own date."""

from datetime import date, datetime

from django.utils.formats import date_format


def due_in_words(due_on: date, on: date) -> str:
    """ "7 days late", "Due today", "Thu, Nov 19"; with the year where it is another one."""
    late = (on - due_on).days
    if late > 0:
        return f"{late} day{'' if late == 1 else 's'} late"
    if late == 0:
        return "Due today"
    return date_format(due_on, "D, M j" if due_on.year == on.year else "D, M j, Y")


def day_in_words(day: date, on: date) -> str:
    """A day that is past: "today", "yesterday", "Friday" within the week, else "Nov 3" or "Nov 3, 2025"."""
    ago = (on - day).days
    if 0 <= ago <= 1:
        return "yesterday" if ago else "today"
    if 1 < ago < 7:
        return date_format(day, "l")
    return date_format(day, "M j" if day.year == on.year else "M j, Y")


def clock_in_words(moment: datetime) -> str:
    """ "7:00 am" in the zone of `moment`."""
    return f"{date_format(moment, 'g:i')} {'am' if moment.hour < 12 else 'pm'}"


def moment_in_words(moment: datetime) -> str:
    """ "Tue, Nov 17, 7:00 am" in the zone of `moment`."""
    return f"{date_format(moment, 'D, M j')}, {clock_in_words(moment)}"
