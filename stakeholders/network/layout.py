"""Where each node stands on the map of who knows whom.

Computed once, from positions that depend on names alone, so that the same network gives the same picture in any order
of input; what stood somewhere stays there, and who is new comes to stand by those they know.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import numpy
import rustworkx

from stakeholders.network.graph import Network
from stakeholders.network.labels import GAP, with_labels
from stakeholders.network.scaling import scaled
from stakeholders.network.spots import FEW, LABEL_HEIGHT, Frame, Mark, Report, Spot

BOX_GAP = 4.0
ROW_STEP = 84.0
ROUNDS_OF_SPRINGS = 1
ROUNDS_OF_PUSHING = 300
ROUNDS_AMONG_MANY = 12
EVENLY = 0.6
"""How much the order of many counts beside their distances."""
MOST_STEP = 24.0

UNIT = Frame(1.0, 1.0, 0.0)


def say_nothing(percent: int) -> None:
    """Hear how many percent are done, and tell nobody."""


def place(
    network: Network,
    marks: Mapping[str, Mark],
    *,
    kept: Mapping[str, tuple[float, float]] | None = None,
    frame: Frame | None = None,
    report: Report | None = None,
) -> dict[str, Spot]:
    """Return the spot of every node by name. `kept` are positions that stay, in the frame's units.

    `report` hears how many percent are done.
    """
    frame, kept, report = frame or Frame(), kept or {}, report or say_nothing
    names = sorted(network.names)
    if not names:
        return {}
    graph = graph_in_order(network, names)
    report(10)
    points = beside_kept(graph, names, kept, frame) if kept else pack(graph, names, frame)
    report(60)
    held = numpy.array([name in kept for name in names])
    if not held.all():
        for with_names in (True, False) if len(names) <= FEW else (False,):
            points = push_apart(points, extents(names, marks, with_names), held, frame)
        points = points.round(1)
    report(80)
    spots = with_labels(dict(zip(names, map(tuple, points.tolist()), strict=True)), marks, frame)
    report(100)
    return spots


def graph_in_order(network: Network, names: Sequence[str]) -> rustworkx.PyGraph:
    """Return the graph with nodes by the order of `names`, so that nothing rests on the order of input."""
    place_of = {name: place for place, name in enumerate(names)}
    order = [place_of[name] for name in network.names]
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from_no_data(
        sorted((min(order[a], order[b]), max(order[a], order[b])) for a, b in network.undirected_ties)
    )
    return graph


def pack(graph: rustworkx.PyGraph, names: Sequence[str], frame: Frame) -> numpy.ndarray:
    """Return points by the order of `names`: larger parts side by side, single nodes and pairs in rows below them."""
    parts = sorted(map(sorted, rustworkx.connected_components(graph)), key=lambda part: (-len(part), part))
    large = [part for part in parts if len(part) > 2]
    small = [node for part in parts if len(part) <= 2 for node in part]
    across = max(1, int(frame.width // ROW_STEP))
    strip = min(len(small) / across + bool(len(small) % across), 6) * ROW_STEP * 0.6 if large else frame.height
    points = numpy.zeros((len(names), 2))
    left, floor = 0.0, frame.height - (strip if small else 0.0)
    for part in large:
        width = frame.width * len(part) / sum(map(len, large))
        points[part] = stretch(lay_out_part(graph, part, names, frame), left, 0.0, width, floor)
        left += width
    rows = -(-len(small) // across)
    for number, node in enumerate(small):
        row, column = divmod(number, across)
        in_row = min(across, len(small) - row * across)
        points[node] = (column + 0.5) * frame.width / in_row, floor + (row + 0.5) * (frame.height - floor) / rows
    return points


def lay_out_part(graph: rustworkx.PyGraph, part: list[int], names: Sequence[str], frame: Frame) -> numpy.ndarray:
    """Return points of one connected part, in no particular unit: by path lengths, among many loosened by springs.

    Kamada & Kawai 1989; Brandes & Pich 2007; Fruchterman & Reingold 1991.
    """
    inner = graph.subgraph(part)
    if len(part) <= FEW:
        laid = rustworkx.kamada_kawai_layout(inner, pos=dict(rustworkx.circular_layout(inner)))
    else:
        chance = numpy.array([chance_point(names[node], UNIT) for node in part])
        start = {place: (float(x), float(y)) for place, (x, y) in enumerate(scaled(inner, chance))}
        laid = rustworkx.spring_layout(inner, pos=start, k=2 / len(part) ** 0.5, num_iter=ROUNDS_OF_SPRINGS, seed=1)
    points = numpy.array([laid[place] for place in range(len(part))], dtype=float)
    return points if len(part) <= FEW else evened(points)


def evened(points: numpy.ndarray) -> numpy.ndarray:
    """Return the points in the same order across and down, spread more evenly: springs crowd the middle of many, and a
    few far out would leave them a part of the frame."""
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0) / (len(points) - 1)
    low, span = points.min(axis=0), numpy.ptp(points, axis=0)
    share = (points - low) / numpy.where(span > 0, span, 1)
    spread: numpy.ndarray = EVENLY * ranks + (1 - EVENLY) * share
    return spread


def beside_kept(
    graph: rustworkx.PyGraph, names: Sequence[str], kept: Mapping[str, tuple[float, float]], frame: Frame
) -> numpy.ndarray:
    """Return points by the order of `names`: the kept ones, and who is new beside those they know."""
    points = numpy.array([kept.get(name, chance_point(name, frame)) for name in names], dtype=float)
    for place, name in enumerate(names):
        known = [kept[names[other]] for other in graph.neighbors(place) if names[other] in kept]
        if name not in kept and known:
            points[place] = numpy.mean(known, axis=0) * 0.9 + points[place] * 0.1
    return points


def chance_point(name: str, frame: Frame) -> tuple[float, float]:
    """Return a point inside the frame that depends on the name alone."""
    digest = sha256(name.encode()).digest()
    across, down = (int.from_bytes(part, "big") / 2**64 for part in (digest[:8], digest[8:16]))
    return across * frame.width, down * frame.height


def stretch(points: numpy.ndarray, left: float, top: float, width: float, height: float) -> numpy.ndarray:
    """Return the points spread over a rectangle, with room for discs and names at its edges."""
    low, span = points.min(axis=0), numpy.ptp(points, axis=0)
    inset = numpy.array([min(60.0, width / 5), min(36.0, height / 5)])
    room = numpy.array([width, height]) - 2 * inset
    share = numpy.where(span > 0, (points - low) / numpy.where(span > 0, span, 1), 0.5)
    spread: numpy.ndarray = numpy.array([left, top]) + inset + share * room
    return spread


def extents(names: Sequence[str], marks: Mapping[str, Mark], has_names: bool) -> numpy.ndarray:
    """Return how far each mark reaches to the left, above, to the right and below, with or without its name."""
    return numpy.array(
        [
            (
                max(marks[name].radius, marks[name].label_width / 2 if has_names else 0),
                marks[name].radius,
                max(marks[name].radius, marks[name].label_width / 2 if has_names else 0),
                marks[name].radius + (GAP + LABEL_HEIGHT if has_names else 0),
            )
            for name in names
        ]
    )


def push_apart(points: numpy.ndarray, reach: numpy.ndarray, held: numpy.ndarray, frame: Frame) -> numpy.ndarray:
    """Return the points moved until no two marks meet, as far as the frame has room; those held stay.

    Two marks that meet are moved apart along the axis on which they overlap less.
    """
    points = points.copy()
    low = reach[:, :2] + frame.margin
    high = numpy.maximum(low, numpy.array([frame.width, frame.height]) - reach[:, 2:] - frame.margin)
    free = (~held)[:, None]
    points = numpy.where(free, numpy.clip(points, low, high), points)
    for _ in range(ROUNDS_OF_PUSHING if len(points) <= FEW else ROUNDS_AMONG_MANY):
        shift = shifts(points, reach)
        if not shift.any():
            break
        step = numpy.clip(shift * 0.6, -MOST_STEP, MOST_STEP)
        points = numpy.where(free, numpy.clip(points + step, low, high), points)
    return points


def shifts(points: numpy.ndarray, reach: numpy.ndarray) -> numpy.ndarray:
    """Return how far each mark goes to leave all it meets; only marks that can meet from left to right are compared."""
    order = numpy.lexsort((numpy.arange(len(points)), points[:, 0]))
    at, around = points[order], reach[order]
    widest = 2 * float(max(reach[:, 0].max(), reach[:, 2].max())) + BOX_GAP
    one, other = pairs_within(at[:, 0], widest)
    one, other = (ends[numpy.abs(at[one, 1] - at[other, 1]) <= tallest(reach)] for ends in (one, other))
    ends = numpy.minimum(at[one] + around[one, 2:], at[other] + around[other, 2:])
    overlap = ends - numpy.maximum(at[one] - around[one, :2], at[other] - around[other, :2]) + BOX_GAP
    meeting = (overlap > 0).all(axis=1)
    one, other, overlap = one[meeting], other[meeting], overlap[meeting]
    sign = numpy.sign(at[other] - at[one])
    sign = numpy.where(sign == 0, numpy.sign(order[other] - order[one])[:, None], sign)
    along = (overlap[:, :1] <= overlap[:, 1:]) == numpy.array([True, False])
    push = numpy.where(along, sign * overlap / 2, 0)
    shift = numpy.column_stack(
        [numpy.bincount(other, push[:, axis], len(at)) - numpy.bincount(one, push[:, axis], len(at)) for axis in (0, 1)]
    )
    restored = numpy.empty_like(shift)
    restored[order] = shift
    return restored


def pairs_within(x: numpy.ndarray, widest: float) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return both ends of all pairs of sorted numbers that are no further apart."""
    count = len(x)
    after = numpy.searchsorted(x, x + widest, side="right") - numpy.arange(count) - 1
    one = numpy.repeat(numpy.arange(count), after)
    first = numpy.repeat(numpy.cumsum(after) - after, after)
    return one, one + 1 + numpy.arange(len(one)) - first


def tallest(reach: numpy.ndarray) -> float:
    """Return how far apart two marks stand at most that meet one above the other."""
    return 2 * float(max(reach[:, 1].max(), reach[:, 3].max())) + BOX_GAP
