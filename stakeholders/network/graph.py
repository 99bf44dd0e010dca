from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import rustworkx

from stakeholders.network.ratings import Rating


@dataclass(frozen=True)
class Network:
    """Named nodes and the ties between them, by position in `names`; no tie twice, none to itself.

    Where `directed`, a tie (a, b) says something else than (b, a); else each pair stands once, smaller position
    first. `ratings` are what some of them say of others, `remarks` what of a file is not counted and why; `sectors`
    are by position, empty where nobody has one.
    """

    names: tuple[str, ...]
    ties: tuple[tuple[int, int], ...]
    directed: bool = False
    self_ties_dropped: int = 0
    doubles_dropped: int = 0
    ratings: tuple[Rating, ...] = ()
    remarks: tuple[str, ...] = ()
    sectors: tuple[str | None, ...] = ()

    @property
    def size(self) -> int:
        return len(self.names)

    @cached_property
    def undirected_ties(self) -> tuple[tuple[int, int], ...]:
        """Each pair that has a tie in either direction, once, in a fixed order."""
        return tuple(sorted({(min(pair), max(pair)) for pair in self.ties}))

    @cached_property
    def neighbors(self) -> tuple[frozenset[int], ...]:
        """Those tied to each node in either direction."""
        found: list[set[int]] = [set() for _ in self.names]
        for one, other in self.undirected_ties:
            found[one].add(other)
            found[other].add(one)
        return tuple(frozenset(each) for each in found)

    @cached_property
    def undirected_graph(self) -> rustworkx.PyGraph:
        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(self.size))
        graph.add_edges_from_no_data(list(self.undirected_ties))
        return graph

    @cached_property
    def directed_graph(self) -> rustworkx.PyDiGraph:
        graph = rustworkx.PyDiGraph(multigraph=False)
        graph.add_nodes_from(range(self.size))
        graph.add_edges_from_no_data(list(self.ties))
        return graph


def betweenness(graph: rustworkx.PyGraph | rustworkx.PyDiGraph) -> list[float]:
    """Return the raw betweenness of each node.

    The library adds up in threads, in any order: rounded to millionths, equals stay equal each time.
    """
    found = rustworkx.betweenness_centrality(graph, normalized=False)
    return [round(found[node], 6) for node in range(len(found))]


@dataclass(frozen=True)
class Distances:
    """For each node: how many others it reaches, the sum of the steps to them, of 1/steps, and the most steps."""

    reached: tuple[int, ...]
    total: tuple[int, ...]
    inverse: tuple[float, ...]
    longest: tuple[int, ...]


def build_network(
    names: Iterable[str],
    pairs: Iterable[tuple[str, str]],
    directed: bool = False,
    ratings: Iterable[Rating] = (),
) -> Network:
    """Make a network of `names`, then of whoever else `pairs` mentions, in order of first mention.

    Self-ties and doubles are dropped and counted; where not directed, (b, a) is a double of (a, b).
    """
    positions = {name: position for position, name in enumerate(dict.fromkeys(names))}
    ties: dict[tuple[int, int], None] = {}
    self_ties = doubles = 0
    for source, target in pairs:
        tie = tuple(positions.setdefault(name, len(positions)) for name in (source, target))
        one, other = tie if directed else sorted(tie)
        if one == other:
            self_ties += 1
        elif (one, other) in ties:
            doubles += 1
        else:
            ties[one, other] = None
    return Network(tuple(positions), tuple(ties), directed, self_ties, doubles, tuple(ratings))
