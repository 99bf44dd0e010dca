from itertools import pairwise
from random import Random

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholders.network.breaking import brokers, losses
from stakeholders.network.graph import betweenness, build_network

GROUPS = {"ana": "Families", "ben": "Families", "cora": "Employers", "dan": "Educators", "eve": "Policymakers"}


def network(*pairs):
    return build_network([], pairs)


def test_a_cutpoint_takes_a_groups_only_way_to_the_deciders_with_it():
    ties = network(("ana", "ben"), ("ben", "cora"), ("cora", "eve"), ("dan", "eve"), ("dan", "cora"))

    found = {loss.node: loss for loss in losses(ties, GROUPS, ["eve"])}

    assert found["cora"].groups == ("Families",)
    assert found["cora"].cut_off == ("ana", "ben")
    assert found["ben"].groups == ("Families",)
    assert found["ben"].cut_off == ("ana",)


def test_a_group_with_a_seat_of_its_own_loses_no_way_to_the_table():
    ties = network(("ana", "ben"), ("ben", "eve"), ("dan", "ben"))

    found = losses(ties, {"ana": "Families", "ben": "Employers", "dan": "Families"}, ["ana", "eve"])

    assert [(loss.node, loss.groups, loss.cut_off) for loss in found] == [("ben", (), ("ana", "dan", "eve"))]


def test_nobody_is_named_where_there_is_another_way():
    ties = network(("ana", "cora"), ("cora", "eve"), ("ana", "dan"), ("dan", "eve"))

    assert losses(ties, GROUPS, ["eve"]) == ()


def test_star_without_its_middle_cuts_off_every_ray():
    [loss] = losses(network(("hub", "ana"), ("hub", "ben"), ("hub", "cora"), ("eve", "dan")), {}, [])

    assert (loss.node, loss.cut_off) == ("hub", ("ana", "ben", "cora"))


def test_barbell_and_two_parts_are_cut_from_the_side_that_decides():
    bar = [("ana", "ben"), ("ben", "hub"), ("hub", "cora"), ("cora", "dan"), ("dan", "eve")]
    apart = [("gus", "hal"), ("hal", "ida")]

    found = {loss.node: loss.cut_off for loss in losses(network(*bar, *apart), {}, ["ana"])}

    assert found["hub"] == ("cora", "dan", "eve")
    assert found["hal"] == ("gus", "ida")


def test_few_with_two_seats_do_not_make_many_with_one_the_ones_cut_off():
    many, few = ("ana", "ben", "cora", "dan"), ("eve", "fay")
    ties = network(*pairwise(many), few, ("dan", "hub"), ("hub", "eve"))

    found = {loss.node: loss.cut_off for loss in losses(ties, {}, ["ana", *few])}

    assert found["hub"] == few


def test_those_who_cost_a_group_the_table_come_first_and_five_at_most():
    chain = [f"n{number:02}" for number in range(12)]
    ties = network(*pairwise(chain), ("n11", "eve"), ("ana", "n00"))

    found = losses(ties, {**GROUPS, **dict.fromkeys(chain, "Employers")}, ["eve"])

    assert len(found) == 5
    assert [bool(loss.groups) for loss in found] == sorted((bool(loss.groups) for loss in found), reverse=True)


def test_brokers_stand_between_others_at_least_twice_as_often_as_the_average():
    star = network(("hub", "ana"), ("hub", "ben"), ("hub", "cora"), ("hub", "dan"))

    assert brokers(star, ["hub", "ana"]) == ("hub",)
    assert brokers(star, ["ana"]) == ()
    assert brokers(network(("ana", "ben")), ["ana"]) == ()


def test_nobody_is_called_a_broker_among_more_than_fifteen_hundred():
    assert brokers(build_network([str(number) for number in range(1501)], [("1", "2")]), ["1"]) is None


pairs = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=14)


@settings(max_examples=60)
@given(pairs)
def test_who_is_cut_off_is_who_networkx_finds_apart(drawn):
    ties = build_network("abcdefgh", drawn)
    graph = networkx.Graph((ties.names[one], ties.names[other]) for one, other in ties.ties)

    for loss in losses(ties, {}, []):
        around = set(networkx.node_connected_component(graph, loss.node)) - {loss.node}
        parts = list(networkx.connected_components(graph.subgraph(around)))
        assert len(loss.cut_off) == len(around) - max((len(part) for part in parts if len(part) > 1), default=0)
        assert loss.node in set(networkx.articulation_points(graph))


def test_twins_stand_between_others_exactly_as_often_whatever_order_threads_add_up_in():
    chance = Random(3)
    size = 300
    half = [(chance.randrange(one), one) for one in range(1, size)] + [
        tuple(chance.sample(range(size), 2)) for _ in range(size)
    ]
    both = [(f"{one}", f"{other}") for one, other in half] + [(f"t{one}", f"t{other}") for one, other in half]
    names = [f"{number}" for number in range(size)]

    found = betweenness(build_network([*names, *(f"t{name}" for name in names)], both).undirected_graph)

    assert found[:size] == found[size:]
    assert max(found) > 1000
