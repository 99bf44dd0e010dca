"""What is coming: whom the mail of each of the next days will name, and on which days there is none."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from engagement.days import due_in_words
from engagement.reminders.schedule import DAY, Rhythm, moment_to_send

DAYS_SHOWN = 21


@dataclass(frozen=True)
class Due:
    """One partner and the day their next outreach is due."""

    name: str
    due_on: date
    level: str = ""


@dataclass(frozen=True)
class Named:
    """A partner in the mail of a day, with when it is due in words."""

    name: str
    level: str
    due: str
    is_late: bool


@dataclass
class Day:
    """A day with mail: who is named in it."""

    on: date
    named: list[Named] = field(default_factory=list)


@dataclass(frozen=True)
class Closure:
    """Days in a row on which the district sends nothing, and how many partners move because of them."""

    first: date
    last: date
    label: str
    moved: int
    moved_to: date | None


def coming(rhythm: Rhythm, closed: dict[date, str], dues: list[Due], now: datetime) -> list[Day | Closure]:
    """The days with mail and the closures of the next three weeks, in order. Pure; `dues` in any order."""
    today = now.astimezone(rhythm.zone).date()
    ahead = 6 * DAY if rhythm.is_weekly else 0 * DAY
    days = {on: Day(on) for on in mail_days(rhythm, closed, now)}
    moved: dict[date, list[date]] = defaultdict(list)
    for due in sorted(dues, key=lambda each: (each.due_on, each.name)):
        on = next((on for on in days if due.due_on <= on + ahead), None)
        if on is not None:
            days[on].named.append(named_in(due, on, today))
            if due.due_on in closed:
                moved[due.due_on].append(on)
    closures = closures_between(closed, today, today + DAYS_SHOWN * DAY, moved)
    with_names = [day for day in days.values() if day.named]
    return sorted([*with_names, *closures], key=lambda each: each.on if isinstance(each, Day) else each.first)


def mail_days(rhythm: Rhythm, closed: Collection[date], now: datetime) -> list[date]:
    """The days on which mail leaves, in order; a day that is closed gives way to the next that is not."""
    today = now.astimezone(rhythm.zone).date()
    days = [today + offset * DAY for offset in range(DAYS_SHOWN + 1)]
    moments = [moment_to_send(rhythm, closed, now, day) for day in days if rhythm.has_digest(day)]
    return sorted({moment.astimezone(rhythm.zone).date() for moment in moments if moment})


def named_in(due: Due, on: date, today: date) -> Named:
    words = "Due that day" if today < due.due_on == on else due_in_words(due.due_on, max(on, today))
    return Named(due.name, due.level, words, is_late=due.due_on < on)


def closures_between(
    closed: dict[date, str], first: date, last: date, moved: dict[date, list[date]]
) -> Iterator[Closure]:
    days = sorted(day for day in closed if first <= day <= last)
    runs = groupby(enumerate(days), key=lambda pair: (closed[pair[1]], pair[1] - pair[0] * DAY))
    for (label, _), run in runs:
        within = [day for _, day in run]
        targets = [on for day in within for on in moved[day]]
        yield Closure(within[0], within[-1], label, len(targets), min(targets, default=None))
