from itertools import combinations, pairwise
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.influence import Partner
from stakeholders.maps.spectrum import (
    CENTER_X,
    CENTER_Y,
    HUB,
    LEAST_ANGLE,
    RADIUS,
    draw_spectrum,
    next_step,
    wedge_edges,
)

LABELS = ["Adversary", "Skeptical", "Unaware", "Aware", "On board", "Champion"]
NAMES = st.one_of(
    st.sampled_from(["Teachers’ association", "W" * 200, "مجلس أولياء الأمور"]), st.text(min_size=1, max_size=30)
)
COALITIONS = st.lists(
    st.builds(
        Partner,
        id=st.integers(1, 10**6),
        name=NAMES,
        sway=st.none(),
        level=st.one_of(st.none(), st.integers(0, 5)),
        target=st.one_of(st.none(), st.integers(0, 5)),
        at_table=st.booleans(),
        under_represented=st.booleans(),
    ),
    max_size=80,
    unique_by=lambda partner: partner.id,
)


def partner(number, level, target=None, **fields):
    return Partner(number, f"Partner {number}", None, level, target, **fields)


def corners(chip):
    return [(x, y) for x in (chip.x, chip.right) for y in (chip.y - 8, chip.y + 8)]


@given(COALITIONS)
def test_every_name_stands_inside_the_disc_and_outside_the_hub(partners):
    drawing = draw_spectrum(partners, LABELS)

    for wedge in drawing.wedges:
        for chip in wedge.chips:
            for x, y in corners(chip):
                assert HUB < hypot(x - CENTER_X, CENTER_Y - y) <= RADIUS
                assert y <= CENTER_Y


@given(COALITIONS)
def test_no_two_names_overlap(partners):
    chips = [chip for wedge in draw_spectrum(partners, LABELS).wedges for chip in wedge.chips]

    for one, other in combinations(chips, 2):
        assert one.right <= other.x or other.right <= one.x or abs(one.y - other.y) >= 18


@given(COALITIONS, st.randoms())
def test_drawing_is_the_same_in_any_order_of_input(partners, random):
    assert draw_spectrum(partners, LABELS) == draw_spectrum(random.sample(partners, len(partners)), LABELS)


@given(COALITIONS)
def test_everyone_is_drawn_or_counted(partners):
    drawing = draw_spectrum(partners, LABELS)

    drawn = sum(len(wedge.chips) + wedge.folded for wedge in drawing.wedges) + len(drawing.unplaced)
    assert drawn == len(partners)


@given(st.lists(st.integers(0, 500), min_size=6, max_size=6))
def test_wedges_fill_the_half_disc_and_none_is_narrower_than_its_least(counts):
    edges = wedge_edges(counts)

    assert (edges[0], edges[-1]) == (180.0, 0.0)
    assert all(begin - end >= LEAST_ANGLE - 1e-9 for begin, end in pairwise(edges))


def test_a_step_is_one_level_however_far_the_target():
    assert next_step(partner(1, level=0, target=5)) == 1
    assert next_step(partner(1, level=4, target=4)) is None
    assert next_step(partner(1, level=4, target=2)) is None
    assert next_step(partner(1, level=None, target=2)) is None


def test_the_selected_partner_is_drawn_even_in_a_crowd_and_shown_its_step():
    crowd = [partner(number, level=3, target=4) for number in range(200)]

    drawing = draw_spectrum(crowd, LABELS, selected=199)

    [chosen] = [chip for chip in drawing.wedges[3].chips if chip.partner.id == 199]
    assert chosen.arc.column == 4
    assert drawing.steps == 200


def test_selecting_who_has_a_place_moves_nobody():
    few = [partner(number, level=3, target=4, at_table=number == 2) for number in range(5)]

    assert draw_spectrum(few, LABELS, selected=4) == draw_spectrum(few, LABELS)


def test_an_arrow_on_the_left_points_up_and_on_the_right_points_down():
    drawing = draw_spectrum([partner(1, level=0, target=1), partner(2, level=4, target=5)], LABELS)

    assert -90 <= drawing.wedges[0].chips[0].turn < -30
    assert 30 < drawing.wedges[4].chips[0].turn <= 90


def test_a_wide_name_is_not_left_out_while_narrower_ones_take_its_row():
    aware = [
        ("Elementary PTA council", "PTA council"),
        ("Spanish-speaking families network", "Spanish families"),
        ("Local newspaper, education desk", "Local newspaper"),
        ("Faith leaders roundtable", "Faith leaders"),
        ("Chamber of commerce", "Chamber"),
        ("City council education liaison", "City liaison"),
        ("Community foundation", "Comm. foundation"),
        ("After-school providers network", "After-school"),
    ]
    ears = {"Spanish families", "Faith leaders", "After-school"}
    partners = [
        Partner(number, name, 4, 3, 4, short == "PTA council", short in ears, short)
        for number, (name, short) in enumerate(aware)
    ]
    others = [
        partner(100 * level + number, level)
        for level, count in enumerate([1, 4, 4, 0, 7, 4])
        for number in range(count)
    ]

    wedge = draw_spectrum(partners + others, LABELS).wedges[3]

    assert (wedge.folded, len(wedge.chips)) == (0, 8)


def test_the_coalition_of_the_design_finds_room_for_every_name():
    counts = [1, 4, 4, 8, 7, 4]
    partners = [
        partner(100 * level + number, level=level, target=5)
        for level, count in enumerate(counts)
        for number in range(count)
    ]

    drawing = draw_spectrum(partners, LABELS)

    assert [wedge.folded for wedge in drawing.wedges] == [0] * 6
