"""The map of who knows whom as geometry: discs, squares, lines, bars for tension, numbers along a path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, sqrt

from stakeholders.maps.text import short_name, text_width
from stakeholders.network.graph import Network, build_network
from stakeholders.network.layout import Frame, Mark, Spot, place

SMALLEST, PER_SWAY = 8.0, 2.3
STAFF_RADIUS = 16.0
NAME_SIZE = 11.5
LONGEST_NAME = 24
WIDEST_NAME = 128.0
WIDEST = 1.08
"""What the fonts of the stack take more than the one that is measured."""
GROUP_RADIUS, MOST_GROUP_RADIUS = 14.0, 40.0


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Line:
    """A tie between two figures: its kind, its trust (1 to 4 or None), and how many ties it stands for."""

    one: str
    other: str
    kind: str
    trust: int | None = None
    count: int = 1


@dataclass(frozen=True)
class DrawnLine:
    line: Line
    x1: float
    y1: float
    x2: float
    y2: float
    bars: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True)
class DrawnFigure:
    figure: Figure
    x: float
    y: float
    radius: float
    name: str
    name_x: float | None
    name_y: float | None
    anchor: str


@dataclass(frozen=True)
class Picture:
    """Everything of the drawing, in the units of its frame."""

    width: float
    height: float
    lines: tuple[DrawnLine, ...]
    figures: tuple[DrawnFigure, ...]


def arrange(figures: Sequence[Figure], lines: Sequence[Line], frame: Frame | None = None) -> dict[str, Spot]:
    """Return where each figure stands; the same for the same figures and lines in any order."""
    network = build_network(sorted(one.key for one in figures), sorted((line.one, line.other) for line in lines))
    return place(network, {one.key: mark_of(one) for one in figures}, frame=frame or frame_for(network))


def frame_for(network: Network) -> Frame:
    """Return a frame that grows with the network, so that names keep their room."""
    return Frame(height=min(160.0 + network.size * 20, 560.0 + max(0, network.size - 36) * 8, 1200.0))


def mark_of(figure: Figure) -> Mark:
    if figure.is_staff:
        return Mark(figure.radius, 0.0, weight=10.0)
    width = text_width(written(figure.name), NAME_SIZE) + (18.0 if figure.size > 1 else 0.0)
    return Mark(figure.radius + 4, width * WIDEST, weight=float(figure.sway or 0) + figure.size)


def written(name: str) -> str:
    """Return the name as it has room on the map."""
    return short_name(name, LONGEST_NAME, WIDEST_NAME, NAME_SIZE)


def draw(figures: Sequence[Figure], lines: Sequence[Line], spots: Mapping[str, Spot]) -> Picture:
    """Return the picture of figures and lines that `arrange` placed."""
    bottom = max((spot.y for spot in spots.values()), default=300.0)
    return Picture(
        width=Frame().width,
        height=round(bottom + 50.0, 1),
        lines=tuple(draw_line(line, spots) for line in lines),
        figures=tuple(draw_figure(one, spots[one.key]) for one in figures),
    )


def draw_line(line: Line, spots: Mapping[str, Spot]) -> DrawnLine:
    one, other = spots[line.one], spots[line.other]
    bars = tension_bars(one, other) if line.kind == "in-tension" else ()
    return DrawnLine(line, one.x, one.y, other.x, other.y, bars)


def tension_bars(one: Spot, other: Spot) -> tuple[tuple[float, float, float, float], ...]:
    """Return two short bars across the middle of a line."""
    length = hypot(other.x - one.x, other.y - one.y) or 1.0
    along = (other.x - one.x) / length, (other.y - one.y) / length
    across = -along[1] * 5, along[0] * 5
    middle = (one.x + other.x) / 2, (one.y + other.y) / 2
    bars = []
    for step in (-2.5, 2.5):
        x, y = middle[0] + along[0] * step, middle[1] + along[1] * step
        ends = round(x + across[0], 1), round(y + across[1], 1), round(x - across[0], 1), round(y - across[1], 1)
        bars.append(ends)
    return tuple(bars)


def draw_figure(figure: Figure, spot: Spot) -> DrawnFigure:
    label = spot.label if not figure.is_staff else None
    return DrawnFigure(
        figure,
        spot.x,
        spot.y,
        round(figure.radius, 1),
        written(figure.name),
        round(label.x, 1) if label else None,
        round(label.y + 11.9, 1) if label else None,
        "middle",
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

    What stands between two groups is one line of the commonest kind, with the number of ties it stands for.
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
    for line in lines:
        ends = sorted(groups[key][0] if key in groups else key for key in (line.one, line.other))
        if ends[0] != ends[1]:
            tally = kinds.setdefault((ends[0], ends[1]), {})
            tally[line.kind] = tally.get(line.kind, 0) + 1
    merged = [
        Line(one, other, min(tally, key=lambda kind: (-tally[kind], kind)), None, sum(tally.values()))
        for (one, other), tally in sorted(kinds.items())
    ]
    return [*kept, *folded], merged
