from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.demo.dates import due, holidays, no_send_days, past

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("today", "ago", "day"),
    [
        (date(2026, 11, 17), 1, date(2026, 11, 16)),
        (date(2026, 11, 16), 1, date(2026, 11, 13)),
        (date(2026, 11, 16), 2, date(2026, 11, 13)),
    ],
)
def test_past_day_is_a_working_day(today, ago, day):
    assert past(today, ago) == day


@given(DAYS, st.integers(0, 400))
def test_past_day_is_never_ahead_nor_on_a_weekend(today, ago):
    day = past(today, ago)

    assert day.weekday() < 5
    assert timedelta(0) <= today - timedelta(days=ago) - day <= timedelta(days=2)


@given(DAYS, st.integers(-30, 0))
def test_late_work_is_late_by_its_exact_number_of_days(today, days):
    assert (due(today, days) - today).days == days


@given(DAYS, st.integers(1, 5))
def test_work_of_this_week_stays_in_it(today, days):
    day = due(today, days)
    sunday = today + timedelta(days=6 - today.weekday())

    assert day > today
    assert day <= sunday or today == sunday
    assert day.weekday() < 5 or today.weekday() in (4, 5)


@given(DAYS, st.integers(6, 90))
def test_later_work_is_due_on_a_working_day(today, days):
    assert due(today, days).weekday() < 5
    assert 0 <= (due(today, days) - today).days - days <= 2


def test_holidays_are_the_school_days_that_are_off():
    days = holidays(2026)

    assert days[date(2026, 11, 26)] == "Thanksgiving"
    assert days[date(2026, 5, 25)] == "Memorial Day"
    assert days[date(2026, 1, 19)] == "Martin Luther King Jr. Day"
    assert date(2026, 7, 4) not in days
    assert {day.year for day in no_send_days(date(2026, 11, 17))} == {2026, 2027}
