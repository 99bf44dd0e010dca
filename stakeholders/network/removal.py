"""What if somebody leaves: the network before and after, and who loses what.

Only those who stay are compared: a figure is of the others before, in the network with everyone, and after, in the
network without those who leave.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from stakeholders.network.breaking import main_part, parts
from stakeholders.network.graph import Network, build_network


@dataclass(frozen=True)
class Standing:
    """Figures of those who stay: `ways` are pairs of them with any way to each other, `connected` their share."""

    ties: int
    parts: int
    alone: int
    ways: int
    connected: float | None
    groups_at_table: tuple[str, ...]


@dataclass(frozen=True)
class Removal:
    """Before and after, and who of those who stay loses their last tie, the main part or a group's way to the table."""

    before: Standing
    after: Standing
    lose_last_tie: tuple[str, ...]
    cut_off: tuple[str, ...]
    groups_lost: tuple[str, ...]


def removal(network: Network, groups: Mapping[str, str], deciders: Collection[str], gone: Collection[str]) -> Removal:
    """Return what breaks when `gone` leave. `groups` and `deciders` are by name, as in `breaking`."""
    names = [name for name in network.names if name not in set(gone)]
    kept = set(names)
    pairs = [(network.names[one], network.names[other]) for one, other in network.undirected_ties]
    rest = build_network(names, [pair for pair in pairs if kept.issuperset(pair)])
    staying = {name: group for name, group in groups.items() if name in kept}
    before = standing(network, kept, staying, set(deciders))
    after = standing(rest, kept, staying, set(deciders))
    degree = {name: len(network.neighbors[place]) for place, name in enumerate(network.names)}
    alone = {name for place, name in enumerate(rest.names) if not rest.neighbors[place] and degree[name]}
    return Removal(
        before=before,
        after=after,
        lose_last_tie=tuple(sorted(alone)),
        cut_off=tuple(sorted(newly_apart(network, rest, set(deciders)) - alone)),
        groups_lost=tuple(sorted(set(before.groups_at_table) - set(after.groups_at_table))),
    )


def standing(network: Network, kept: Collection[str], groups: Mapping[str, str], deciders: Collection[str]) -> Standing:
    everyone = [{network.names[node] for node in part} for part in parts(network, None)]
    sizes = [len(part & set(kept)) for part in everyone]
    pairs = len(kept) * (len(kept) - 1) // 2
    ways = sum(size * (size - 1) // 2 for size in sizes)
    reached = {groups[name] for part in everyone if part & set(deciders) for name in part if name in groups}
    ties = sum(1 for one, other in network.undirected_ties if {network.names[one], network.names[other]} <= set(kept))
    alone = sum(1 for place, name in enumerate(network.names) if name in kept and not network.neighbors[place])
    return Standing(
        ties=ties,
        parts=sum(1 for size in sizes if size > 1),
        alone=alone,
        ways=ways,
        connected=ways / pairs if pairs else None,
        groups_at_table=tuple(sorted(reached)),
    )


def newly_apart(network: Network, rest: Network, deciders: Collection[str]) -> set[str]:
    """Return who was in one part with others and is outside the main one that remains of it."""
    apart: set[str] = set()
    remains = parts(rest, None)
    for part in parts(network, None):
        names = {network.names[node] for node in part}
        pieces = [piece for piece in remains if rest.names[min(piece)] in names and len(part) > 1]
        main = main_part(rest, pieces, deciders)
        apart |= {rest.names[node] for piece in pieces if piece is not main for node in piece}
    return apart
