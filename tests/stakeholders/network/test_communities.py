import csv

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders.network.communities import by_name, communities
from stakeholders.network.graph import build_network
from tests.shared_data import SHARED_DATA

TWO_TRIANGLES = ["ab", "bc", "ca", "de", "ef", "fd", "cd"]


def test_two_circles_with_one_tie_between_are_two_groups():
    found = communities(build_network("abcdefg", map(tuple, TWO_TRIANGLES)))

    assert found.groups == (("a", "b", "c"), ("d", "e", "f"))
    assert round(found.modularity, 4) == 0.3571
    assert by_name(found)["e"] == 1


def test_nobody_is_grouped_where_nobody_is_tied():
    assert communities(build_network("ab", [])).groups == ()


pairs = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=25)


@settings(max_examples=50, deadline=None)
@given(pairs, st.randoms())
def test_groups_are_the_same_in_any_order_and_their_modularity_is_networkx_s(ties, random):
    network = build_network([], ties)
    found = communities(network)

    assert found == communities(build_network([], random.sample(ties, len(ties))))
    if found.modularity is not None:
        graph = networkx.Graph([(network.names[a], network.names[b]) for a, b in network.undirected_ties])
        graph.add_nodes_from(network.names)
        groups = [*found.groups, *([name] for name in network.names if name not in by_name(found))]
        assert round(networkx.community.modularity(graph, groups), 9) == round(found.modularity, 9)


@pytest.mark.parametrize("folder", [SHARED_DATA] if SHARED_DATA else [])
def test_karate_club_falls_into_groups_as_modular_as_published(folder):
    rows = list(csv.DictReader((folder / "n02-zachary-karate" / "karate_edges.csv").open()))

    found = communities(build_network([], [(row["source"], row["target"]) for row in rows]))

    assert 0.40 < found.modularity <= 0.4198
