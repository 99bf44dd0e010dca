from stakeholders.network.graph import build_network
from stakeholders.network.removal import removal

GROUPS = {"ana": "Families", "ben": "Families", "cora": "Employers", "eve": "Policymakers"}


def network():
    return build_network(["gus"], [("ana", "ben"), ("ben", "cora"), ("cora", "eve"), ("dan", "cora")])


def test_leaving_costs_others_their_last_tie_and_a_group_its_way_to_the_table():
    found = removal(network(), GROUPS, ["eve"], ["cora"])

    assert found.lose_last_tie == ("dan", "eve")
    assert found.cut_off == ()
    assert found.groups_lost == ("Families",)
    assert (found.before.ties, found.after.ties) == (1, 1)
    assert (found.before.parts, found.after.parts) == (1, 1)
    assert (found.before.ways, found.after.ways) == (6, 1)
    assert (found.before.alone, found.after.alone) == (1, 3)


def test_several_leave_at_once_and_who_falls_off_the_main_part_is_named():
    ties = [("ana", "ben"), ("ben", "cora"), ("cora", "eve"), ("ben", "dan"), ("dan", "eve"), ("eve", "fay")]

    found = removal(build_network([], ties), {}, [], ["cora", "dan"])

    assert found.cut_off == ("eve", "fay")
    assert found.lose_last_tie == ()
    assert (found.before.connected, found.after.connected) == (1.0, 1 / 3)


def test_who_was_alone_before_is_cut_off_from_nobody():
    found = removal(build_network(["gus"], [("ana", "ben"), ("ben", "cora")]), {}, [], ["ben"])

    assert (found.lose_last_tie, found.cut_off) == (("ana", "cora"), ())


def test_nobody_leaving_breaks_nothing():
    found = removal(network(), GROUPS, ["eve"], [])

    assert found.before == found.after
    assert (found.lose_last_tie, found.cut_off, found.groups_lost) == ((), (), ())


def test_a_decider_who_leaves_takes_the_table_along():
    found = removal(network(), GROUPS, ["eve"], ["eve"])

    assert found.before.groups_at_table == ("Employers", "Families")
    assert found.groups_lost == ("Employers", "Families")
