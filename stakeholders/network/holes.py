"""Burt's structural holes: how much of one's own circle is tied to itself (Burt 1992; Borgatti 1997)."""

from stakeholders.network.graph import Network


def constraint(network: Network, node: int) -> float | None:
    """Return Burt's constraint of a node, ties unweighted; None for a node without ties.

    c_i = sum over contacts j of (p_ij + sum over q of p_iq p_qj)^2, q a contact of both, p_ij = 1 / degree(i).
    """
    circle = network.neighbors[node]
    if not circle:
        return None
    share = 1 / len(circle)
    total = 0.0
    for other in circle:
        between = circle & network.neighbors[other]
        total += (share + sum(share / len(network.neighbors[middle]) for middle in between)) ** 2
    return total


def effective_size(network: Network, node: int) -> float | None:
    """Return the number of contacts less what they overlap: n - 2t/n, t ties among the n contacts (Borgatti 1997)."""
    circle = network.neighbors[node]
    if not circle:
        return None
    ties_twice = sum(len(network.neighbors[one] & circle) for one in circle)
    return len(circle) - ties_twice / len(circle)


def efficiency(network: Network, node: int) -> float | None:
    """Return effective size over the number of contacts."""
    size = effective_size(network, node)
    return None if size is None else size / len(network.neighbors[node])
