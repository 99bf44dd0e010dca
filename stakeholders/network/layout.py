"""Where each node and each name stands on the map of who knows whom.

Computed once, from positions that depend on names alone, so that the same network gives the same picture in any order
of input; what stood somewhere stays there, and who is new comes to stand by those they know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy
import rustworkx

from stakeholders.network.graph import Network

LABEL_HEIGHT = 16.0
LABEL_GAP = 3.0
NODE_GAP = 10.0
ROUNDS_OF_SPRINGS = 150
ROUNDS_OF_PUSHING = 200


@dataclass(frozen=True)
class Frame:
    """The drawing, in its own units; nothing is placed nearer than `margin` to its edge."""

    width: float = 836.0
    height: float = 560.0
    margin: float = 6.0


@dataclass(frozen=True)
class Mark:
    """What stands for a node: a disc, its name's width, and how much its name matters when there is little room."""

    radius: float
    label_width: float
    weight: float = 0.0


@dataclass(frozen=True)
class Label:
    """Where a name stands: the middle of its box's upper edge, and which side of the disc that is."""

    x: float
    y: float
    side: str


@dataclass(frozen=True)
class Spot:
    """Where a node stands; `label` is None where its name finds no room (it is shown when the node is chosen)."""

    x: float
    y: float
    label: Label | None


Box = tuple[float, float, float, float]


def place(
    network: Network,
    marks: Mapping[str, Mark],
    *,
    kept: Mapping[str, tuple[float, float]] | None = None,
    frame: Frame | None = None,
) -> dict[str, Spot]:
    """Return the spot of every node by name. `kept` are positions that stay, in the frame's units."""
    frame, kept = frame or Frame(), kept or {}
    names = sorted(network.names)
    if not names:
        return {}
    radii = numpy.array([marks[name].radius for name in names])
    fixed = numpy.array([name in kept for name in names])
    points = push_apart(spring(network, names, kept, frame), radii, fixed, frame).round(1)
    labels = place_labels(names, points, marks, frame)
    return {name: Spot(float(x), float(y), labels[name]) for name, (x, y) in zip(names, points, strict=True)}


def spring(network: Network, names: Sequence[str], kept, frame: Frame) -> numpy.ndarray:
    """Return points by the order of `names`, tied nodes near each other (Fruchterman & Reingold 1991)."""
    graph = graph_in_order(network, names)
    places = range(len(names))
    start = {place: first_point(names, place, graph, kept, frame) for place in places}
    held = {place for place in places if names[place] in kept}
    if len(held) < len(names):
        start = rustworkx.spring_layout(
            graph,
            pos=start,
            fixed=held or None,
            k=1.2 / len(names) ** 0.5,
            num_iter=ROUNDS_OF_SPRINGS,
            seed=1,
        )
    points = numpy.array([start[place] for place in places], dtype=float)
    return points * frame.height if held else stretch(points, frame)


def graph_in_order(network: Network, names: Sequence[str]) -> rustworkx.PyGraph:
    place_of = {name: place for place, name in enumerate(names)}
    order = [place_of[name] for name in network.names]
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from_no_data(
        sorted((min(order[a], order[b]), max(order[a], order[b])) for a, b in network.undirected_ties)
    )
    return graph


def first_point(names, place, graph, kept, frame) -> tuple[float, float]:
    """Return where a node begins, in heights of the frame: where it stood, by those it knows, or by its name alone."""
    if names[place] in kept:
        x, y = kept[names[place]]
        return x / frame.height, y / frame.height
    x, y = chance_point(names[place], frame)
    known = [kept[names[other]] for other in graph.neighbors(place) if names[other] in kept]
    if known:
        x = (sum(one for one, _ in known) / len(known)) * 0.9 + x * 0.1
        y = (sum(one for _, one in known) / len(known)) * 0.9 + y * 0.1
    return x / frame.height, y / frame.height


def chance_point(name: str, frame: Frame) -> tuple[float, float]:
    """Return a point inside the frame that depends on the name alone."""
    digest = sha256(name.encode()).digest()
    across, down = (int.from_bytes(part, "big") / 2**64 for part in (digest[:8], digest[8:16]))
    return across * frame.width, down * frame.height


def stretch(points: numpy.ndarray, frame: Frame) -> numpy.ndarray:
    """Return the points spread over the frame, with room for discs and names at the edges."""
    low, span = points.min(axis=0), numpy.ptp(points, axis=0)
    inset = numpy.array([min(70.0, frame.width / 6), min(40.0, frame.height / 6)])
    room = numpy.array([frame.width, frame.height]) - 2 * inset
    share = numpy.where(span > 0, (points - low) / numpy.where(span > 0, span, 1), 0.5)
    return inset + share * room


def push_apart(points, radii, held, frame: Frame) -> numpy.ndarray:
    """Return the points moved until no two discs touch, as far as the frame has room; those held stay."""
    points = points.copy()
    need = radii[:, None] + radii[None, :] + NODE_GAP
    numpy.fill_diagonal(need, 0)
    inside_low = radii[:, None] + frame.margin
    inside_high = numpy.array([frame.width, frame.height]) - inside_low
    free = (~held)[:, None]
    for _ in range(ROUNDS_OF_PUSHING):
        away = points[:, None, :] - points[None, :, :]
        distance = numpy.hypot(away[..., 0], away[..., 1])
        lack = numpy.maximum(need - distance, 0)
        if not lack.any():
            break
        same = distance == 0
        turn = numpy.arange(len(points)) * 2.399963
        away = numpy.where(same[..., None], (numpy.stack([numpy.cos(turn), numpy.sin(turn)], axis=1))[:, None, :], away)
        direction = away / numpy.where(same, 1, distance)[..., None]
        points = points + free * (direction * lack[..., None] / 2).sum(axis=1)
        points = numpy.where(free, numpy.clip(points, inside_low, numpy.maximum(inside_low, inside_high)), points)
    return points


def place_labels(names, points, marks: Mapping[str, Mark], frame: Frame) -> dict[str, Label | None]:
    """Return a place for each name, the weightiest first; None where every side is taken.

    No label leaves the frame, crosses another label or covers a disc.
    """
    discs = [disc_box(x, y, marks[name].radius) for name, (x, y) in zip(names, points, strict=True)]
    taken: list[Box] = []
    labels: dict[str, Label | None] = {}
    order = sorted(range(len(names)), key=lambda place: (-marks[names[place]].weight, names[place]))
    for place in order:
        x, y = points[place]
        others = discs[:place] + discs[place + 1 :]
        labels[names[place]] = None
        for side, box in label_boxes(x, y, marks[names[place]]):
            if is_inside(box, frame) and not any(meet(box, other) for other in [*taken, *others]):
                taken.append(box)
                labels[names[place]] = Label(round((box[0] + box[2]) / 2, 1), round(box[1], 1), side)
                break
    return labels


def label_boxes(x: float, y: float, mark: Mark):
    """Yield the four places of a name around its disc, the usual one first."""
    half, reach = mark.label_width / 2, mark.radius + LABEL_GAP
    yield "below", (x - half, y + reach, x + half, y + reach + LABEL_HEIGHT)
    yield "above", (x - half, y - reach - LABEL_HEIGHT, x + half, y - reach)
    yield "after", (x + reach, y - LABEL_HEIGHT / 2, x + reach + 2 * half, y + LABEL_HEIGHT / 2)
    yield "before", (x - reach - 2 * half, y - LABEL_HEIGHT / 2, x - reach, y + LABEL_HEIGHT / 2)


def disc_box(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


def is_inside(box: Box, frame: Frame) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= frame.width and box[3] <= frame.height


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
