"""On which days an entry of a calendar falls that repeats (RFC 5545, 3.3.10), whole days only and not for ever."""

from collections.abc import Collection
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import rrulestr
from icalendar import vRecur

UNDERSTOOD = {"YEARLY", "MONTHLY", "WEEKLY"}
EARLIEST = date(1970, 1, 1)
WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


class NotUnderstood(ValueError):
    """Raised for a rule that is broken, or that no calendar of days off has."""


def days_of_rule(rule: vRecur, first: date, *, until: date, without: Collection[date] = ()) -> list[date]:
    """The days from `first` to `until` on which the rule lets an entry fall. Raises NotUnderstood."""
    if not isinstance(rule, vRecur) or rule.get("FREQ") not in [[name] for name in UNDERSTOOD] or first < EARLIEST:
        raise NotUnderstood
    try:
        [count], [interval] = rule.get("COUNT", [None]), rule.get("INTERVAL", [1])
        if interval < 1:
            raise NotUnderstood
        bounded = vRecur({name: value for name, value in rule.items() if name not in (*WITHIN_A_DAY, "COUNT")})
        bounded["UNTIL"] = [min([until, *map(day_of, rule.get("UNTIL", []))])]
        moments = rrulestr(bounded.to_ical().decode(), dtstart=datetime.combine(first, time()))
        return [moment.date() for moment in islice(moments, count) if moment.date() not in without]
    except (ValueError, TypeError, KeyError):
        raise NotUnderstood from None


def day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
