from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.influence import Partner
from stakeholders.maps.movement import (
    MOST_LINES,
    SLIDER_LEFT,
    SLIDER_RIGHT,
    Rating,
    compare,
    draw_movement,
    draw_slider,
)

SEPTEMBER, NOVEMBER = date(2026, 9, 1), date(2026, 11, 17)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
ratings_lists = st.lists(st.builds(Rating, st.integers(1, 40), days, st.integers(0, 5)), max_size=120)


def partners(*numbers):
    return [Partner(number, f"Partner {number}", None, None) for number in numbers]


def test_where_a_partner_stands_is_the_newest_rating_of_the_day_or_before():
    ratings = [
        Rating(1, date(2026, 8, 1), 3),
        Rating(1, SEPTEMBER, 2),
        Rating(1, NOVEMBER, 4, "Hosted 18 students"),
        Rating(1, date(2026, 12, 1), 0),
    ]

    change = compare(partners(1), ratings, SEPTEMBER, NOVEMBER)

    [move] = change.moves
    assert (move.before, move.after, move.steps, move.on, move.evidence) == (2, 4, 2, NOVEMBER, "Hosted 18 students")
    assert (change.toward, change.back) == (1, 0)


def test_move_is_dated_by_the_rating_that_brought_it_and_not_by_one_that_says_it_is_still_true():
    ratings = [
        Rating(1, date(2026, 8, 1), 4),
        Rating(1, date(2026, 8, 20), 3),
        Rating(1, date(2026, 10, 1), 4, "Hosted 18 students"),
        Rating(1, date(2026, 10, 9), 4),
        Rating(1, NOVEMBER, 4),
    ]

    [move] = compare(partners(1), ratings, SEPTEMBER, NOVEMBER).moves

    assert (move.before, move.after, move.on, move.evidence) == (3, 4, date(2026, 10, 1), "Hosted 18 students")


def test_of_two_ratings_on_one_day_the_later_given_counts():
    ratings = [
        Rating(1, SEPTEMBER, 2),
        Rating(1, NOVEMBER, 5, "Said too much"),
        Rating(1, NOVEMBER, 4, "Looked again"),
    ]

    [move] = compare(partners(1), ratings, SEPTEMBER, NOVEMBER).moves

    assert (move.after, move.on, move.evidence) == (4, NOVEMBER, "Looked again")


def test_who_has_no_rating_on_the_first_date_cannot_be_compared():
    change = compare(partners(1, 2), [Rating(1, NOVEMBER, 4)], SEPTEMBER, NOVEMBER)

    assert [partner.id for partner in change.unknown] == [1, 2]


def test_dates_may_be_given_in_either_order():
    ratings = [Rating(1, SEPTEMBER, 2), Rating(1, NOVEMBER, 4)]

    assert compare(partners(1), ratings, NOVEMBER, SEPTEMBER) == compare(partners(1), ratings, SEPTEMBER, NOVEMBER)


@given(ratings_lists, days, days)
def test_everyone_moved_stayed_or_is_unknown(ratings, first, second):
    everyone = partners(*range(1, 41))

    change = compare(everyone, ratings, first, second)
    drawing = draw_movement(change)

    assert len(change.moves) + len(change.stayed) + len(change.unknown) == 40
    compared = len(change.moves) + len(change.stayed)
    assert sum(band.left.count for band in drawing.bands) == compared
    assert sum(band.right.count for band in drawing.bands) == compared


@given(ratings_lists, days, days)
def test_everything_drawn_lies_inside_its_band(ratings, first, second):
    drawing = draw_movement(compare(partners(*range(1, 41)), ratings, first, second))

    tops = [band.top for band in drawing.bands]
    assert tops == sorted(tops)
    assert drawing.bands[-1].bottom <= drawing.height
    for band in drawing.bands:
        assert len(band.left.lines) <= MOST_LINES
        assert band.first_line + (max(len(band.left.lines), 1) - 1) * 18 < band.bottom
        for mover in (*band.left.movers, *band.right.movers):
            assert band.top < mover.y < band.bottom


@given(ratings_lists, days, days, st.randoms())
def test_order_of_the_partners_does_not_matter(ratings, first, second, random):
    everyone = partners(*range(1, 41))

    drawing = draw_movement(compare(everyone, ratings, first, second))

    assert draw_movement(compare(random.sample(everyone, 40), ratings, first, second)) == drawing


@given(ratings_lists, days, days)
def test_names_of_movers_stand_apart(ratings, first, second):
    drawing = draw_movement(compare(partners(*range(1, 41)), ratings, first, second))

    for side in ("left", "right"):
        heights = [mover.y for band in drawing.bands for mover in getattr(band, side).movers]
        assert all(abs(one - other) >= 16 for one, other in combinations(heights, 2))


@given(ratings_lists, days, days)
def test_one_more_partner_leaves_the_others_in_their_order(ratings, first, second):
    few = compare(partners(*range(1, 40)), ratings, first, second)
    many = compare(partners(*range(1, 41)), ratings, first, second)

    assert [move for move in many.moves if move.partner.id < 40] == list(few.moves)


@given(ratings_lists, days, days, days, days)
def test_slider_keeps_every_mark_on_its_line(ratings, one, two, first, second):
    begin, end = min(one, two), max(one, two)

    slider = draw_slider(ratings, begin, end, first, second)

    places = [
        slider.first_x,
        slider.second_x,
        *(tick.x for tick in slider.ticks),
        *(mark.x for mark in slider.triangles),
    ]
    assert all(SLIDER_LEFT <= x <= SLIDER_RIGHT for x in places)


def test_a_move_line_goes_from_where_it_was_to_where_it_is():
    drawing = draw_movement(
        compare(partners(1), [Rating(1, SEPTEMBER, 3), Rating(1, NOVEMBER, 4)], SEPTEMBER, NOVEMBER)
    )

    [line] = drawing.lines
    start, end = drawing.bands[2].left.movers[0].y, drawing.bands[1].right.movers[0].y
    assert line.path == f"M445 {start:g}C550 {start:g} 584 {end:g} 694 {end:g}"


def test_slider_marks_rises_and_falls_between_the_dates():
    ratings = [Rating(1, SEPTEMBER, 3), Rating(1, SEPTEMBER + timedelta(30), 4), Rating(1, NOVEMBER, 2)]

    slider = draw_slider(ratings, date(2026, 1, 1), date(2026, 12, 31), SEPTEMBER, NOVEMBER)

    assert [(mark.rises, mark.is_between) for mark in slider.triangles] == [(True, True), (False, True)]
    assert [tick.label for tick in slider.ticks][:2] == ["Jan", "Feb"]
    assert len(slider.ticks) == 12
