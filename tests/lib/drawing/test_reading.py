import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.lib.drawing.paths import read_path, read_transform
from coalition.lib.drawing.reading import read_drawing
from coalition.lib.drawing.shapes import Box, Disc, Group, Line, Outline, Run, Words
from tests.lib.drawing.drawings import SMALL


def test_drawing_keeps_size_title_and_paper():
    drawing = read_drawing(SMALL)

    assert (drawing.width, drawing.height, drawing.title, drawing.paper) == (200, 100, "Two partners", "#faf7f1")


def test_named_group_holds_its_shapes_where_they_are_drawn():
    group = next(shape for shape in read_drawing(SMALL).shapes if isinstance(shape, Group))

    disc, star, words = group.shapes
    assert group.name == "Board president"
    assert isinstance(disc, Disc)
    assert (disc.x, disc.y, disc.radius, disc.paint.fill) == (30, 30, 5, "#163a6c")
    assert isinstance(star, Outline)
    assert star.steps == (("M", 54.5, 22.5), ("L", 58.5, 30.5), ("L", 50.5, 30.5), ("Z",))
    assert words == Words(
        70, 34, (Run("Board", 12, True, "#221f1b"), Run("3", 12, True, "#221f1b", 6)), "start", None, None, 0
    )


def test_drawing_within_a_drawing_begins_where_its_own_box_does():
    inner = '<svg viewBox="0 -34 40 60"><rect x="0" y="-34" width="40" height="60"/></svg>'

    drawing = read_drawing(f'<svg viewBox="0 0 90 90"><g transform="translate(5 20)">{inner}</g></svg>')

    box = next(drawing.flat())
    assert isinstance(box, Box)
    assert (box.x, box.y) == (5, 20)


def test_attributes_and_colors_of_the_text_are_inherited():
    *_, line, box, words = read_drawing(SMALL).shapes

    assert isinstance(line, Line)
    assert (line.paint.stroke, line.paint.width, line.paint.dash) == ("#91887b", 2, (4, 2))
    assert isinstance(box, Box)
    assert (box.x, box.width, box.radius) == (10, 40, 4)
    assert (words.anchor, words.runs[0].color) == ("end", "#9c2f17")


def test_more_specific_rule_wins_over_a_later_one():
    drawing = read_drawing(
        '<svg viewBox="0 0 9 9"><style>.a.b { fill: #111111; } .a { fill: #222222; } rect { fill: #333333; }</style>'
        '<rect class="a b" width="1" height="1"/><rect class="a" width="1" height="1"/>'
        '<rect width="1" height="1"/></svg>'
    )

    assert [shape.paint.fill for shape in drawing.shapes] == ["#111111", "#222222", "#333333"]


def test_what_is_not_understood_is_an_error():
    with pytest.raises(ValueError, match="No such color"):
        read_drawing('<svg viewBox="0 0 9 9"><rect fill="url(#shade)" width="1" height="1"/></svg>')


@pytest.mark.parametrize(
    ("data", "end"),
    [
        ("M1 2l3 4", (4, 6)),
        ("M1 2h3v4H2V1", (2, 1)),
        ("m1 2 3 4 1 1", (5, 7)),
        ("M0 0c1 1 2 2 3 3s1 1 2 2", (5, 5)),
        ("M0 0q1 2 3 4t2 2", (5, 6)),
        ("M6 8.5a6.5 6.5 0 1 1 13 0c0 6-6 6-6 10a3.5 3.5 0 1 1-7 0", (6, 18.5)),
        ("M5.2 1a1 1 0 013-.5", (8.2, 0.5)),
    ],
)
def test_path_ends_where_svg_says(data, end):
    steps = read_path(data)

    assert steps[-1][-2:] == pytest.approx(end)


def test_arc_lies_on_its_circle():
    curves = read_path("M10 0A10 10 0 0 1 -10 0")[1:]

    assert len(curves) == 2
    assert curves[0][-2:] == pytest.approx((0, 10))


@given(st.floats(-500, 500), st.floats(-500, 500), st.floats(-180, 180))
def test_rotation_keeps_lengths(x, y, angle):
    (_, after_x, after_y), *_ = read_path(f"M{x:.6f} {y:.6f}", read_transform(f"rotate({angle:.6f})"))

    assert after_x**2 + after_y**2 == pytest.approx(x**2 + y**2, rel=1e-3, abs=1e-2)
