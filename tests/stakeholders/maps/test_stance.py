from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.stance import AXIS, GAP, WIDTH, draw_stance

COUNTS = st.dictionaries(st.integers(-2, 3), st.integers(0, 3000))


def test_bars_stand_on_both_sides_of_the_axis_in_one_unit():
    drawing = draw_stance({-2: 1, -1: 4, 0: 4, 1: 8, 2: 7, 3: 4}, {0: 1, 1: 3, 2: 13, 3: 11})

    assert [(one.score, one.count, one.x, one.width) for one in drawing.now.segments] == [
        (0, 4, 223.0, 86.0),
        (-1, 4, 135.0, 86.0),
        (-2, 1, 113.0, 20.0),
        (1, 8, 311.0, 174.0),
        (2, 7, 487.0, 152.0),
        (3, 4, 641.0, 86.0),
    ]
    assert (drawing.now.total, drawing.now.on_board, drawing.now.end) == (28, 11, 744.0)
    assert (drawing.target.total, drawing.target.on_board) == (28, 24)
    assert all(one.shows_number for one in (*drawing.now.segments, *drawing.target.segments))


def test_nobody_is_drawn_as_nothing():
    drawing = draw_stance({}, {})

    assert (drawing.now.segments, drawing.now.total, drawing.now.on_board) == ((), 0, 0)


@given(COUNTS, COUNTS)
def test_bars_stay_in_the_picture_apart_and_on_their_side(now, target):
    drawing = draw_stance(now, target)

    for row, counts in ((drawing.now, now), (drawing.target, target)):
        assert {one.score: one.count for one in row.segments} == {score: n for score, n in counts.items() if n}
        for one in row.segments:
            assert 0 < one.x < one.x + one.width < WIDTH
            assert one.x + one.width <= AXIS if one.score < 1 else one.x >= AXIS
        ordered = sorted(row.segments, key=lambda one: one.x)
        assert [one.score for one in ordered] == sorted(one.score for one in ordered)
        for left, right in pairwise(ordered):
            assert right.x - (left.x + left.width) >= GAP - 0.2


@given(st.integers(1, 100), st.integers(1, 100))
def test_more_partners_make_a_bar_no_shorter(few, many):
    few, many = sorted((few, many))

    segments = {one.score: one.width for one in draw_stance({1: few, 2: many}, {}).now.segments}

    assert segments[1] <= segments[2]
