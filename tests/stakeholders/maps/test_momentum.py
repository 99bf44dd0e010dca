from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.momentum import BOTTOM, TOP, Rated, draw_momentum

UNTIL = date(2026, 11, 17)
RATINGS = st.lists(
    st.builds(
        Rated,
        partner=st.integers(1, 5),
        on=st.integers(-30, 500).map(lambda days: UNTIL - timedelta(days=days)),
        level=st.integers(-2, 3),
    ),
    max_size=20,
)


def test_line_follows_who_came_on_board_and_who_moved_back():
    ratings = [
        Rated(1, date(2025, 6, 1), 2),
        Rated(2, date(2026, 3, 31), 3),
        Rated(2, date(2026, 9, 1), 1),
        Rated(3, date(2026, 11, 17), 2),
        Rated(4, date(2026, 11, 18), 3),
    ]

    drawing = draw_momentum(ratings, until=UNTIL)

    assert drawing.counts == (1, 1, 1, 2, 2, 2, 2, 2, 2, 1, 1, 2)
    assert (drawing.months[0], drawing.months[2], drawing.months[-1]) == (
        date(2025, 12, 31),
        date(2026, 2, 28),
        UNTIL,
    )
    assert drawing.line.startswith("M4 51L")
    assert drawing.end == (270.0, 9.0)


def test_line_of_no_change_is_level():
    drawing = draw_momentum([Rated(1, date(2025, 1, 1), 2)], until=UNTIL)

    assert drawing.counts == (1,) * 12
    assert drawing.end == (270.0, 30.0)


@given(RATINGS)
def test_counts_are_those_whose_newest_rating_is_on_board_or_past(ratings):
    drawing = draw_momentum(ratings, until=UNTIL)

    for day, count in zip(drawing.months, drawing.counts, strict=True):
        newest = {}
        for rating in sorted(ratings, key=lambda one: one.on):
            if rating.on <= day:
                newest[rating.partner] = rating.level
        assert count == sum(level >= 2 for level in newest.values())


@given(RATINGS)
def test_line_stays_in_its_frame(ratings):
    drawing = draw_momentum(ratings, until=UNTIL)

    heights = [float(point.split(" ")[1]) for point in drawing.line[1:].split("L")]
    assert len(heights) == 12
    assert TOP <= min(heights) <= max(heights) <= BOTTOM
