"""Warm paths: who could introduce us to somebody we do not reach yet.

The rule: fewest steps; among those the highest lowest trust, then the highest product of trust; no tie in tension; and
everyone between the ends is On board or past it. A further route is the best that does without at least one person
between (or, where nobody is between, without the tie) of each earlier one, so that routes differ in whom they ask.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import prod
from typing import TypeAlias

UNKNOWN_TRUST = 1
"""A tie whose trust nobody rated counts as the least."""
MOST_STEPS = 6

Rank: TypeAlias = tuple[int, int, int, tuple[str, ...]]
Candidate: TypeAlias = tuple[Rank, tuple[list[str], ...], "WarmPath", frozenset[frozenset[str]]]
Neighbors: TypeAlias = Mapping[str, Mapping[str, int | None]]
Usable: TypeAlias = Callable[[str, str], bool]
Routes: TypeAlias = Mapping[str, tuple[int, tuple[str, ...], tuple[int | None, ...]]]
"""For each person the product of trust, the people and the trusts of the best route that ends there."""


@dataclass(frozen=True)
class TrustTie:
    """A tie two people share, with trust 1 to 4 or None for unknown."""

    one: str
    other: str
    trust: int | None = None
    in_tension: bool = False


@dataclass(frozen=True)
class WarmPath:
    """A route from us to somebody: everyone on it in order, and the trust of each step."""

    people: tuple[str, ...]
    trusts: tuple[int | None, ...]

    @property
    def steps(self) -> int:
        return len(self.trusts)

    @property
    def lowest_trust(self) -> int:
        return min(trust or UNKNOWN_TRUST for trust in self.trusts)

    @property
    def between(self) -> frozenset[str]:
        return frozenset(self.people[1:-1])


def warm_paths(
    ties: Sequence[TrustTie], *, starts: Collection[str], goal: str, allies: Collection[str], most: int = 3
) -> list[WarmPath]:
    """Return up to `most` routes from any of `starts` to `goal` through `allies`, best first; [] where none leads."""
    neighbors = trusted_neighbors(ties)
    found: list[WarmPath] = []
    candidates: list[Candidate] = []
    tried: set[frozenset[frozenset[str]]] = set()

    def consider(left_out: frozenset[frozenset[str]]) -> None:
        if left_out in tried:
            return
        tried.add(left_out)
        path = best_path(neighbors, starts=starts, goal=goal, allies=allies, left_out=left_out)
        if path:
            heappush(candidates, (rank(path), tuple(sorted(map(sorted, left_out))), path, left_out))

    consider(frozenset())
    while candidates and len(found) < most:
        *_, path, left_out = heappop(candidates)
        if path not in found:
            found.append(path)
        for part in parts_to_do_without(path):
            consider(left_out | {part})
    return found


def rank(path: WarmPath) -> Rank:
    """Return what routes are ordered by, the best first."""
    return path.steps, -path.lowest_trust, -prod(trust or UNKNOWN_TRUST for trust in path.trusts), path.people


def parts_to_do_without(path: WarmPath) -> list[frozenset[str]]:
    """Return each person between as a set of one; where nobody is between, the tie as a set of two."""
    return [frozenset((person,)) for person in path.people[1:-1]] or [frozenset(path.people)]


def trusted_neighbors(ties: Sequence[TrustTie]) -> Neighbors:
    """Return for each person those they could ask, with the strongest trust of the ties that are not in tension."""
    tense = {frozenset((tie.one, tie.other)) for tie in ties if tie.in_tension}
    neighbors: dict[str, dict[str, int | None]] = {}
    for tie in ties:
        if frozenset((tie.one, tie.other)) in tense or tie.one == tie.other:
            continue
        for person, friend in ((tie.one, tie.other), (tie.other, tie.one)):
            known = neighbors.setdefault(person, {}).get(friend)
            neighbors[person][friend] = max((known, tie.trust), key=lambda trust: trust or 0)
    return neighbors


def best_path(
    neighbors: Neighbors,
    *,
    starts: Collection[str],
    goal: str,
    allies: Collection[str],
    left_out: frozenset[frozenset[str]],
) -> WarmPath | None:
    """Return the best route that uses no person and no tie in `left_out`, or None."""

    def usable(one: str, other: str) -> bool:
        return (
            (other == goal or other in allies)
            and frozenset((other,)) not in left_out
            and frozenset((one, other)) not in left_out
        )

    layers = layers_to_goal(neighbors, starts, goal, usable)
    if layers is None:
        return None
    lowest = dict.fromkeys(layers[0], 4)
    for layer, following in pairwise(layers):
        lowest = {
            person: max(
                min(lowest[before], neighbors[before][person] or UNKNOWN_TRUST)
                for before in layer
                if person in neighbors.get(before, ()) and usable(before, person)
            )
            for person in following
        }
    best: Routes = {person: (1, (person,), ()) for person in sorted(layers[0])}
    for following in layers[1:]:
        best = extend(best, following, neighbors, lowest[goal], usable)
    _, people, trusts = best[goal]
    return WarmPath(people, trusts)


def layers_to_goal(neighbors: Neighbors, starts: Collection[str], goal: str, usable: Usable) -> list[list[str]] | None:
    """Return the people reached after 0, 1, 2 … steps, the last layer being the goal alone; None where none leads."""
    layers, seen = [sorted(set(starts) - {goal})], set(starts)
    for _ in range(MOST_STEPS):
        reached = {
            other for one in layers[-1] for other in neighbors.get(one, ()) if other not in seen and usable(one, other)
        }
        if goal in reached:
            return [*layers, [goal]]
        if not reached:
            return None
        seen |= reached
        layers.append(sorted(reached))
    return None


def extend(best: Routes, following: Iterable[str], neighbors: Neighbors, least: int, usable: Usable) -> Routes:
    """Carry the routes one layer on over ties of at least `least` trust, keeping the highest product for each."""
    extended = {}
    for person in following:
        options = [
            (-product * (trust or UNKNOWN_TRUST), (*people, person), (*trusts, trust))
            for before, (product, people, trusts) in best.items()
            if person in neighbors.get(before, ()) and usable(before, person)
            for trust in [neighbors[before][person]]
            if (trust or UNKNOWN_TRUST) >= least
        ]
        if options:
            negative, people, trusts = min(options, key=lambda option: option[:2])
            extended[person] = (-negative, people, trusts)
    return extended
