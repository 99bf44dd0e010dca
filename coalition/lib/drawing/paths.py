"""Path data (SVG 2, section 9.3) as absolute moves, lines and cubic curves, and what an affine transform does to them.

A matrix is (a, b, c, d, e, f) as SVG writes it: x' = a x + c y + e, y' = b x + d y + f.
"""

import math
import re
from collections.abc import Iterator

from coalition.lib.drawing.arcs import arc

Matrix = tuple[float, float, float, float, float, float]
Step = tuple[str, *tuple[float, ...]]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
ARC_ARGUMENTS = re.compile(
    r"\s*,?\s*".join([*[f"({NUMBER.pattern})"] * 3, "([01])", "([01])", *[f"({NUMBER.pattern})"] * 2])
)
TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


def multiply(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale_of(matrix: Matrix) -> float:
    """Return how much longer lengths become."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def read_transform(text: str) -> Matrix:
    """Return the matrix of a transform list of translations, scalings, rotations and matrices."""
    matrix = IDENTITY
    for name, given in TRANSFORM.findall(text):
        numbers = [float(one) for one in NUMBER.findall(given)]
        matrix = multiply(matrix, single(name, numbers))
    return matrix


def single(name: str, numbers: list[float]) -> Matrix:
    if name == "translate":
        return (1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
    if name == "scale":
        return (numbers[0], 0.0, 0.0, numbers[-1], 0.0, 0.0)
    if name == "rotate":
        angle = math.radians(numbers[0])
        turn = (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0)
        if len(numbers) < 3:
            return turn
        x, y = numbers[1], numbers[2]
        return multiply(multiply((1.0, 0.0, 0.0, 1.0, x, y), turn), (1.0, 0.0, 0.0, 1.0, -x, -y))
    if name == "matrix" and len(numbers) == 6:
        return tuple(numbers)  # type: ignore[return-value]
    raise ValueError(f"No such transform: {name}")


def read_path(data: str, matrix: Matrix = IDENTITY) -> tuple[Step, ...]:
    """Return the steps of path data, transformed."""
    return tuple(moved(step, matrix) for step in absolute(data))


def moved(step: Step, matrix: Matrix) -> Step:
    kind, *numbers = step
    points = [apply(matrix, *pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
    return (kind, *(round(number, 3) for point in points for number in point))


def arguments(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers, a repeated one as often as it is repeated."""
    for letter, given in COMMAND.findall(data):
        kind = letter.upper()
        if kind == "Z":
            yield letter, []
        elif kind == "A":
            for found in ARC_ARGUMENTS.findall(given):
                yield letter, [float(one) for one in found]
        else:
            numbers, takes = [float(one) for one in NUMBER.findall(given)], TAKES[kind]
            for at in range(0, len(numbers) - takes + 1, takes):
                follows = "l" if letter == "m" else "L"
                yield (follows if kind == "M" and at else letter), numbers[at : at + takes]


def absolute(data: str) -> Iterator[Step]:
    x = y = first_x = first_y = 0.0
    control: tuple[float, float] | None = None
    last = ""
    for letter, numbers in arguments(data):
        kind = letter.upper()
        if kind == "Z":
            x, y = first_x, first_y
            yield ("Z",)
            last = kind
            continue
        base_x, base_y = (x, y) if letter.islower() else (0.0, 0.0)
        if kind == "H":
            points = [(numbers[0] + base_x, y)]
        elif kind == "V":
            points = [(x, numbers[0] + base_y)]
        elif kind == "A":
            points = [(numbers[5] + base_x, numbers[6] + base_y)]
        else:
            points = [(numbers[at] + base_x, numbers[at + 1] + base_y) for at in range(0, len(numbers), 2)]
        end = points[-1]
        if kind == "M":
            first_x, first_y = end
            yield ("M", *end)
        elif kind in "LHV":
            yield ("L", *end)
        elif kind == "A":
            yield from arc(x, y, numbers, *end)
        else:
            reflected = mirrored(x, y, control) if control and last in same_family(kind) else (x, y)
            curve, control = cubic(kind, x, y, points, reflected)
            yield curve
        if kind not in "CSQT":
            control = None
        x, y = end
        last = kind


def same_family(kind: str) -> str:
    return "CS" if kind == "S" else "QT"


def mirrored(x: float, y: float, control: tuple[float, float]) -> tuple[float, float]:
    return 2 * x - control[0], 2 * y - control[1]


def cubic(
    kind: str, x: float, y: float, points: list[tuple[float, float]], reflected: tuple[float, float]
) -> tuple[Step, tuple[float, float]]:
    """Return the curve as a cubic one, and the control point that a smooth follower mirrors."""
    end = points[-1]
    if kind == "C":
        return ("C", *points[0], *points[1], *end), points[1]
    if kind == "S":
        return ("C", *reflected, *points[0], *end), points[0]
    control = points[0] if kind == "Q" else reflected
    one = (x + 2 / 3 * (control[0] - x), y + 2 / 3 * (control[1] - y))
    two = (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1]))
    return ("C", *one, *two, *end), control
