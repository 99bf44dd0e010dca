"""What one digest names: of each kind as its reader chose it, each day or once a week.

What comes weekly is named on the first day of the reader's week, with what comes due in the days to follow. What is
said only once is said in the digest of the days since the one before.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engagement.enums import Delivery, ReminderKind
from engagement.reminders.matters import Matter
from engagement.reminders.rhythms import in_digest
from engagement.reminders.schedule import DAY, Rhythm, week_before

SIX_DAYS = timedelta(days=6)
WEEK = timedelta(days=7)
DAYS_LOOKED_BACK = 70


@dataclass(frozen=True)
class Contents:
    """The partners and the matters of one digest, apart by whether they come daily or weekly."""

    daily: Sequence
    weekly: Sequence
    daily_matters: Sequence[Matter]
    weekly_matters: Sequence[Matter]

    @property
    def has_daily(self) -> bool:
        return bool(self.daily or self.daily_matters)

    @property
    def has_weekly(self) -> bool:
        return bool(self.weekly or self.weekly_matters)

    @property
    def is_empty(self) -> bool:
        return not (self.has_daily or self.has_weekly)

    @property
    def partnerships(self) -> list:
        return [*self.daily, *self.weekly]

    @property
    def matters(self) -> list[Matter]:
        return [*self.daily_matters, *self.weekly_matters]


def begins_week(rhythm: Rhythm, on: date) -> bool:
    """Tell whether `on` is the first day of its week on which mail is wanted."""
    return rhythm.wants(on) and not any(rhythm.wants(earlier) for earlier in week_before(on))


def contents_of(
    chosen: dict[ReminderKind, Delivery],
    rhythm: Rhythm,
    closed: Collection[date],
    led,
    matters,
    *,
    on: date,
    today: date,
) -> Contents:
    """What the digest for the day `on` names on `today`, of what its reader leads and of what concerns them."""
    daily_kinds, weekly_kinds = in_digest(chosen, Delivery.DAILY), in_digest(chosen, Delivery.WEEKLY)
    # One that was held up over night brings only what comes weekly: the daily part has a digest of its own.
    is_on_time = not any(has_mail(rhythm, closed, on + DAY * ahead) for ahead in range(1, (today - on).days + 1))
    daily = partners(led, daily_kinds, today) if is_on_time else []
    since = day_before(rhythm, closed, on)
    daily_matters = of_kinds(matters, daily_kinds, today, since) if is_on_time else []
    weekly, weekly_matters = [], []
    if begins_week(rhythm, on) or not (daily or daily_matters):
        weekly = partners(led, weekly_kinds, today + SIX_DAYS)
        weekly_matters = of_kinds(matters, weekly_kinds, today, week_of_mail(rhythm, closed, on), ahead=SIX_DAYS)
    return Contents(daily, weekly, daily_matters, weekly_matters)


def partners(led, kinds, last):
    return [partnership for partnership in led if partnership.due_on <= last] if ReminderKind.OUTREACH in kinds else []


def of_kinds(matters, kinds, today, since, ahead=timedelta(0)):
    """Those of these kinds that are worth a word; what is said once, only when it became so after `since`."""
    return [
        matter
        for matter in matters
        if matter.kind in kinds
        and (since < matter.on <= today if matter.is_once else True)
        and matter.is_current(today, timedelta(0) if matter.is_once else ahead)
    ]


def day_before(rhythm: Rhythm, closed: Collection[date], on: date) -> date:
    """The last day before `on` for which there may have been a digest; a week back where there was none for long."""
    earlier = (on - DAY * back for back in range(1, DAYS_LOOKED_BACK))
    return next((day for day in earlier if has_mail(rhythm, closed, day)), on - WEEK)


def week_of_mail(rhythm: Rhythm, closed: Collection[date], on: date) -> date:
    """The day in an earlier week on which the weekly part came last, closures and pauses passed over."""
    earlier = (on - DAY * back for back in range(WEEK.days, DAYS_LOOKED_BACK, WEEK.days))
    weeks = (day for day in earlier if any(has_mail(rhythm, closed, day + DAY * ahead) for ahead in range(WEEK.days)))
    return next(weeks, on - WEEK)


def has_mail(rhythm: Rhythm, closed: Collection[date], day: date) -> bool:
    return rhythm.wants(day) and day not in closed
