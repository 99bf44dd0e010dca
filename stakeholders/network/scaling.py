"""A first picture of a large network: everyone near those they are few steps from (Brandes & Pich 2007, pivot MDS)."""

from typing import TypeAlias

import numpy
import rustworkx

Points: TypeAlias = "numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.float64]]"

PIVOTS = 60
APART = 0.02


def scaled(graph: rustworkx.PyGraph, chance: Points) -> Points:
    """Return points of a connected graph in the unit square, by node; `chance` are points there that part twins."""
    steps = rustworkx.distance_matrix(graph)
    squares = steps[:, pivots(steps)] ** 2
    centered = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    _, directions = numpy.linalg.eigh(centered.T @ centered)
    points = centered @ directions[:, [-1, -2]]
    largest = numpy.abs(points).argmax(axis=0)
    points = points * numpy.sign(points[largest, [0, 1]])
    span = numpy.ptp(points, axis=0)
    unit: Points = (points - points.min(axis=0)) / numpy.where(span > 0, span, 1)
    return unit * (1 - APART) + chance * APART


def pivots(steps: Points) -> list[int]:
    """Return up to sixty nodes that lie far from each other, the first node among them."""
    chosen, nearest = [0], steps[0].copy()
    while len(chosen) < min(PIVOTS, len(steps)) and nearest.max() > 0:
        chosen.append(int(nearest.argmax()))
        nearest = numpy.minimum(nearest, steps[chosen[-1]])
    return chosen
