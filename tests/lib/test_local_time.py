from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.lib.local_time import at_local, exists, local_date, local_day

US_ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
]
DENVER = ZoneInfo("America/Denver")

zones = st.sampled_from([ZoneInfo(name) for name in US_ZONES])
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def test_at_local_is_the_hour_of_the_place_in_winter_and_summer():
    winter = at_local(date(2026, 1, 15), time(7), DENVER)
    summer = at_local(date(2026, 7, 15), time(7), DENVER)

    assert winter == datetime(2026, 1, 15, 14, tzinfo=UTC)
    assert summer == datetime(2026, 7, 15, 13, tzinfo=UTC)


def test_at_local_moves_a_skipped_time_to_the_first_minute_that_exists():
    skipped = at_local(date(2027, 3, 14), time(2, 30), DENVER)

    assert skipped == datetime(2027, 3, 14, 9, 0, tzinfo=UTC)
    assert skipped.astimezone(DENVER).time() == time(3, 0)


def test_at_local_takes_the_first_of_a_repeated_time():
    repeated = at_local(date(2026, 11, 1), time(1, 30), DENVER)

    assert repeated == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["America/Phoenix", "Pacific/Honolulu"])
def test_at_local_skips_nothing_where_clocks_never_change(name):
    zone = ZoneInfo(name)

    moment = at_local(date(2027, 3, 14), time(2, 30), zone)

    assert moment.astimezone(zone).time() == time(2, 30)


@given(days, minutes, zones)
def test_at_local_shows_the_time_asked_for_wherever_it_exists(day, at, zone):
    shown = at_local(day, at, zone).astimezone(zone)

    assert shown.date() == day
    assert shown.time() == at if exists(datetime.combine(day, at), zone) else shown.time() > at


@given(days, minutes, minutes, zones)
def test_at_local_keeps_the_order_of_a_day(day, one, other, zone):
    early, late = sorted([one, other])

    assert at_local(day, early, zone) <= at_local(day, late, zone)


def test_local_date_is_the_date_of_the_place():
    assert local_date(datetime(2026, 3, 1, 5, tzinfo=UTC), DENVER) == date(2026, 2, 28)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 5, 5), 24)])
def test_local_day_has_the_length_of_that_day(day, hours):
    start, end = local_day(day, DENVER)

    assert end - start == timedelta(hours=hours)
