"""Shortest paths in steps, direction ignored: what closeness, diameter and average path length rest on."""

import numpy
import rustworkx

from stakeholders.network.graph import Distances, Network

MATRIX_NODES = 5000
"""Up to here all distances are held at once, 8 bytes each (200 MB); above, they are walked for some nodes at a time."""
WALKED_AT_ONCE = 512


def sum_distances(network: Network) -> Distances:
    if network.size > MATRIX_NODES:
        return walked(network)
    reached, total, inverse, longest = [], [], [], []
    for row in rustworkx.distance_matrix(network.undirected_graph, null_value=0.0):
        steps = row[row > 0]
        reached.append(len(steps))
        total.append(int(steps.sum()))
        inverse.append(float((1 / steps).sum()))
        longest.append(int(steps.max(initial=0)))
    return Distances(tuple(reached), tuple(total), tuple(inverse), tuple(longest))


def walked(network: Network) -> Distances:
    """Walk from many nodes in step: a bit of each node says from which of them it was reached (Then et al. 2014)."""
    ends = numpy.array([*network.undirected_ties, *((b, a) for a, b in network.undirected_ties)], dtype=numpy.int64)
    ends = ends.reshape(-1, 2)[numpy.argsort(ends.reshape(-1, 2)[:, 0], kind="stable")]
    tied, firsts = numpy.unique(ends[:, 0], return_index=True)
    reached, total, longest = (numpy.zeros(network.size, dtype=numpy.int64) for _ in range(3))
    inverse = numpy.zeros(network.size)
    for start in range(0, network.size, WALKED_AT_ONCE):
        sources = numpy.arange(start, min(start + WALKED_AT_ONCE, network.size))
        bits = numpy.zeros((network.size, WALKED_AT_ONCE), dtype=bool)
        bits[sources, sources - start] = True
        seen = edge = numpy.packbits(bits, axis=1).view(numpy.uint64)
        step = 0
        while edge.any() and len(ends):
            step += 1
            found = numpy.zeros_like(edge)
            found[tied] = numpy.bitwise_or.reduceat(edge[ends[:, 1]], firsts, axis=0)
            edge = found & ~seen
            seen = seen | edge
            new = numpy.unpackbits(edge.view(numpy.uint8), axis=1).sum(axis=0, dtype=numpy.int64)[: len(sources)]
            reached[sources] += new
            total[sources] += step * new
            inverse[sources] += new / step
            longest[sources[new > 0]] = step
    return Distances(tuple(reached.tolist()), tuple(total.tolist()), tuple(inverse.tolist()), tuple(longest.tolist()))
