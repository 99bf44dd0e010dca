from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.momentum import Rated
from stakeholders.maps.pace import HEIGHT, WIDTH, count_months, draw_pace, months_until

ON = date(2026, 11, 21)
days = st.dates(date(2025, 1, 1), date(2027, 6, 1))
ratings = st.lists(st.builds(Rated, st.integers(1, 4), days, st.integers(-2, 3)), max_size=30)


def test_months_end_with_the_month_of_the_day():
    months = months_until(date(2026, 3, 31))

    assert (months[0], months[-1], len(months)) == (date(2025, 4, 1), date(2026, 3, 1), 12)


def test_move_is_a_rating_at_another_level_in_the_month_it_was_made():
    known = [
        Rated(1, date(2026, 9, 2), 0),
        Rated(1, date(2026, 10, 2), 2),
        Rated(1, date(2026, 10, 9), 2),
        Rated(2, date(2026, 10, 1), 3),
        Rated(2, date(2026, 11, 20), 1),
    ]

    months = count_months([date(2026, 10, 5), date(2026, 10, 6), date(2024, 1, 1)], known, ON)

    assert [(month.touchpoints, month.toward, month.back) for month in months[-3:]] == [(0, 0, 0), (2, 1, 0), (0, 0, 1)]


@given(st.lists(days, max_size=40), ratings)
def test_bars_stay_in_the_frame_and_order_does_not_matter(contacts, known):
    pace = draw_pace(count_months(contacts, known, ON))

    assert pace == draw_pace(count_months(reversed(contacts), known, ON))
    for bar in pace.bars:
        assert bar.x >= 0
        assert bar.x + 15 <= WIDTH
        assert bar.y >= 0
        assert bar.y + bar.height <= HEIGHT - 16


def test_months_without_anything_have_no_bars():
    assert draw_pace(count_months([], [], ON)).bars == ()
