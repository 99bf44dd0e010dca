"""The map of who knows whom as geometry: discs, squares, lines, bars for tension, numbers along a path."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, sqrt

from coalition.lib.on_demand import on_demand
from stakeholders.maps.text import short_name, text_width
from stakeholders.network.graph import build_network
from stakeholders.network.labels import with_labels
from stakeholders.network.spots import FEW, LABEL_HEIGHT, Frame, Mark, Report, Spot

place: Callable[..., dict[str, Spot]] = on_demand("stakeholders.network.layout.place")

SMALLEST, PER_SWAY = 8.0, 2.3
STAFF_RADIUS = 16.0
NAME_SIZE = 11.5
MANY_NAME_SIZE = 22.0
"""Among many, names are few and large enough to be read when the whole map is seen."""
LONGEST_NAME = 24
WIDEST_NAME = 128.0
WIDEST = 1.08
"""What the fonts of the stack take more than the one that is measured."""
GROUP_RADIUS, MOST_GROUP_RADIUS = 14.0, 40.0
EDGE = 50.0


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands on the map: a partner, a member of staff, or `size` partners drawn as one."""

    key: str
    name: str
    sway: int | None = None
    is_staff: bool = False
    size: int = 1

    @property
    def radius(self) -> float:
        if self.is_staff:
            return STAFF_RADIUS
        if self.size > 1:
            return min(GROUP_RADIUS + sqrt(self.size), MOST_GROUP_RADIUS)
        return SMALLEST + PER_SWAY * (self.sway or 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two figures: its kind, its trust (1 to 4 or None), and how many ties it stands for."""

    one: str
    other: str
    kind: str
    trust: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class DrawnLine:
    line: Line
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def path(self) -> str:
        return f"M{self.x1:g} {self.y1:g}L{self.x2:g} {self.y2:g}"


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A figure where it stands; its name's place is counted from there, and None where the name finds no room."""

    figure: Figure
    x: float
    y: float
    radius: float
    name: str
    name_x: float | None
    name_y: float | None


@dataclass(frozen=True)
class Picture:
    """Everything of the drawing, in the units of its frame."""

    width: float
    height: float
    lines: tuple[DrawnLine, ...]
    figures: tuple[DrawnFigure, ...]

    @property
    def is_many(self) -> bool:
        return len(self.figures) > FEW


def arrange(
    figures: Sequence[Figure],
    lines: Sequence[Line],
    kept: Mapping[str, tuple[float, float]] | None = None,
    report: Report | None = None,
) -> dict[str, Spot]:
    """Return where each figure stands; the same for the same figures and lines in any order.

    Who is in `kept` stays there; who is not comes to stand by those they are tied to.
    """
    names = sorted(one.key for one in figures)
    marks = {one.key: mark_of(one, len(names) > FEW) for one in figures}
    staying = {name: kept[name] for name in names if name in kept} if kept else {}
    frame = holding(frame_for(len(names)), staying)
    if len(staying) == len(names):
        return with_labels(staying, marks, frame)
    network = build_network(names, sorted((line.one, line.other) for line in lines))
    return place(network, marks, kept=staying, frame=frame, report=report)


def frame_for(size: int) -> Frame:
    """Return a frame that grows with the network, so that names keep their room; among many, to both sides."""
    if size > FEW:
        width = round(Frame().width * sqrt(size / FEW))
        return Frame(float(width), float(round(width * 0.75)))
    return Frame(height=min(160.0 + size * 20, 560.0 + max(0, size - 36) * 8, 1200.0))


def holding(frame: Frame, kept: Mapping[str, tuple[float, float]]) -> Frame:
    """Return the frame made large enough for those who stand somewhere already."""
    width = max((x + EDGE for x, _ in kept.values()), default=0.0)
    height = max((y + EDGE for _, y in kept.values()), default=0.0)
    return Frame(max(frame.width, width), max(frame.height, height))


def mark_of(figure: Figure, is_many: bool = False) -> Mark:
    size = MANY_NAME_SIZE if is_many else NAME_SIZE
    height = LABEL_HEIGHT * size / NAME_SIZE
    if figure.is_staff:
        return Mark(figure.radius, 0.0, weight=10.0, label_height=height)
    width = text_width(written(figure.name), size) + (1.6 * size if figure.size > 1 else 0.0)
    return Mark(figure.radius + 4, width * WIDEST, float(figure.sway or 0) + figure.size, height)


def written(name: str) -> str:
    """Return the name as it has room on the map."""
    return short_name(name, LONGEST_NAME, WIDEST_NAME, NAME_SIZE)


def draw(figures: Sequence[Figure], lines: Sequence[Line], spots: Mapping[str, Spot]) -> Picture:
    """Return the picture of figures and lines that `arrange` placed."""
    labels = [spot.label for spot in spots.values() if spot.label]
    bottom = max((*(spot.y + EDGE for spot in spots.values()), *(label.bottom for label in labels)), default=350.0)
    right = max((*(spot.x + EDGE for spot in spots.values()), *(label.right for label in labels)), default=0.0)
    size = MANY_NAME_SIZE if len(figures) > FEW else NAME_SIZE
    return Picture(
        width=max(Frame().width, round(right, 1)),
        height=round(bottom, 1),
        lines=tuple(draw_line(line, spots) for line in lines),
        figures=tuple(draw_figure(one, spots[one.key], size) for one in figures),
    )


def draw_line(line: Line, spots: Mapping[str, Spot]) -> DrawnLine:
    one, other = spots[line.one], spots[line.other]
    return DrawnLine(line, one.x, one.y, other.x, other.y)


def tension_bars(one: Spot, other: Spot) -> str:
    """Return two short bars across the middle of a line, as the path of an SVG."""
    length = hypot(other.x - one.x, other.y - one.y) or 1.0
    along = (other.x - one.x) / length, (other.y - one.y) / length
    across = -along[1] * 5, along[0] * 5
    middle = (one.x + other.x) / 2, (one.y + other.y) / 2
    bars = []
    for step in (-2.5, 2.5):
        x, y = middle[0] + along[0] * step, middle[1] + along[1] * step
        bars.append(f"M{x + across[0]:.1f} {y + across[1]:.1f}L{x - across[0]:.1f} {y - across[1]:.1f}")
    return "".join(bars)


def draw_figure(figure: Figure, spot: Spot, name_size: float = NAME_SIZE) -> DrawnFigure:
    label = spot.label if not figure.is_staff else None
    return DrawnFigure(
        figure,
        spot.x,
        spot.y,
        round(figure.radius, 1),
        written(figure.name),
        round(label.x - spot.x, 1) if label else None,
        round(label.y - spot.y + name_size * 1.035, 1) if label else None,
    )


def path_steps(people: Sequence[str], spots: Mapping[str, Spot]) -> list[tuple[int, float, float]]:
    """Return the number of each step of a path and the middle of its line, where both ends are drawn."""
    return [
        (number, round((spots[one].x + spots[other].x) / 2, 1), round((spots[one].y + spots[other].y) / 2, 1))
        for number, (one, other) in enumerate(pairwise(people), start=1)
        if one in spots and other in spots
    ]


def around(lines: Sequence[Line], center: str, steps: int) -> set[str]:
    """Return those within `steps` ties of `center`, itself among them."""
    neighbors: dict[str, set[str]] = {}
    for line in lines:
        neighbors.setdefault(line.one, set()).add(line.other)
        neighbors.setdefault(line.other, set()).add(line.one)
    reached, edge = {center}, {center}
    for _ in range(steps):
        edge = set().union(*(neighbors.get(one, set()) for one in edge)) - reached
        reached |= edge
    return reached


def fold(
    figures: Sequence[Figure], lines: Sequence[Line], groups: Mapping[str, tuple[str, str]]
) -> tuple[list[Figure], list[Line]]:
    """Draw as one all figures that `groups` gives the same key and name; ties within a group are left out.

    What stands between a group and another figure is one line of the commonest kind, with the number of ties it
    stands for.
    """
    sizes: dict[tuple[str, str], int] = {}
    kept = []
    for figure in figures:
        if figure.key in groups:
            sizes[groups[figure.key]] = sizes.get(groups[figure.key], 0) + 1
        else:
            kept.append(figure)
    folded = [Figure(key, name, size=size) for (key, name), size in sorted(sizes.items())]
    kinds: dict[tuple[str, str], dict[str, int]] = {}
    untouched = [line for line in lines if line.one not in groups and line.other not in groups]
    for line in lines:
        if line.one not in groups and line.other not in groups:
            continue
        ends = sorted(groups[key][0] if key in groups else key for key in (line.one, line.other))
        if ends[0] != ends[1]:
            tally = kinds.setdefault((ends[0], ends[1]), {})
            tally[line.kind] = tally.get(line.kind, 0) + 1
    merged = [
        Line(one, other, min(tally, key=lambda kind: (-tally[kind], kind)), None, sum(tally.values()))
        for (one, other), tally in sorted(kinds.items())
    ]
    return [*kept, *folded], [*untouched, *merged]
