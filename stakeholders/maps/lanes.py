"""Which lane of its row each chip of the influence map takes, and who is drawn where there are too many.

A span is the first and the last column that a chip and its arrow cover, both included.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from stakeholders.maps.influence_shapes import Partner

COLUMNS = 6
LANES_BEFORE_FOLD = 10


def span(partner: Partner, shows_targets: bool) -> tuple[int, int]:
    """Return the first and last column the partner's lane covers. Who is past the target is at it."""
    assert partner.level is not None
    if shows_targets and partner.target is not None:
        return partner.level, max(partner.level, partner.target)
    return partner.level, partner.level


def deepest(spans: Iterable[tuple[int, int]]) -> int:
    """Return how many spans cover the busiest column: the number of lanes that `pack` needs."""
    load = [0] * COLUMNS
    for first, last in spans:
        for column in range(first, last + 1):
            load[column] += 1
    return max(load)


def admit(members: Sequence[Partner], spans: dict[int, tuple[int, int]], selected: int | None) -> list[Partner]:
    """Choose who is drawn in a row that folds: in turns over the cells, as long as nine lanes hold them.

    `members` are in reading order; what is chosen stays in it.
    """
    cells: dict[int, list[Partner]] = defaultdict(list)
    for partner in sorted(members, key=lambda one: (not one.at_table, not one.under_represented)):
        cells[spans[partner.id][0]].append(partner)
    turns = [
        (partner.id != selected, turn, level, partner.id)
        for level, queue in cells.items()
        for turn, partner in enumerate(queue)
        if turn < LANES_BEFORE_FOLD or partner.id == selected
    ]
    load = [0] * COLUMNS
    chosen = set()
    for *_, identity in sorted(turns):
        first, last = spans[identity]
        if all(load[column] < LANES_BEFORE_FOLD - 1 for column in range(first, last + 1)):
            chosen.add(identity)
            for column in range(first, last + 1):
                load[column] += 1
    return [partner for partner in members if partner.id in chosen]


def pack(spans: Sequence[tuple[Partner, tuple[int, int]]]) -> list[tuple[Partner, int]]:
    """Give each partner, in order of the first column, the lowest lane that is free from there on."""
    lane_ends: list[int] = []
    lanes = []
    for partner, (first, last) in spans:
        lane = next((lane for lane, end in enumerate(lane_ends) if end < first), len(lane_ends))
        lane_ends[lane : lane + 1] = [last]
        lanes.append((partner, lane))
    return lanes
