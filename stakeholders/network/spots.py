"""What the layout of a network is asked with, and what it answers: marks in, spots in a frame out."""

from collections.abc import Callable
from dataclasses import dataclass

LABEL_HEIGHT = 16.0
FEW = 150
"""Up to here every name has a place of its own; among more, only the weightiest are written."""

Report = Callable[[int], None]


@dataclass(frozen=True)
class Frame:
    """The drawing, in its own units; nothing is placed nearer than `margin` to its edge."""

    width: float = 836.0
    height: float = 560.0
    margin: float = 6.0


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for a node: a disc, its name's width, and how much its name matters when there is little room."""

    radius: float
    label_width: float
    weight: float = 0.0
    label_height: float = LABEL_HEIGHT


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: the middle of its box's upper edge, which side of the disc that is, and where it ends."""

    x: float
    y: float
    side: str
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node stands; `label` is None where its name finds no room (it is shown when the node is chosen)."""

    x: float
    y: float
    label: Label | None
