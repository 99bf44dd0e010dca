"""A first picture of a large network: everyone near those they are few steps from (Brandes & Pich 2007, pivot MDS)."""

from typing import TypeAlias

import numpy
import rustworkx

Points: TypeAlias = "numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.float64]]"

Places: TypeAlias = "numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.int64]]"

PIVOTS = 60
ROUNDS = 300
SETTLED = 1e-9
APART = 0.02


def scaled(graph: rustworkx.PyGraph, chance: Points) -> Points:
    """Return points of a connected graph in the unit square, by node; `chance` are points there that part twins."""
    squares = steps_from_pivots(graph).T ** 2
    centered = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    points = centered @ leading_directions(centered.T @ centered)
    largest = numpy.abs(points).argmax(axis=0)
    points = points * numpy.sign(points[largest, [0, 1]])
    span = numpy.ptp(points, axis=0)
    unit: Points = (points - points.min(axis=0)) / numpy.where(span > 0, span, 1)
    return unit * (1 - APART) + chance * APART


def leading_directions(matrix: Points) -> Points:
    """Return the two directions in which a symmetric matrix stretches most, by orthogonal iteration.

    The library that numpy asks for all of them keeps every core busy for a matrix this small.
    """
    start = numpy.cos(numpy.arange(len(matrix))[:, None] * numpy.array([1.0, 2.0]))
    basis = numpy.linalg.qr(start)[0]
    for _ in range(ROUNDS):
        turned = numpy.linalg.qr(matrix @ basis)[0]
        is_settled = numpy.abs((turned * basis).sum(axis=0)).min() > 1 - SETTLED
        basis = turned
        if is_settled:
            break
    return basis


def steps_from_pivots(graph: rustworkx.PyGraph) -> Points:
    """Return the steps from each of up to sixty nodes that lie far from each other to all, the first node's first."""
    starts, ends = neighbor_lists(graph)
    found = [steps_from(0, starts, ends)]
    nearest = found[0].copy()
    while len(found) < min(PIVOTS, graph.num_nodes()) and nearest.max() > 0:
        found.append(steps_from(int(nearest.argmax()), starts, ends))
        nearest = numpy.minimum(nearest, found[-1])
    return numpy.array(found)


def neighbor_lists(graph: rustworkx.PyGraph) -> tuple[Places, Places]:
    """Return where the neighbors of each node begin in the list of all neighbors, one place more, and that list."""
    pairs = numpy.array(list(graph.edge_list()), dtype=numpy.int64).reshape(-1, 2)
    both = numpy.concatenate([pairs, pairs[:, ::-1]])
    both = both[numpy.argsort(both[:, 0], kind="stable")]
    return numpy.searchsorted(both[:, 0], numpy.arange(graph.num_nodes() + 1)), both[:, 1]


def steps_from(node: int, starts: Places, ends: Places) -> Points:
    """Return how many steps each node is from `node`."""
    steps = numpy.full(len(starts) - 1, -1.0)
    steps[node], edge, step = 0, numpy.array([node]), 0
    while len(edge):
        step += 1
        counts = starts[edge + 1] - starts[edge]
        before = numpy.repeat(numpy.cumsum(counts) - counts, counts)
        reached = ends[numpy.repeat(starts[edge], counts) + numpy.arange(counts.sum()) - before]
        steps[reached[steps[reached] < 0]] = step
        edge = numpy.flatnonzero(steps == step)
    return steps
