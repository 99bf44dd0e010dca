"""Shortest paths in steps, direction ignored: what closeness, diameter and average path length rest on."""

from collections.abc import Iterator

import numpy
import rustworkx

from stakeholders.network.graph import Distances, Network

MATRIX_NODES = 5000
"""Up to here all distances are held at once, 8 bytes each (200 MB); above, they are walked node by node."""


def sum_distances(network: Network) -> Distances:
    reached, total, inverse, longest = [], [], [], []
    for steps in rows(network):
        reached.append(len(steps))
        total.append(int(steps.sum()))
        inverse.append(float((1 / steps).sum()))
        longest.append(int(steps.max(initial=0)))
    return Distances(tuple(reached), tuple(total), tuple(inverse), tuple(longest))


def rows(network: Network) -> Iterator[numpy.ndarray]:
    """Yield, for each node in order, the steps to every other node it reaches."""
    if network.size <= MATRIX_NODES:
        for row in rustworkx.distance_matrix(network.undirected_graph, null_value=0.0):
            yield row[row > 0]
    else:
        for node in range(network.size):
            yield numpy.array(walk_from(network, node), dtype=float)


def walk_from(network: Network, start: int) -> list[int]:
    """Return the steps to each node that can be reached from `start`, nearest first."""
    seen, edge, steps, step = {start}, {start}, [], 0
    while edge:
        step += 1
        edge = set().union(*(network.neighbors[node] for node in edge)) - seen
        seen |= edge
        steps.extend([step] * len(edge))
    return steps
