from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from stakeholders.maps.text import text_width
from stakeholders.network.ego import NAME_SIZE, WIDTH, Between, Neighbor, draw_ego

neighbors = st.lists(
    st.builds(Neighbor, st.integers(1, 10_000), st.text(max_size=60), st.none() | st.integers(1, 5)),
    max_size=16,
    unique_by=lambda one: one.key,
)


def box(one):
    width = text_width(one.name, NAME_SIZE)
    left = one.name_x - width if one.anchor == "end" else one.name_x
    return left, one.name_y - 11, left + width, one.name_y + 3


@given(neighbors)
def test_names_and_discs_stand_inside_and_no_two_names_meet(those):
    drawn = draw_ego(3, those)

    for one in drawn.neighbors:
        left, top, right, bottom = box(one)
        assert left >= 0
        assert right <= WIDTH
        assert top >= 0
        assert bottom <= drawn.height
    for one, other in combinations(map(box, drawn.neighbors), 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart


def test_ties_lead_from_the_middle_and_between_those_drawn():
    drawn = draw_ego(
        5, [Neighbor(1, "One", 3, "knows", 4), Neighbor(2, "Two")], [Between(1, 2, "in-tension"), Between(1, 9)]
    )

    assert [(tie.kind, tie.trust, len(tie.bars)) for tie in drawn.ties] == [
        ("knows", 4, 0),
        ("", None, 0),
        ("in-tension", None, 2),
    ]
    assert (drawn.ties[0].x1, drawn.ties[0].y1) == (drawn.center.x, drawn.center.y)


def test_nobody_is_drawn_as_one_alone():
    assert draw_ego(None, []).neighbors == ()
