from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.overview_sheet import (
    MOST_VISION_LINES,
    STANCE,
    PhasePart,
    PurposePart,
    Standing,
    draw_overview,
    wrapped,
)
from stakeholders.maps.text import text_width

WORDS = st.one_of(st.text(min_size=1, max_size=60), st.sampled_from(["Teachers’ association", "W" * 200]))
STANDING = st.lists(st.builds(Standing, WORDS, st.sampled_from(["", "aware"]), WORDS), max_size=6)
PURPOSES = st.lists(st.builds(PurposePart, WORDS, st.integers(0, 99), STANDING, st.integers(0, 99)), max_size=4)
PHASES = st.lists(st.builds(PhasePart, WORDS, WORDS, PURPOSES), min_size=3, max_size=3)
GAPS = st.lists(WORDS, max_size=8)
VISIONS = st.text(max_size=600)


@given(VISIONS, PHASES, GAPS)
def test_every_line_stands_inside_the_frame_and_clear_of_the_stance(vision, phases, gaps):
    sheet = draw_overview(vision, phases, gaps)

    for line in sheet.lines:
        assert 0 <= line.x <= sheet.width
        assert 0 < line.y <= sheet.height
        assert line.y <= sheet.stance_y or line.y - 20 >= sheet.stance_y + STANCE


@given(VISIONS, PHASES, GAPS)
def test_lines_that_begin_at_one_place_stand_apart(vision, phases, gaps):
    lines = [line for line in draw_overview(vision, phases, gaps).lines if line.kind != "summary"]

    for one, other in combinations(lines, 2):
        assert one.x != other.x or abs(one.y - other.y) >= 16


@given(st.text(max_size=2000))
def test_vision_is_wrapped_into_lines_that_fit(text):
    lines = wrapped(text, 17, 900, MOST_VISION_LINES)

    assert len(lines) <= MOST_VISION_LINES
    assert all(text_width(line, 17) <= 900 for line in lines)


def test_purpose_without_anybody_says_so():
    sheet = draw_overview("", [PhasePart("Shape", "0 of 0", [PurposePart("Do the work", 0, [], 0)])] * 3, [])

    assert [line.text for line in sheet.lines if line.kind == "gap"] == ["No one yet"] * 3
