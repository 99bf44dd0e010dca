from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from engagement.enums import Delivery, ReminderKind
from engagement.models.reminder_preference import USUAL
from engagement.reminders.contents import begins_week, contents_of
from engagement.reminders.matters import Matter
from engagement.reminders.schedule import Rhythm

MONDAY = date(2026, 11, 16)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
RHYTHM = Rhythm(at=time(7), weekdays=frozenset(range(5)), zone=ZoneInfo("America/Chicago"))


@dataclass
class Led:
    """As much of a partnership as a digest looks at."""

    due_on: date


def matter(kind, on, *, is_once=False, until=None):
    return Matter(kind, 1, on, "Union", "Call", on, ("somewhere",), until=until, is_once=is_once)


def chosen(**ways):
    return {**USUAL, **{ReminderKind(kind): way for kind, way in ways.items()}}


def contents(ways, *, led=(), matters=(), on=TUESDAY, today=None, closed=()):
    return contents_of(ways, RHYTHM, closed, list(led), list(matters), on=on, today=today or on)


def test_daily_digest_names_what_is_due_today_and_before():
    led = [Led(TUESDAY - timedelta(days=3)), Led(TUESDAY), Led(TUESDAY + timedelta(days=1))]

    found = contents(chosen(), led=led)

    assert (found.partnerships, found.has_daily, found.has_weekly) == (led[:2], True, False)


def test_weekly_part_comes_on_the_first_day_of_the_week_and_looks_ahead():
    ways = chosen(outreach=Delivery.WEEKLY)
    led = [Led(MONDAY), Led(MONDAY + timedelta(days=6)), Led(MONDAY + timedelta(days=7))]
    late = [matter(ReminderKind.LATE, MONDAY)]

    assert contents(ways, led=led, matters=late, on=MONDAY).weekly == led[:2]
    assert contents(ways, led=led, matters=late, on=TUESDAY).weekly == []


@pytest.mark.parametrize(
    ("days", "first"), [(range(5), MONDAY), ((1, 3), TUESDAY), ((4,), FRIDAY)], ids=["weekdays", "two days", "Friday"]
)
def test_week_begins_on_the_first_day_that_is_wanted(days, first):
    rhythm = Rhythm(at=time(7), weekdays=frozenset(days), zone=RHYTHM.zone)

    assert [on for on in (MONDAY, TUESDAY, FRIDAY) if begins_week(rhythm, on)] == [first]


def test_what_comes_at_once_or_not_at_all_is_in_no_digest():
    ways = chosen(outreach=Delivery.AT_ONCE, late=Delivery.OFF)

    assert contents(ways, led=[Led(TUESDAY)], matters=[matter(ReminderKind.LATE, TUESDAY)]).is_empty


@pytest.mark.parametrize(("on", "is_named"), [(MONDAY, False), (TUESDAY, True), (TUESDAY + timedelta(days=1), False)])
def test_what_is_said_once_is_in_one_digest(on, is_named):
    ways = chosen(rating=Delivery.DAILY)
    once = matter(ReminderKind.RATING, TUESDAY, is_once=True)

    assert (once in contents(ways, matters=[once], on=on).matters) is is_named


def test_what_is_said_once_survives_a_weekend_and_a_day_off():
    ways = chosen(rating=Delivery.DAILY)
    saturday = matter(ReminderKind.RATING, MONDAY - timedelta(days=2), is_once=True)

    assert contents(ways, matters=[saturday], on=MONDAY).matters == [saturday]
    assert contents(ways, matters=[saturday], on=TUESDAY, closed={MONDAY}).matters == [saturday]
    assert contents(ways, matters=[saturday], on=TUESDAY).matters == []


def test_what_is_said_once_survives_a_long_break_and_a_pause():
    break_days = {MONDAY + timedelta(days=day) for day in range(14)}
    back = MONDAY + timedelta(days=14)
    daily = matter(ReminderKind.RATING, TUESDAY, is_once=True)
    weekly = matter(ReminderKind.SEAT, TUESDAY, is_once=True)
    ways = chosen(rating=Delivery.DAILY, seat=Delivery.WEEKLY)

    found = contents(ways, matters=[daily, weekly], on=back, closed=break_days)

    assert (found.daily_matters, found.weekly_matters) == ([daily], [weekly])
    later = contents(ways, matters=[daily, weekly], on=back + timedelta(days=7), closed=break_days)
    assert later.is_empty


def test_digest_held_up_over_night_brings_only_what_comes_weekly():
    ways = chosen(late=Delivery.DAILY, outreach=Delivery.WEEKLY)
    led, late = [Led(MONDAY)], [matter(ReminderKind.LATE, MONDAY)]

    found = contents(ways, led=led, matters=late, on=MONDAY, today=TUESDAY, closed={MONDAY})

    assert (found.partnerships, found.matters) == (led, [])


def test_matter_that_is_over_is_not_named():
    begun = matter(ReminderKind.STARTING, MONDAY, until=MONDAY)

    assert contents(chosen(), matters=[begun]).is_empty
