"""Groups who are tied to each other more than to the others (Louvain: Blondel et al. 2008).

Everybody starts alone and joins the group that raises modularity most, until nobody gains; then groups are taken as
one and the same begins anew. Nodes are looked at in a fixed order, so the same network has the same groups.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stakeholders.network.graph import Network

LEAST_GAIN = 1e-9
MOST_ROUNDS = 100

Weights = list[dict[int, float]]


@dataclass(frozen=True)
class Communities:
    """The groups by name, the largest first, and their modularity: 0 as by chance, 1 as far apart as can be."""

    groups: tuple[tuple[str, ...], ...]
    modularity: float | None


def communities(network: Network) -> Communities:
    """Return groups of two or more; those without a tie are in none. Modularity is None without ties."""
    order = sorted(range(network.size), key=lambda node: network.names[node])
    place = {node: at for at, node in enumerate(order)}
    weights: Weights = [{place[other]: 1.0 for other in network.neighbors[node]} for node in order]
    total = sum(sum(each.values()) for each in weights)
    if not total:
        return Communities((), None)
    group_of = list(range(network.size))
    level = weights
    while True:
        joined = join(level, total)
        if len(set(joined)) == len(level):
            break
        numbers = {group: number for number, group in enumerate(sorted(set(joined)))}
        group_of = [numbers[joined[group]] for group in group_of]
        level = taken_as_one(level, [numbers[group] for group in joined], len(numbers))
    members: dict[int, list[str]] = defaultdict(list)
    for at, group in enumerate(group_of):
        members[group].append(network.names[order[at]])
    groups = sorted((tuple(each) for each in members.values() if len(each) > 1), key=lambda each: (-len(each), each))
    return Communities(tuple(groups), modularity(weights, group_of, total))


def join(weights: Weights, total: float) -> list[int]:
    """Return for each node the group it ends in when nobody gains by leaving theirs."""
    strength = [sum(each.values()) for each in weights]
    others = [[pair for pair in each.items() if pair[0] != node] for node, each in enumerate(weights)]
    group_of = list(range(len(weights)))
    strength_of = dict(enumerate(strength))
    for _ in range(MOST_ROUNDS):
        moved = False
        for node, ties in enumerate(others):
            own = group_of[node]
            toward: dict[int, float] = {}
            for other, weight in ties:
                group = group_of[other]
                toward[group] = toward.get(group, 0.0) + weight
            if not toward.keys() - {own}:
                continue
            strength_of[own] -= strength[node]
            share = strength[node] / total
            best, gain = own, toward.get(own, 0.0) - strength_of[own] * share
            for group in sorted(toward):
                found = toward[group] - strength_of[group] * share
                if found > gain + LEAST_GAIN:
                    best, gain = group, found
            strength_of[best] += strength[node]
            if best != own:
                group_of[node], moved = best, True
        if not moved:
            break
    return group_of


def taken_as_one(weights: Weights, group_of: Sequence[int], count: int) -> Weights:
    """Return the ties between groups, and of each group with itself."""
    merged: Weights = [defaultdict(float) for _ in range(count)]
    for node, ties in enumerate(weights):
        for other, weight in ties.items():
            merged[group_of[node]][group_of[other]] += weight
    return [dict(each) for each in merged]


def modularity(weights: Weights, group_of: Sequence[int], total: float) -> float:
    """Return the share of ties within groups less what chance would give (Newman & Girvan 2004)."""
    inside: dict[int, float] = defaultdict(float)
    strength: dict[int, float] = defaultdict(float)
    for node, ties in enumerate(weights):
        strength[group_of[node]] += sum(ties.values())
        for other, weight in ties.items():
            if group_of[other] == group_of[node]:
                inside[group_of[node]] += weight
    return sum(inside[group] / total - (each / total) ** 2 for group, each in strength.items())


def by_name(found: Communities) -> Mapping[str, int]:
    """Return the number of the group of everyone who is in one, from 0."""
    return {name: number for number, group in enumerate(found.groups) for name in group}
