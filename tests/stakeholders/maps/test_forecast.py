from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.forecast import Forecast, forecast, months_before, net_steps
from stakeholders.maps.movement import Rating

NOVEMBER = date(2026, 11, 21)
days = st.dates(date(2025, 6, 1), date(2026, 12, 31))
histories = st.lists(st.builds(Rating, st.integers(1, 12), days, st.integers(0, 5)), max_size=60)


def test_months_before_keeps_the_day_or_takes_the_last_of_a_shorter_month():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 2) == date(2025, 11, 15)
    assert months_before(NOVEMBER, 0) == NOVEMBER


def test_steps_are_levels_between_two_ratings_and_a_first_rating_is_none():
    ratings = [Rating(1, date(2026, 5, 1), 1), Rating(1, date(2026, 9, 1), 4), Rating(2, date(2026, 10, 1), 5)]

    assert net_steps(ratings, date(2026, 6, 1), NOVEMBER) == 3
    assert net_steps(ratings, date(2026, 1, 1), NOVEMBER) == 3
    assert net_steps(ratings, date(2026, 9, 1), NOVEMBER) == 0


def test_forecast_takes_the_pace_of_six_months_and_the_range_of_its_stretches():
    ratings = [
        Rating(1, date(2026, 1, 10), 0),
        Rating(1, date(2026, 6, 10), 3),
        Rating(2, date(2026, 1, 10), 3),
        Rating(2, date(2026, 9, 10), 2),
        Rating(3, date(2026, 1, 10), 1),
        Rating(3, date(2026, 11, 10), 2),
    ]

    assert forecast(ratings, NOVEMBER) == Forecast(months=6, ratings=3, net=3, middle=2, low=-1, high=3)


def test_forecast_waits_for_a_second_stretch_for_one_has_no_range():
    begun = [Rating(1, date(2026, 7, 22), 1), Rating(1, date(2026, 11, 1), 2)]
    long_enough = [Rating(1, date(2026, 7, 21), 1), Rating(1, date(2026, 11, 1), 2)]

    assert forecast([], NOVEMBER) is None
    assert forecast(begun, NOVEMBER) is None
    assert forecast(long_enough, NOVEMBER) == Forecast(months=4, ratings=1, net=1, middle=1, low=0, high=1)


def test_forecast_waits_for_somebody_who_was_rated_again():
    once = [Rating(number, date(2026, 1, 10), 1) for number in range(20)]

    assert forecast(once, NOVEMBER) is None
    assert forecast([*once, Rating(7, date(2026, 5, 20), 4)], NOVEMBER) is None
    assert forecast([*once, Rating(7, date(2026, 5, 22), 1)], NOVEMBER) == Forecast(6, 1, 0, 0, 0, 0)


def test_forecast_knows_nothing_of_ratings_after_its_day():
    ratings = [Rating(1, date(2026, 1, 10), 1), Rating(1, date(2026, 9, 1), 1), Rating(1, date(2026, 12, 1), 5)]

    assert forecast(ratings, NOVEMBER) == Forecast(months=6, ratings=1, net=0, middle=0, low=0, high=0)


@given(histories, days)
def test_pace_lies_within_its_range(ratings, on):
    found = forecast(ratings, on)

    assert found is None or found.low <= found.middle <= found.high


@given(histories, days, days, days)
def test_steps_of_two_stretches_add_up(ratings, one, two, three):
    first, second, third = sorted([one, two, three])

    assert net_steps(ratings, first, third) == net_steps(ratings, first, second) + net_steps(ratings, second, third)
