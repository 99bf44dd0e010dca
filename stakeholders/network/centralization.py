"""How far a network hangs on its most central node: 0 where all are alike, 1 for a star (Freeman 1979)."""

from collections.abc import Sequence


def excess(values: Sequence[float]) -> float:
    """Return the sum of how much each falls short of the largest."""
    largest = max(values)
    return sum(largest - value for value in values)


def degree_centralization(degrees: Sequence[int]) -> float | None:
    """Return sum(max - d) / ((n-1)(n-2)); None under three nodes."""
    size = len(degrees)
    return None if size < 3 else excess(degrees) / ((size - 1) * (size - 2))


def betweenness_centralization(raw: Sequence[float]) -> float | None:
    """Return sum(max - b) / ((n-1)^2 (n-2) / 2) over raw betweenness; None under three nodes."""
    size = len(raw)
    return None if size < 3 else excess(raw) / ((size - 1) ** 2 * (size - 2) / 2)


def closeness_centralization(closeness: Sequence[float]) -> float | None:
    """Return sum(max - c) / ((n-1)(n-2) / (2n-3)); None under three nodes. Only defined for a connected network."""
    size = len(closeness)
    return None if size < 3 else excess(closeness) / ((size - 1) * (size - 2) / (2 * size - 3))


def directed_degree_centralization(degrees: Sequence[int]) -> float | None:
    """Return sum(max - d) / (n-1)^2 for degrees counted one way; None under two nodes."""
    size = len(degrees)
    return None if size < 2 else excess(degrees) / (size - 1) ** 2
