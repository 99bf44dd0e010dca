from itertools import combinations
from math import hypot
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders.network.graph import build_network
from stakeholders.network.layout import place
from stakeholders.network.spots import LABEL_HEIGHT, Frame, Mark

FRAME = Frame()
names = st.text("abcdefghijklmnop", min_size=1, max_size=3)
networks = st.lists(st.tuples(names, names), max_size=40)


def marks_for(network):
    return {
        name: Mark(radius=8 + len(name) * 3, label_width=20 * len(name), weight=len(name)) for name in network.names
    }


@settings(deadline=None, max_examples=60)
@given(networks)
def test_every_node_and_name_stands_inside_the_frame_and_no_names_overlap(ties):
    network = build_network([], ties)
    marks = marks_for(network)

    spots = place(network, marks)

    boxes = []
    for name, spot in spots.items():
        radius = marks[name].radius
        assert radius <= spot.x <= FRAME.width - radius
        assert radius <= spot.y <= FRAME.height - radius
        if spot.label:
            half = marks[name].label_width / 2
            box = (spot.label.x - half, spot.label.y, spot.label.x + half, spot.label.y + LABEL_HEIGHT)
            assert box[0] >= -0.1
            assert box[2] <= FRAME.width + 0.1
            boxes.append(box)
    for place_of, one in enumerate(boxes):
        for other in boxes[place_of + 1 :]:
            is_apart = (
                one[2] <= other[0] + 0.2
                or other[2] <= one[0] + 0.2
                or one[3] <= other[1] + 0.2
                or other[3] <= one[1] + 0.2
            )
            assert is_apart


@settings(deadline=None, max_examples=30)
@given(networks, st.randoms())
def test_layout_is_the_same_in_any_order_of_input(ties, random):
    network = build_network([], ties)
    shuffled = build_network([], random.sample(ties, len(ties)))

    assert place(network, marks_for(network)) == place(shuffled, marks_for(network))


def test_who_stood_somewhere_stays_when_one_is_added():
    before = build_network("abcde", [tuple(pair) for pair in ("ab", "bc", "cd", "de")])
    spots = place(before, marks_for(before))
    after = build_network("abcdef", [tuple(pair) for pair in ("ab", "bc", "cd", "de", "ef")])

    moved = place(after, marks_for(after), kept={name: (spot.x, spot.y) for name, spot in spots.items()})

    assert {name: (moved[name].x, moved[name].y) for name in "abcde"} == {
        name: (spot.x, spot.y) for name, spot in spots.items()
    }
    nearest = min("abcde", key=lambda name: (moved[name].x - moved["f"].x) ** 2 + (moved[name].y - moved["f"].y) ** 2)
    assert nearest == "e"


def test_discs_of_a_few_dozen_do_not_touch():
    network = build_network([str(number) for number in range(40)], [(str(n), str(n // 2)) for n in range(1, 40)])
    marks = {name: Mark(radius=14, label_width=60) for name in network.names}

    spots = list(place(network, marks).values())

    gaps = [
        ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        for place_of, one in enumerate(spots)
        for other in spots[place_of + 1 :]
    ]
    assert min(gaps) > 28


def test_few_discs_of_hundreds_meet_though_all_are_tied_to_one():
    chance = Random(2)
    names = [f"p{number}" for number in range(300)]
    ties = [("lead", name) for name in names] + [tuple(chance.sample(names, 2)) for _ in range(700)]
    marks = {name: Mark(15.0, 100.0) for name in ["lead", *names]}

    spots = place(build_network(marks, ties), marks, frame=Frame(1850.0, 1390.0))

    at = [(spot.x, spot.y) for spot in spots.values()]
    meeting = sum(hypot(a[0] - b[0], a[1] - b[1]) < 30 for a, b in combinations(at, 2))
    assert meeting < 60


def test_an_empty_network_has_no_spots():
    assert place(build_network([], []), {}) == {}
