"""The measures of a network and of each node in it, defined as the field does.

Ties count once whatever their direction, and unweighted; density, reciprocity and the in and out measures look at
direction where the network has one. A measure that is undefined is None, never 0.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import rustworkx

from coalition.lib.on_demand import on_demand
from stakeholders.network import centralization, holes
from stakeholders.network.diversity import blau, external_internal
from stakeholders.network.graph import Distances, Network, betweenness
from stakeholders.network.ratings import Scores, score_all

sum_distances: Callable[[Network], Distances] = on_demand("stakeholders.network.distances.sum_distances")


@dataclass(frozen=True)
class NodeMeasures:
    """One node. Betweenness and closeness are 0 to 1; `cutpoint` means the network falls apart without it.

    Trust and value are 1 to 4, as others rate it.
    """

    degree: int
    degree_share: float | None
    betweenness: float | None
    betweenness_raw: float
    closeness: float | None
    harmonic: float | None
    constraint: float | None
    effective_size: float | None
    efficiency: float | None
    clustering: float
    core: int
    cutpoint: bool
    in_degree: int | None
    out_degree: int | None
    betweenness_directed: float | None
    trust: float | None
    value: float | None


@dataclass(frozen=True)
class NetworkMeasures:
    """The whole network. Path measures are of its largest component; closeness needs a connected network.

    Trust and value are shares of what they were if everyone rated everything 4. E-I and Blau are of sectors.
    """

    nodes: int
    ties: int
    directed: bool
    density: float | None
    density_undirected: float | None
    degree_centralization: float | None
    betweenness_centralization: float | None
    closeness_centralization: float | None
    in_degree_centralization: float | None
    out_degree_centralization: float | None
    reciprocity: float | None
    mutual_dyads: int | None
    asymmetric_dyads: int | None
    components: int
    component_sizes: tuple[int, ...]
    isolates: int
    average_degree: float | None
    transitivity: float | None
    average_clustering: float | None
    diameter: int | None
    average_path_length: float | None
    cutpoints: tuple[str, ...]
    bridges: int
    self_ties_dropped: int
    doubles_dropped: int
    e_i_index: float | None
    e_i_expected: float | None
    blau: float | None
    trust: float | None
    value: float | None


def measure(network: Network) -> tuple[NetworkMeasures, dict[str, NodeMeasures]]:
    """Return the measures of the whole network and of every node by name."""
    distances = sum_distances(network)
    scores = score_all(network.ratings)
    nodes = measure_nodes(network, distances, scores)
    return measure_whole(network, nodes, distances, scores), nodes


def measure_nodes(network: Network, distances: Distances, scores: Scores) -> dict[str, NodeMeasures]:
    raw = betweenness(network.undirected_graph)
    one_way = directed_betweenness(network)
    # The stub of rustworkx says int, the function returns the core of each node.
    cores: Mapping[int, int] = rustworkx.core_number(network.undirected_graph)  # type: ignore[assignment]
    cutpoints = rustworkx.articulation_points(network.undirected_graph)
    into, out = direction_degrees(network)
    others = network.size - 1
    pairs = others * (network.size - 2) / 2
    return {
        name: NodeMeasures(
            degree=len(network.neighbors[node]),
            degree_share=len(network.neighbors[node]) / others if others else None,
            betweenness=raw[node] / pairs if pairs > 0 else None,
            betweenness_raw=raw[node],
            closeness=closeness(distances, node, network.size),
            harmonic=distances.inverse[node] / others if others else None,
            constraint=holes.constraint(network, node),
            effective_size=holes.effective_size(network, node),
            efficiency=holes.efficiency(network, node),
            clustering=clustering(network, node),
            core=cores[node],
            cutpoint=node in cutpoints,
            in_degree=into[node] if network.directed else None,
            out_degree=out[node] if network.directed else None,
            betweenness_directed=one_way[node] if one_way else None,
            trust=scores.trust.get(name),
            value=scores.value.get(name),
        )
        for node, name in enumerate(network.names)
    }


def measure_whole(
    network: Network, nodes: dict[str, NodeMeasures], distances: Distances, scores: Scores
) -> NetworkMeasures:
    each = list(nodes.values())
    size, ties = network.size, len(network.ties)
    possible = size * (size - 1)
    components = sorted(map(len, rustworkx.connected_components(network.undirected_graph)), reverse=True)
    connected = len(components) == 1
    mutual = count_mutual(network) if network.directed else None
    into, out = direction_degrees(network)
    diameter, average_path = paths_of_largest(network, distances)
    mixing = external_internal(network, network.sectors or [None] * size)
    return NetworkMeasures(
        nodes=size,
        ties=ties,
        directed=network.directed,
        density=ties / (possible if network.directed else possible / 2) if possible else None,
        density_undirected=len(network.undirected_ties) / (possible / 2) if possible else None,
        degree_centralization=centralization.degree_centralization([one.degree for one in each]),
        betweenness_centralization=centralization.betweenness_centralization([one.betweenness_raw for one in each]),
        closeness_centralization=(
            centralization.closeness_centralization([one.closeness or 0.0 for one in each]) if connected else None
        ),
        in_degree_centralization=centralization.directed_degree_centralization(into) if network.directed else None,
        out_degree_centralization=centralization.directed_degree_centralization(out) if network.directed else None,
        reciprocity=2 * mutual / ties if mutual is not None and ties else None,
        mutual_dyads=mutual,
        asymmetric_dyads=ties - 2 * mutual if mutual is not None else None,
        components=len(components),
        component_sizes=tuple(components),
        isolates=sum(1 for one in each if one.degree == 0),
        average_degree=sum(one.degree for one in each) / size if size else None,
        transitivity=transitivity(network),
        average_clustering=sum(one.clustering for one in each) / size if size else None,
        diameter=diameter,
        average_path_length=average_path,
        cutpoints=tuple(sorted(name for name, one in zip(network.names, each, strict=True) if one.cutpoint)),
        bridges=len(rustworkx.bridges(network.undirected_graph)),
        self_ties_dropped=network.self_ties_dropped,
        doubles_dropped=network.doubles_dropped,
        e_i_index=mixing.index,
        e_i_expected=mixing.expected,
        blau=blau(Counter(filter(None, network.sectors)).values()),
        trust=scores.network_trust,
        value=scores.network_value,
    )


def closeness(distances: Distances, node: int, size: int) -> float | None:
    """Return (r-1)/sum of distances * (r-1)/(n-1), r the nodes reached and itself (Wasserman & Faust 1994, p. 201).

    Plain Freeman closeness where the network is connected; 0 for an isolate among others; None for a lone node.
    """
    if size < 2:
        return None
    reached = distances.reached[node]
    return reached / distances.total[node] * reached / (size - 1) if reached else 0.0


def paths_of_largest(network: Network, distances: Distances) -> tuple[int | None, float | None]:
    """Return the diameter and the average path length, in steps, of the largest component."""
    components = rustworkx.connected_components(network.undirected_graph)
    largest = max(components, key=len, default=set())
    if len(largest) < 2:
        return None, None
    total = sum(distances.total[node] for node in largest)
    return max(distances.longest[node] for node in largest), total / (len(largest) * (len(largest) - 1))


def clustering(network: Network, node: int) -> float:
    """Return the share of a node's pairs of contacts that are tied to each other; 0 under two contacts."""
    circle = network.neighbors[node]
    if len(circle) < 2:
        return 0.0
    return sum(len(network.neighbors[one] & circle) for one in circle) / (len(circle) * (len(circle) - 1))


def transitivity(network: Network) -> float | None:
    """Return the share of connected triples that are closed; None where there is none."""
    closed = sum(len(network.neighbors[one] & circle) for circle in network.neighbors for one in circle)
    triples = sum(len(circle) * (len(circle) - 1) for circle in network.neighbors)
    return closed / triples if triples else None


def direction_degrees(network: Network) -> tuple[list[int], list[int]]:
    """Return how many ties come in to and go out from each node."""
    into, out = [0] * network.size, [0] * network.size
    for source, target in network.ties:
        out[source] += 1
        into[target] += 1
    return into, out


def directed_betweenness(network: Network) -> list[float] | None:
    """Return raw betweenness over directed paths, or None where ties have no direction."""
    if not network.directed:
        return None
    return betweenness(network.directed_graph)


def count_mutual(network: Network) -> int:
    """Return the number of pairs tied both ways."""
    ties = set(network.ties)
    return sum(1 for source, target in ties if source < target and (target, source) in ties)
