"""Where names stand beside their discs. A page does this each time it draws, so it rests on no library of numbers."""

from collections.abc import Iterator, Mapping
from itertools import product

from stakeholders.network.spots import FEW, Frame, Label, Mark, Spot

GAP = 3.0
NAMES_TRIED = 200
"""Among many, names beyond these find no room but cost time."""
CELL = 64.0

Box = tuple[float, float, float, float]


class Taken:
    """Boxes that are in the way, found by the cells of a grid they reach into."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[tuple[Box, str]]] = {}

    def add(self, box: Box, name: str) -> None:
        for cell in cells_of(box):
            self.cells.setdefault(cell, []).append((box, name))

    def is_free(self, box: Box, name: str) -> bool:
        """Tell whether a box meets none but those of `name` itself."""
        return not any(
            meet(box, other) and owner != name for cell in cells_of(box) for other, owner in self.cells.get(cell, ())
        )


def cells_of(box: Box) -> Iterator[tuple[int, int]]:
    across = range(int(box[0] // CELL), int(box[2] // CELL) + 1)
    return product(across, range(int(box[1] // CELL), int(box[3] // CELL) + 1))


def with_labels(points: Mapping[str, tuple[float, float]], marks: Mapping[str, Mark], frame: Frame) -> dict[str, Spot]:
    """Return the spot of each name: its point, and a place for its label, None where every side is taken.

    The weightiest come first. No label leaves the frame, crosses another label or covers another's disc.
    """
    taken = Taken()
    for name, (x, y) in points.items():
        radius = marks[name].radius
        taken.add((x - radius, y - radius, x + radius, y + radius), name)
    labels: dict[str, Label] = {}
    order = sorted(points, key=lambda name: (-marks[name].weight, name))
    for name in order if len(points) <= FEW else order[:NAMES_TRIED]:
        for side, box in label_boxes(*points[name], marks[name]):
            if is_inside(box, frame) and taken.is_free(box, name):
                taken.add(box, name)
                labels[name] = Label(round((box[0] + box[2]) / 2, 1), round(box[1], 1), side, box[2], box[3])
                break
    return {name: Spot(x, y, labels.get(name)) for name, (x, y) in points.items()}


def label_boxes(x: float, y: float, mark: Mark) -> Iterator[tuple[str, Box]]:
    """Yield the four places of a name around its disc, the usual one first."""
    half, reach, height = mark.label_width / 2, mark.radius + GAP, mark.label_height
    yield "below", (x - half, y + reach, x + half, y + reach + height)
    yield "above", (x - half, y - reach - height, x + half, y - reach)
    yield "after", (x + reach, y - height / 2, x + reach + 2 * half, y + height / 2)
    yield "before", (x - reach - 2 * half, y - height / 2, x - reach, y + height / 2)


def is_inside(box: Box, frame: Frame) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= frame.width and box[3] <= frame.height


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
