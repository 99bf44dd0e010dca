from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.timeline.work import Work
from engagement.timeline.workload import horizon, hours_by_month, hours_until, loads, share_the_load

ON = date(2026, 11, 17)
UNTIL = date(2027, 1, 1)
WORK = Work(1, "Visits", date(2026, 11, 2), date(2026, 11, 27), lead=1, hours=40)


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2026, 11, 17), date(2027, 1, 1)),
        (date(2026, 12, 4), date(2027, 1, 1)),
        (date(2026, 12, 5), date(2027, 2, 1)),
        (date(2028, 2, 2), date(2028, 3, 1)),
    ],
)
def test_hours_are_counted_until_a_month_begins_four_weeks_ahead_at_least(on, until):
    assert horizon(on) == until


@pytest.mark.parametrize(
    ("changes", "hours"),
    [
        ({}, 40),
        ({"percent": 75}, 10),
        ({"is_done": True}, 0),
        ({"ends_on": date(2026, 11, 10)}, 40),
        ({"starts_on": date(2026, 12, 22), "ends_on": date(2027, 1, 10)}, 20),
        ({"starts_on": date(2027, 1, 1), "ends_on": date(2027, 1, 10)}, 0),
    ],
)
def test_hours_that_are_left_are_spread_over_the_days_ahead(changes, hours):
    assert hours_until(replace(WORK, **changes), ON, UNTIL) == hours


def test_hours_are_counted_by_the_month_in_which_their_days_lie():
    spread = replace(WORK, starts_on=date(2026, 11, 21), ends_on=date(2026, 12, 20), hours=30)
    late = replace(WORK, ends_on=date(2026, 11, 10), hours=8)

    assert hours_by_month([spread, late], ON) == {1: {date(2026, 11, 1): 18, date(2026, 12, 1): 20}}


@given(st.integers(-60, 400), st.integers(0, 400), st.integers(0, 300), st.integers(0, 100))
def test_months_add_up_to_the_hours_that_are_left(begin, length, hours, percent):
    start = ON + timedelta(days=begin)
    work = replace(WORK, starts_on=start, ends_on=start + timedelta(days=length), hours=hours, percent=percent)

    assert sum(hours_by_month([work], ON)[1].values()) == pytest.approx(work.hours_left)


def test_load_of_who_has_not_said_is_known_and_never_over():
    found = loads([WORK], {2: 10}, ON, UNTIL)

    assert (found[1].hours, found[1].can_give, found[1].over, found[1].room) == (40, None, 0, 0)
    assert (found[2].hours, found[2].can_give, found[2].room) == (0, 64, 64)


def test_sharing_moves_what_has_not_begun_to_who_has_most_room():
    begun = replace(WORK, key=1, hours=30, is_started=True)
    later = replace(WORK, key=2, hours=20)
    weekly = {1: 5, 2: 4, 3: 6}

    shares = share_the_load([begun, later], loads([begun, later], weekly, ON, UNTIL), ON, UNTIL)

    assert [(share.work.key, share.giver, share.taker, share.hours, share.room_after) for share in shares] == [
        (2, 1, 3, 20, 19)
    ]


def test_nothing_is_proposed_that_nobody_has_room_for():
    works = [replace(WORK, hours=500)]

    assert share_the_load(works, loads(works, {1: 5, 2: 5}, ON, UNTIL), ON, UNTIL) == []


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 90), st.integers(0, 60), st.integers(0, 300)), max_size=12),
    st.dictionaries(st.integers(1, 4), st.integers(0, 40)),
)
def test_sharing_never_gives_anybody_more_than_they_can_and_moves_nothing_twice(rows, weekly):
    works = [
        replace(
            WORK,
            key=key,
            lead=lead,
            starts_on=ON + timedelta(days=begin),
            ends_on=ON + timedelta(days=begin + n),
            hours=h,
        )
        for key, (lead, begin, n, h) in enumerate(rows)
    ]
    carried = loads(works, weekly, ON, UNTIL)

    shares = share_the_load(works, carried, ON, UNTIL)

    assert len({share.work.key for share in shares}) == len(shares)
    for taker in {share.taker for share in shares}:
        assert sum(share.hours for share in shares if share.taker == taker) <= carried[taker].room
    assert all(carried[share.giver].over and share.giver != share.taker for share in shares)
