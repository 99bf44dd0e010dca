from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engagement.timeline.drawing import LEFT, WIDTH, Group, draw_timeline
from engagement.timeline.scale import scale_over
from engagement.timeline.work import Milestone, Work
from stakeholders.maps.text import text_width

ON = date(2026, 11, 17)
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def work(key, begin, end, **fields):
    return Work(key, f"Activity {key}", begin, end, lead=1, initials="CD", **fields)


def test_timeline_of_a_school_year_lies_as_designed():
    shape = Group("Shape", [work(1, date(2026, 9, 10), date(2026, 11, 28), percent=86, is_started=True)], "compass")
    sustain = Group("Sustain", [work(2, date(2027, 1, 19), date(2027, 6, 30))], "sprout")

    drawing = draw_timeline([shape, sustain], [], ON)

    first, second = drawing.bars
    assert [month.x for month in drawing.months] == [round(336 + 80.8 * place, 1) for place in range(10)]
    assert (first.x, first.width, first.done_width, first.y) == (360.2, 212.8, 183.0, 65.0)
    assert (first.beside, first.beside_x) == ("CD 86%", 581.0)
    assert (second.y, second.beside) == (105.0, "CD")
    assert [(head.label, head.rule_y) for head in drawing.heads] == [("Shape", None), ("Sustain", 93.0)]
    assert (drawing.today_x, drawing.pill_x) == (540.7, 517.7)


def test_label_that_would_run_past_the_edge_stands_before_its_bar():
    drawing = draw_timeline([Group("Shape", [work(1, date(2027, 2, 1), date(2027, 2, 28))])], [], ON)

    [bar] = drawing.bars
    assert bar.is_before
    assert bar.beside_x + text_width(bar.beside, 11.5) <= bar.x


def test_milestones_that_would_run_into_each_other_take_another_line():
    marks = [Milestone(key, "Board vote", date(2026, 12, 8 + key)) for key in range(3)]

    drawing = draw_timeline([Group("Shape", [work(1, ON, ON)])], marks, ON)

    assert [mark.y for mark in drawing.marks] == [40.5, 58.5, 76.5]
    assert drawing.bars[0].y == 65.0 + 36


def test_timeline_of_milestones_alone_is_drawn():
    drawing = draw_timeline([], [Milestone(1, "Board vote", date(2026, 12, 10))], ON)

    assert (len(drawing.marks), drawing.bars, drawing.height > drawing.bottom) == (1, (), True)


@given(st.lists(st.tuples(DAYS, st.integers(0, 900), st.integers(0, 100)), min_size=1, max_size=12), DAYS)
def test_every_bar_lies_within_the_months_and_no_two_in_one_row(rows, on):
    works = [
        work(key, begin, begin + timedelta(days=length), percent=percent, is_started=percent > 0)
        for key, (begin, length, percent) in enumerate(rows)
    ]

    drawing = draw_timeline([Group("Shape", works[::2]), Group("Sustain", works[1::2])], [], on)

    assert len({bar.y for bar in drawing.bars}) == len(works)
    for bar in drawing.bars:
        assert LEFT <= bar.x < bar.x + bar.width <= WIDTH + 4
        assert 0 <= bar.done_width <= bar.width
        assert bar.y + 18 < drawing.bottom
    assert LEFT <= drawing.today_x <= WIDTH
    assert len(drawing.months) <= 12


@given(st.lists(DAYS, min_size=2, max_size=8))
def test_later_days_never_lie_further_left(days):
    scale = scale_over(days, left=LEFT, right=WIDTH)

    places = [scale.x(day) for day in sorted(days)]

    assert places == sorted(places)
