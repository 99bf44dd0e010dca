"""One stakeholder and those they are tied to, as a small map: they in the middle, the others on both sides of an oval.

Names stand outside the oval, each on its own line, so that none can meet another whatever the fonts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from stakeholders.maps.text import short_name

WIDTH = 640.0
HALF = WIDTH / 2
ACROSS = 150.0
ROW = 42.0
LEAST_HEIGHT = 150.0
EDGE = 34.0
SMALLEST, PER_SWAY = 8.0, 1.6
NAME_SIZE = 11.5
LONGEST_NAME = 26
GAP = 7.0
BAR = 5.0


@dataclass(frozen=True)
class Neighbor:
    """Somebody at the other end of a tie; `trust` is 1 to 4 or None, `kind` that of the tie drawn."""

    key: int
    name: str
    sway: int | None = None
    kind: str = ""
    trust: int | None = None


@dataclass(frozen=True)
class Between:
    """A tie between two neighbors, by their keys."""

    one: int
    other: int
    kind: str = ""
    trust: int | None = None


@dataclass(frozen=True)
class Place:
    """A disc, and where the icon in it stands."""

    x: float
    y: float
    radius: float

    @property
    def icon_size(self) -> float:
        return round(self.radius * 1.12, 1)

    @property
    def icon_x(self) -> float:
        return round(self.x - self.icon_size / 2, 1)

    @property
    def icon_y(self) -> float:
        return round(self.y - self.icon_size / 2, 1)


@dataclass(frozen=True)
class DrawnTie:
    """A line; `bars` cross the middle of one in tension."""

    kind: str
    trust: int | None
    x1: float
    y1: float
    x2: float
    y2: float
    bars: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True)
class DrawnNeighbor:
    neighbor: Neighbor
    at: Place
    name: str
    name_x: float
    name_y: float
    anchor: str


@dataclass(frozen=True)
class EgoMap:
    width: float
    height: float
    center: Place
    neighbors: tuple[DrawnNeighbor, ...]
    ties: tuple[DrawnTie, ...]


def draw_ego(sway: int | None, neighbors: Sequence[Neighbor], between: Iterable[Between] = ()) -> EgoMap:
    """Return the map; the first neighbor stands top left, the second top right, and so on downwards."""
    left, right = neighbors[::2], neighbors[1::2]
    height = max(LEAST_HEIGHT, ROW * max(len(left), len(right), 1) + 2 * EDGE)
    center = Place(HALF, round(height / 2, 1), radius_of(sway) + 4)
    places: dict[int, Place] = {}
    for side, those in ((-1, left), (1, right)):
        places |= places_on(side, those, height)
    ties = [drawn_tie(center, places[one.key], one.kind, one.trust) for one in neighbors]
    ties += [
        drawn_tie(places[tie.one], places[tie.other], tie.kind, tie.trust)
        for tie in between
        if tie.one in places and tie.other in places
    ]
    return EgoMap(WIDTH, round(height, 1), center, tuple(named(one, places) for one in neighbors), tuple(ties))


def radius_of(sway: int | None) -> float:
    return SMALLEST + PER_SWAY * (sway or 1)


def places_on(side: int, those: Sequence[Neighbor], height: float) -> Mapping[int, Place]:
    """Return where these stand on one side (-1 left, 1 right), evenly from top to bottom."""
    places = {}
    reach = height / 2
    for number, one in enumerate(those):
        y = height * (number + 1) / (len(those) + 1) if len(those) < 3 else spread(number, len(those), height)
        out = sqrt(max(0.0, 1 - ((y - reach) / reach) ** 2))
        places[one.key] = Place(round(HALF + side * ACROSS * max(out, 0.45), 1), round(y, 1), radius_of(one.sway))
    return places


def spread(number: int, count: int, height: float) -> float:
    return EDGE + (height - 2 * EDGE) * number / (count - 1)


def named(one: Neighbor, places: Mapping[int, Place]) -> DrawnNeighbor:
    at = places[one.key]
    side = -1 if at.x < HALF else 1
    x = round(at.x + side * (at.radius + GAP), 1)
    room = x if side < 0 else WIDTH - x
    name = short_name(one.name, LONGEST_NAME, room - GAP, NAME_SIZE)
    return DrawnNeighbor(one, at, name, x, round(at.y + 4, 1), "end" if side < 0 else "start")


def drawn_tie(one: Place, other: Place, kind: str, trust: int | None) -> DrawnTie:
    bars = tension_bars(one, other) if kind == "in-tension" else ()
    return DrawnTie(kind, trust, one.x, one.y, other.x, other.y, bars)


def tension_bars(one: Place, other: Place) -> tuple[tuple[float, float, float, float], ...]:
    """Return two short bars across the middle of a line."""
    length = hypot(other.x - one.x, other.y - one.y) or 1.0
    along = (other.x - one.x) / length, (other.y - one.y) / length
    across = -along[1] * BAR, along[0] * BAR
    middle = (one.x + other.x) / 2, (one.y + other.y) / 2
    bars = []
    for step in (-2.5, 2.5):
        x, y = middle[0] + along[0] * step, middle[1] + along[1] * step
        bars.append(
            (round(x + across[0], 1), round(y + across[1], 1), round(x - across[0], 1), round(y - across[1], 1))
        )
    return tuple(bars)
