"""Whom a network hangs on: what falls apart when one person leaves, and who stands between the others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import rustworkx

from stakeholders.network.graph import Network, betweenness

BROKER_TIMES_AVERAGE = 2.0
MOST_NAMED = 5
MANY = 1500
"""Above this many, ways between all pairs take too long for a page: nobody is called a broker."""


@dataclass(frozen=True)
class Loss:
    """What leaves with one node: the groups that lose their last way to any of the deciders, and who is cut off.

    `cut_off` is everyone outside the main part that remains, by name; everyone where no two remain together.
    """

    node: str
    groups: tuple[str, ...]
    cut_off: tuple[str, ...]


def losses(
    network: Network, groups: Mapping[str, str], deciders: Collection[str], most: int = MOST_NAMED
) -> tuple[Loss, ...]:
    """Return the losses of up to `most` cutpoints, those that cost a group its way to the deciders first.

    `groups` is by name; a group with a decider of its own needs no way. Among many cutpoints those
    with most ties are looked at.
    """
    points = rustworkx.articulation_points(network.undirected_graph)
    if not points:
        return ()
    cutpoints = sorted(points, key=lambda node: (-len(network.neighbors[node]), network.names[node]))
    before = groups_in_reach(network, groups, set(deciders), without=None)
    found = []
    for node in cutpoints[: 4 * most]:
        after = groups_in_reach(network, groups, set(deciders), without=node)
        left = tuple(
            sorted(before - after - ({groups.get(network.names[node], "")} - still_there(network, groups, node)))
        )
        found.append(Loss(network.names[node], left, cut_off(network, node, set(deciders))))
    return tuple(sorted(found, key=lambda loss: not loss.groups)[:most])


def still_there(network: Network, groups: Mapping[str, str], node: int) -> set[str]:
    """Return the groups that have a member besides `node`."""
    return {groups[name] for place, name in enumerate(network.names) if place != node and name in groups}


def groups_in_reach(
    network: Network, groups: Mapping[str, str], deciders: Collection[str], without: int | None
) -> set[str]:
    """Return the groups a member of which decides, or has a way to a decider, when `without` is gone."""
    found = set()
    for part in parts(network, without):
        names = {network.names[node] for node in part}
        if names & set(deciders):
            found |= {groups[name] for name in names if name in groups}
    return found


def cut_off(network: Network, node: int, deciders: Collection[str]) -> tuple[str, ...]:
    """Return who was in one part with `node` and is outside the main one of what remains of it."""
    around = [part for part in parts(network, node) if part & network.neighbors[node]]
    main = main_part(network, around, deciders)
    return tuple(sorted(network.names[one] for part in around if part is not main for one in part))


def main_part(network: Network, pieces: Collection[set[int]], deciders: Collection[str]) -> set[int]:
    """Return which of `pieces` the others are cut off from: the largest, of those with a decider if any has one.

    Empty where each is of one: then nobody is left to be cut off from.
    """
    seats = {place for place, name in enumerate(network.names) if name in deciders}
    together = [piece for piece in pieces if len(piece) > 1]
    return max(together, key=lambda piece: (bool(piece & seats), len(piece), -min(piece)), default=set())


def parts(network: Network, without: int | None) -> list[set[int]]:
    """Return the connected parts of the network, less one node."""
    seen = set() if without is None else {without}
    found = []
    for start in range(network.size):
        if start in seen:
            continue
        part, edge = {start}, [start]
        seen.add(start)
        while edge:
            fresh = network.neighbors[edge.pop()] - seen
            seen |= fresh
            part |= fresh
            edge.extend(fresh)
        found.append(part)
    return found


def brokers(network: Network, candidates: Collection[str]) -> tuple[str, ...] | None:
    """Return those of `candidates` who stand between others at least twice as often as the average, most first.

    None above MANY.
    """
    if network.size > MANY:
        return None
    if network.size < 3:
        return ()
    raw = betweenness(network.undirected_graph)
    average = sum(raw) / network.size
    busy = [
        (-raw[node], name)
        for node, name in enumerate(network.names)
        if name in candidates and raw[node] > 0 and raw[node] >= BROKER_TIMES_AVERAGE * average
    ]
    return tuple(name for _, name in sorted(busy))
