import subprocess
import sys
from pathlib import Path
from random import Random

from stakeholders.network.labels import is_inside, label_boxes, with_labels
from stakeholders.network.spots import Frame, Mark, Spot

ROOT = Path(__file__).resolve().parents[3]
FRAME = Frame(600.0, 400.0)
ALL_STAND = """
import sys
from stakeholders.network.drawing import Figure, Line, arrange
spots = arrange([Figure("a", "Ana"), Figure("b", "Ben")], [Line("a", "b", "knows")], {"a": (50, 50), "b": (200.5, 90)})
print([(name, spot.x, spot.y, bool(spot.label)) for name, spot in spots.items()], "numpy" in sys.modules)
"""


def covers(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_each_name_takes_the_first_side_on_which_nothing_is_in_the_way():
    chance = Random(4)
    points = {f"p{number}": (chance.uniform(20, 580), chance.uniform(20, 380)) for number in range(120)}
    marks = {name: Mark(9.0, 70.0, weight=number % 5) for number, name in enumerate(points)}

    spots = with_labels(points, marks, FRAME)

    taken = [(x - 9, y - 9, x + 9, y + 9) for x, y in points.values()]
    for name in sorted(points, key=lambda one: (-marks[one].weight, one)):
        own = (points[name][0] - 9, points[name][1] - 9, points[name][0] + 9, points[name][1] + 9)
        free = [
            (side, box)
            for side, box in label_boxes(*points[name], marks[name])
            if is_inside(box, FRAME) and not any(covers(box, other) for other in taken if other != own)
        ]
        assert (spots[name].label.side if spots[name].label else None) == (free[0][0] if free else None)
        taken += [box for _, box in free[:1]]
    assert {bool(spot.label) for spot in spots.values()} == {True, False}


def test_name_of_somebody_who_stands_below_zero_is_looked_for_like_any_other():
    spots = with_labels({"a": (-30.0, 200.0), "b": (300.0, 200.0)}, dict.fromkeys("ab", Mark(9.0, 40.0)), FRAME)

    assert spots["a"] == Spot(-30.0, 200.0, None)
    assert spots["b"].label.side == "below"


def test_only_the_weightiest_among_many_are_written():
    points = {f"p{number:03}": (number % 30 * 100.0 + 50, number // 30 * 100.0 + 50) for number in range(300)}
    marks = {name: Mark(5.0, 30.0, weight=number) for number, name in enumerate(points)}

    spots = with_labels(points, marks, Frame(3100.0, 1100.0))

    assert [name for name, spot in spots.items() if spot.label] == [f"p{number:03}" for number in range(100, 300)]


def test_who_stands_already_is_drawn_without_what_lays_out():
    drawn = subprocess.run([sys.executable, "-c", ALL_STAND], cwd=ROOT, capture_output=True, text=True, check=True)

    assert drawn.stdout == "[('a', 50, 50, True), ('b', 200.5, 90, True)] False\n"
