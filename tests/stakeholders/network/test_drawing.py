import re
from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders.network.drawing import Figure, Line, around, arrange, draw, fold, path_steps, tension_bars
from stakeholders.network.graphml import NAMESPACE, write_graphml

CHAIN = [Line("a", "b", "knows"), Line("b", "c", "funds", 4), Line("c", "d", "in-tension")]
ALL = [Figure(key, f"Partner {key}", sway=3) for key in "abcd"]


def test_a_disc_grows_with_sway():
    assert [Figure("a", "A", sway).radius for sway in (None, 1, 5)] == [10.3, 10.3, 19.5]


def test_tension_has_two_bars_across_the_middle_of_the_line():
    spots = arrange(ALL, CHAIN)

    bars = tension_bars(spots["c"], spots["d"])

    across = [float(x) for x in re.findall(r"[ML](-?[\d.]+) ", bars)]
    assert len(across) == 4
    assert abs(sum(across) / 4 - (spots["c"].x + spots["d"].x) / 2) < 0.2


def test_name_below_a_large_group_stands_inside_the_picture():
    group = [Figure("g", "Employers of the county", size=900)]

    picture = draw(group, [], arrange(group, []))

    [one] = picture.figures
    assert picture.height > one.y + one.name_y
    assert one.name_y > one.radius


@pytest.mark.parametrize("ends", [lambda number: number - 1, lambda number: 0], ids=["chain", "star"])
def test_discs_do_not_touch_though_their_names_find_no_room(ends):
    figures = [Figure(f"p{number}", f"Coalition partner of number {number}", number % 5 + 1) for number in range(150)]
    lines = [Line(f"p{number}", f"p{ends(number)}", "knows") for number in range(1, 150)]

    spots = arrange(figures, lines)

    at = [(spots[one.key].x, spots[one.key].y, one.radius) for one in figures]
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > a[2] + b[2] for a, b in combinations(at, 2))


def test_a_line_ends_exactly_where_its_figures_stand():
    spots = arrange(ALL, CHAIN)

    first = draw(ALL, CHAIN, spots).lines[0]

    assert first.path == f"M{spots['a'].x:g} {spots['a'].y:g}L{spots['b'].x:g} {spots['b'].y:g}"


def test_who_is_kept_stays_and_the_frame_holds_them():
    spots = arrange(ALL, CHAIN, {"a": (1900.0, 1500.0), "b": (40.0, 50.0)})

    assert (spots["a"].x, spots["a"].y) == (1900.0, 1500.0)
    picture = draw(ALL, CHAIN, spots)
    assert picture.width > 1900
    assert picture.height > 1500


def test_layout_says_how_far_it_is():
    heard = []

    arrange(ALL, CHAIN, None, heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == 100


def test_folding_keeps_the_trust_of_ties_it_does_not_touch():
    _, lines = fold(ALL, [Line("a", "b", "knows", 4), Line("c", "d", "knows", 3)], {"a": ("g", "G"), "b": ("g", "G")})

    assert lines == [Line("c", "d", "knows", 3)]


def test_ego_view_holds_those_within_the_steps():
    assert around(CHAIN, "a", 1) == {"a", "b"}
    assert around(CHAIN, "a", 2) == {"a", "b", "c"}


def test_path_numbers_stand_in_the_middle_of_each_step():
    spots = arrange(ALL, CHAIN)

    steps = path_steps(["a", "b", "z"], spots)

    assert steps == [(1, round((spots["a"].x + spots["b"].x) / 2, 1), round((spots["a"].y + spots["b"].y) / 2, 1))]


def test_folding_draws_a_group_as_one_and_counts_the_ties_between():
    figures, lines = fold(ALL, [*CHAIN, Line("a", "c", "funds")], {"a": ("g", "Group"), "b": ("g", "Group")})

    assert [(one.key, one.size) for one in figures] == [("c", 1), ("d", 1), ("g", 2)]
    assert [(line.one, line.other, line.kind, line.count) for line in lines] == [
        ("c", "d", "in-tension", 1),
        ("c", "g", "funds", 2),
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12), st.randoms())
def test_figures_stand_inside_and_at_the_same_place_in_any_order(pairs, random):
    figures = [Figure(key, f"Partner {key}", sway=2) for key in "abcdefgh"]
    lines = [Line(one, other, "knows") for one, other in pairs if one != other]

    spots = arrange(figures, lines)
    picture = draw(figures, lines, spots)

    assert spots == arrange(random.sample(figures, len(figures)), random.sample(lines, len(lines)))
    assert all(0 < one.x < picture.width and 0 < one.y < picture.height for one in picture.figures)


def test_graphml_escapes_names_and_leaves_out_what_xml_cannot_hold():
    written = write_graphml([("p1", {"name": "A & <B>\x0b", "level": ""})], [("p1", "p2", {"kind": "funds"})])

    root = ElementTree.fromstring(written)
    assert [one.text for one in root.iter(f"{{{NAMESPACE}}}data")] == ["A & <B>", "funds"]
