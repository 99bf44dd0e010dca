from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.history import Rating, draw_history

SINCE, UNTIL = date(2026, 1, 1), date(2026, 11, 19)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
RATINGS = st.lists(st.builds(Rating, on=DAYS, level=st.one_of(st.none(), st.integers(0, 5))), max_size=12)


def test_history_steps_from_one_level_to_the_next():
    ratings = [Rating(date(2025, 9, 1), 3), Rating(date(2026, 6, 11), 1)]

    drawing = draw_history(ratings, since=SINCE, until=UNTIL, target=4)

    assert drawing.line == "M8 44.5H135V69.5H262"
    assert [(step.level, step.x, step.y) for step in drawing.steps] == [(3, 0, 36.5), (1, 127, 61.5)]
    assert drawing.target_y == 32
    assert drawing.rules == (82, 69.5, 57, 44.5, 19.5)


def test_history_starts_with_the_first_rating_when_none_was_before():
    drawing = draw_history([Rating(date(2026, 6, 11), 1)], since=SINCE, until=UNTIL)

    assert drawing.line == "M135 69.5H262"


def test_history_has_a_gap_while_a_rating_was_taken_back():
    ratings = [Rating(SINCE, 2), Rating(date(2026, 6, 11), None), Rating(UNTIL, 2)]

    drawing = draw_history(ratings, since=SINCE, until=UNTIL)

    assert drawing.line == "M8 57H135M262 57H262"


def test_history_of_an_equal_rating_adds_no_glyph():
    drawing = draw_history([Rating(SINCE, 2), Rating(date(2026, 6, 11), 2)], since=SINCE, until=UNTIL)

    assert len(drawing.steps) == 1


def test_history_without_ratings_is_empty():
    drawing = draw_history([], since=SINCE, until=UNTIL)

    assert (drawing.line, drawing.steps) == ("", ())


@given(RATINGS, st.sampled_from([270, 300]))
def test_every_glyph_is_inside_the_frame(ratings, width):
    drawing = draw_history(ratings, since=SINCE, until=UNTIL, width=width)

    for step in drawing.steps:
        assert 0 <= step.x <= width - 16
        assert 0 <= step.y <= drawing.height - 16


@given(RATINGS)
def test_history_of_one_day_is_drawn(ratings):
    drawing = draw_history(ratings, since=SINCE, until=SINCE)

    assert all(step.x == 0 for step in drawing.steps)


@given(RATINGS, st.integers(0, 5))
def test_words_of_the_target_are_inside_the_frame(ratings, target):
    drawing = draw_history(ratings, since=SINCE, until=UNTIL, target=target)

    assert drawing.target_label_x in (0, drawing.width - 20, drawing.width)
    assert 9 <= drawing.target_label_y <= drawing.height - 8


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
def test_words_of_the_target_run_into_no_glyph(first, last, target):
    ratings = [Rating(SINCE, first), Rating(UNTIL, last)]

    drawing = draw_history(ratings, since=SINCE, until=UNTIL, target=target)

    left = drawing.target_label_x - 104 if drawing.target_label_x else 0
    for step in drawing.steps:
        beside = step.x + 16 <= left or step.x >= left + 104
        assert beside or step.y >= drawing.target_label_y + 3 or step.y + 16 <= drawing.target_label_y - 9


def test_words_of_the_target_move_to_the_left_of_a_line_that_ends_there():
    drawing = draw_history([Rating(SINCE, 1), Rating(date(2026, 10, 1), 5)], since=SINCE, until=UNTIL, target=5)

    assert (drawing.target_label_x, drawing.target_label_y) == (0, 15.5)
