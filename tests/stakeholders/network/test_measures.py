import csv
import json
import math

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.network.distances import sum_distances
from stakeholders.network.diversity import blau, external_internal, qualitative_variation
from stakeholders.network.graph import build_network
from stakeholders.network.measures import measure
from tests.shared_data import SHARED_DATA

# Krackhardt's kite (1990), the smallest network in which degree, closeness and betweenness pick different people.
KITE = "ab ac ad af bd be bg cd cf de df dg eg fg fh gh hi ij"
# The example of Borgatti (1997) on structural holes.
HOLES = "ab af ag ae eg fg bg bd dg gc"


def network_of(text, names="", directed=False):
    return build_network(names, (tuple(pair) for pair in text.split()), directed)


def test_kite_has_the_published_centralities():
    _, nodes = measure(network_of(KITE))

    assert [round(nodes[name].betweenness, 3) for name in "abcdefghij"] == [
        0.023, 0.023, 0, 0.102, 0, 0.231, 0.231, 0.389, 0.222, 0,
    ]  # fmt: skip
    assert [round(nodes[name].closeness, 3) for name in "abcdefghij"] == [
        0.529, 0.529, 0.5, 0.6, 0.5, 0.643, 0.643, 0.6, 0.429, 0.310,
    ]  # fmt: skip


def test_kite_has_the_known_centralization():
    whole, _ = measure(network_of(KITE))

    assert round(whole.density, 6) == 0.4
    assert round(whole.degree_centralization, 6) == 0.333333
    assert round(whole.betweenness_centralization, 6) == 0.296296
    assert round(whole.closeness_centralization, 6) == 0.270375
    assert whole.cutpoints == ("h", "i")


def test_holes_have_the_published_constraint_and_effective_size():
    _, nodes = measure(network_of(HOLES))

    assert round(nodes["g"].constraint, 3) == 0.4
    assert round(nodes["a"].constraint, 3) == 0.595
    assert nodes["c"].constraint == 1
    assert round(nodes["g"].effective_size, 2) == 4.67
    assert nodes["a"].effective_size == 2.5
    assert nodes["c"].effective_size == 1


@pytest.mark.parametrize(("text", "expected"), [("ab ac ad ae", 1.0), ("ab bc cd de ea", 0.0)])
def test_centralization_is_one_for_a_star_and_zero_for_a_ring(text, expected):
    whole, _ = measure(network_of(text))

    assert whole.degree_centralization == expected
    assert whole.betweenness_centralization == expected
    assert math.isclose(whole.closeness_centralization, expected, abs_tol=1e-12)


def test_measures_that_are_undefined_are_none():
    whole, nodes = measure(build_network(["alone"], []))

    assert (whole.density, whole.degree_centralization, whole.diameter, whole.transitivity) == (None,) * 4
    assert (nodes["alone"].closeness, nodes["alone"].betweenness, nodes["alone"].constraint) == (None,) * 3


def test_an_empty_network_measures_without_error():
    whole, nodes = measure(build_network([], []))

    assert (whole.nodes, whole.ties, whole.components, nodes) == (0, 0, 0, {})


def test_an_isolate_has_no_constraint_and_zero_closeness():
    whole, nodes = measure(network_of("ab bc", names="abcd"))

    assert (nodes["d"].constraint, nodes["d"].effective_size, nodes["d"].closeness) == (None, None, 0.0)
    assert (whole.closeness_centralization, whole.isolates, whole.component_sizes) == (None, 1, (3, 1))


def test_self_ties_and_doubles_are_dropped_and_counted():
    network = network_of("ab ba aa ab")

    assert (network.ties, network.self_ties_dropped, network.doubles_dropped) == (((0, 1),), 1, 2)


def test_directed_ties_count_those_returned():
    whole, nodes = measure(network_of("ab ba ac", directed=True))

    assert whole.reciprocity == 2 / 3
    assert (whole.mutual_dyads, whole.asymmetric_dyads, whole.density) == (1, 1, 0.5)
    assert (nodes["a"].in_degree, nodes["a"].out_degree) == (1, 2)


def test_external_internal_index_counts_ties_across_groups():
    mixing = external_internal(network_of("ab bc cd"), ["x", "x", "y", None])

    assert (mixing.external, mixing.internal, mixing.index) == (1, 1, 0.0)
    assert math.isclose(mixing.expected, 1 / 3)


def test_blau_has_the_known_values():
    assert math.isclose(blau([5, 3, 2]), 0.62)
    assert math.isclose(blau([4, 4, 2]), 0.64)
    assert blau([]) is None
    assert qualitative_variation([2, 2]) == 1.0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_measures_agree_with_networkx(pairs):
    network = build_network(map(str, range(10)), ((str(one), str(other)) for one, other in pairs))
    reference = networkx.Graph(list(network.undirected_ties))
    reference.add_nodes_from(range(10))

    whole, nodes = measure(network)

    for measured, oracle in [
        ("betweenness", networkx.betweenness_centrality(reference)),
        ("closeness", networkx.closeness_centrality(reference)),
        ("clustering", networkx.clustering(reference)),
        ("core", networkx.core_number(reference)),
        ("constraint", networkx.constraint(reference)),
        ("effective_size", networkx.effective_size(reference)),
    ]:
        for position, name in enumerate(network.names):
            assert_alike(getattr(nodes[name], measured), oracle[position])
    assert whole.components == networkx.number_connected_components(reference)
    assert set(whole.cutpoints) == {network.names[node] for node in networkx.articulation_points(reference)}


@given(st.permutations(KITE.split()))
def test_measures_do_not_depend_on_the_order_of_ties(ties):
    whole, nodes = measure(network_of(" ".join(ties)))
    expected_whole, expected_nodes = measure(network_of(KITE))

    assert whole.cutpoints == expected_whole.cutpoints
    assert all(math.isclose(nodes[name].betweenness, expected_nodes[name].betweenness) for name in nodes)


def networks_to_hold_against():
    return sorted(path.name for path in SHARED_DATA.glob("n0*/*_oracle_network.json")) if SHARED_DATA else []


@pytest.mark.parametrize("name", networks_to_hold_against())
def test_measures_equal_the_oracle(name):
    [oracle_file] = SHARED_DATA.glob(f"n0*/{name}")
    base = str(oracle_file).removesuffix("_oracle_network.json")
    oracle = json.loads(oracle_file.read_text())
    rows = {row["id"]: row for row in read(f"{base}_nodes.csv")}
    ties = [(row["source"], row["target"]) for row in read(f"{base}_edges.csv")]

    network = build_network(rows, ties, directed=oracle["directed"])
    whole, nodes = measure(network)

    view = oracle["undirected_view"]
    assert_alike(whole.density, oracle["density"])
    assert_alike(whole.degree_centralization, view["degree_centralization_freeman"])
    assert_alike(whole.betweenness_centralization, view["betweenness_centralization_freeman"])
    assert_alike(whole.closeness_centralization, view["closeness_centralization_freeman"])
    assert_alike(whole.average_path_length, view["average_path_length_largest_component"])
    assert_alike(whole.transitivity, view["transitivity_global"])
    assert_alike(whole.reciprocity, oracle.get("reciprocity_share_of_ties_returned"))
    for row in read(f"{base}_oracle_nodes.csv"):
        node = nodes[row["node"]]
        assert_alike(node.betweenness, row["betweenness_norm"])
        assert_alike(node.closeness, row["closeness"])
        assert_alike(node.constraint, row["burt_constraint"])
        assert_alike(node.harmonic, row["harmonic_norm"])
    for mixing in oracle.get("homophily", []):
        groups = [rows[member][mixing["attribute"]] or None for member in network.names]
        assert_alike(external_internal(network, groups).index, mixing["E_I_index"])


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def assert_alike(measured, expected):
    if expected in ("", None) or (isinstance(expected, float) and math.isnan(expected)):
        assert measured is None
    else:
        assert math.isclose(measured, float(expected), abs_tol=1e-4)


def test_many_nodes_are_walked_to_the_same_distances(monkeypatch):
    ties = [(f"n{at}", f"n{at * at % 601}") for at in range(600)]
    network = build_network([f"n{at}" for at in range(700)], ties)
    held = sum_distances(network)

    monkeypatch.setattr("stakeholders.network.distances.MATRIX_NODES", 0)
    walked = sum_distances(network)

    assert (walked.reached, walked.total, walked.longest) == (held.reached, held.total, held.longest)
    assert walked.inverse == pytest.approx(held.inverse)
