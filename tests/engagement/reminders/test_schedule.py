from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.lib.local_time import at_local, exists, local_date
from engagement.reminders.schedule import EVENING, Occurrence, Rhythm, moment_to_send, next_digest, window
from tests.lib.test_local_time import DENVER, US_ZONES

SCHOOL_DAYS = frozenset(range(5))
THANKSGIVING = {date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)}

days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
instants = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
rhythms = st.builds(
    Rhythm,
    at=st.builds(time, st.integers(0, 23), st.sampled_from([0, 30])),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    zone=st.sampled_from([ZoneInfo(name) for name in US_ZONES]),
    is_weekly=st.booleans(),
    paused_until=st.none() | days,
)
closed_days = st.frozensets(days, max_size=40)


def make_rhythm(**fields):
    return Rhythm(**{"at": time(7), "weekdays": SCHOOL_DAYS, "zone": DENVER, **fields})


def denver(*args):
    return datetime(*args, tzinfo=DENVER)


def test_digest_comes_at_the_hour_on_the_next_chosen_day():
    friday = denver(2026, 11, 20, 7, 0)

    following = next_digest(make_rhythm(), friday)

    assert following == Occurrence(date(2026, 11, 23), denver(2026, 11, 23, 7, 0).astimezone(UTC))


def test_digest_of_today_is_still_to_come_before_the_hour():
    assert next_digest(make_rhythm(), denver(2026, 11, 20, 6, 59)).on == date(2026, 11, 20)


def test_weekly_digest_comes_on_the_first_chosen_day_of_the_week():
    rhythm = make_rhythm(is_weekly=True, weekdays=frozenset({2, 4}))

    first = next_digest(rhythm, denver(2026, 11, 16, 12))
    second = next_digest(rhythm, first.at)

    assert [first.on, second.on] == [date(2026, 11, 18), date(2026, 11, 25)]


def test_digest_waits_for_the_end_of_a_pause():
    rhythm = make_rhythm(paused_until=date(2027, 1, 4))

    assert next_digest(rhythm, denver(2026, 12, 21, 12)).on == date(2027, 1, 4)


def test_digest_is_never_due_where_no_day_is_chosen():
    rhythm = make_rhythm(weekdays=frozenset())

    assert next_digest(rhythm, denver(2026, 11, 20)) is None
    assert moment_to_send(rhythm, (), denver(2026, 11, 20)) is None


def test_digest_of_a_date_is_not_due_again_after_a_move_to_the_west():
    sent = next_digest(make_rhythm(zone=ZoneInfo("America/New_York")), denver(2026, 11, 16, 12))

    following = next_digest(make_rhythm(zone=ZoneInfo("Pacific/Honolulu")), sent.at, not_on=sent.on)

    assert following.on == sent.on + timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "due_on", "leaves"),
    [
        (denver(2026, 11, 17, 6, 0), date(2026, 11, 17), denver(2026, 11, 17, 7, 0)),
        (denver(2026, 11, 17, 9, 30), date(2026, 11, 17), denver(2026, 11, 17, 9, 30)),
        (denver(2026, 11, 17, 9, 30), date(2026, 11, 1), denver(2026, 11, 17, 9, 30)),
        (denver(2026, 11, 17, 9, 30), date(2026, 11, 19), denver(2026, 11, 19, 7, 0)),
        (denver(2026, 11, 17, 21, 0), date(2026, 11, 17), denver(2026, 11, 18, 7, 0)),
        (denver(2026, 11, 21, 9, 0), date(2026, 11, 21), denver(2026, 11, 23, 7, 0)),
        (denver(2026, 11, 24, 21, 30), date(2026, 11, 25), denver(2026, 11, 30, 7, 0)),
    ],
    ids=["before the hour", "now", "overdue", "later day", "evening", "weekend", "thanksgiving"],
)
def test_reminder_leaves_at_the_first_allowed_moment(now, due_on, leaves):
    assert moment_to_send(make_rhythm(), THANKSGIVING, now, due_on) == leaves


def test_an_hour_late_in_the_evening_has_an_hour_to_be_sent():
    opens, closes = window(make_rhythm(at=time(23)), date(2026, 11, 17))

    assert closes - opens == timedelta(hours=1)


@pytest.mark.parametrize("name", US_ZONES)
@pytest.mark.parametrize("at", [time(0), time(1, 30), time(2), time(2, 30), time(7), time(23, 30)])
def test_three_years_of_days_have_one_digest_each(name, at):
    rhythm = make_rhythm(at=at, weekdays=frozenset(range(7)), zone=ZoneInfo(name))
    start, days_of_three_years = date(2025, 1, 1), 3 * 365
    moment = at_local(start, time(0), rhythm.zone) - timedelta(minutes=1)

    found = []
    for _ in range(days_of_three_years):
        found.append(next_digest(rhythm, moment))
        moment = found[-1].at

    assert [each.on for each in found] == [start + timedelta(days=n) for n in range(days_of_three_years)]
    for each in found:
        shown = each.at.astimezone(rhythm.zone)
        assert shown.date() == each.on
        assert shown.time() == at if exists(datetime.combine(each.on, at), rhythm.zone) else shown.time() > at


@settings(max_examples=300)
@given(rhythms, instants)
def test_digests_follow_each_other_on_wanted_days(rhythm, moment):
    first = next_digest(rhythm, moment)
    second = next_digest(rhythm, first.at, not_on=first.on)

    assert moment < first.at < second.at
    assert first.on < second.on
    assert rhythm.has_digest(first.on)
    assert local_date(first.at, rhythm.zone) == first.on


@settings(max_examples=500)
@given(rhythms, closed_days, instants, st.none() | days)
def test_reminder_never_leaves_in_quiet_time(rhythm, closed, now, due_on):
    leaves = moment_to_send(rhythm, closed, now, due_on)

    if leaves is not None:
        shown = leaves.astimezone(rhythm.zone)
        opens, closes = window(rhythm, shown.date())
        assert leaves >= now
        assert rhythm.wants(shown.date())
        assert shown.date() not in closed
        assert due_on is None or shown.date() >= due_on
        assert opens <= leaves < closes
        assert shown.time() < EVENING or rhythm.at >= time(20)


@given(rhythms, closed_days, instants)
def test_reminder_that_may_leave_then_still_may_leave_when_that_moment_has_come(rhythm, closed, now):
    leaves = moment_to_send(rhythm, closed, now)

    if leaves is not None:
        assert moment_to_send(rhythm, closed, leaves) == leaves
