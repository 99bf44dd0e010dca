from itertools import pairwise

import networkx
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.network.warm_paths import UNKNOWN_TRUST, TrustTie, warm_paths

TIES = [
    TrustTie("staff", "workforce board", 4),
    TrustTie("workforce board", "hospital", 4),
    TrustTie("hospital", "board seat", 3),
    TrustTie("staff", "newspaper", 1),
    TrustTie("newspaper", "hospital", 4),
    TrustTie("workforce board", "board seat", 2, in_tension=True),
]
ALLIES = {"workforce board", "hospital", "newspaper"}


def test_best_path_has_the_highest_lowest_trust_among_the_shortest():
    first, second = warm_paths(TIES, starts={"staff"}, goal="board seat", allies=ALLIES)

    assert first.people == ("staff", "workforce board", "hospital", "board seat")
    assert (first.trusts, first.lowest_trust) == ((4, 4, 3), 3)
    assert second.people == ("staff", "newspaper", "hospital", "board seat")


def test_path_takes_no_tie_in_tension():
    [first, *_] = warm_paths(TIES, starts={"staff"}, goal="board seat", allies=ALLIES)

    assert ("workforce board", "board seat") not in pairwise(first.people)


def test_path_passes_nobody_who_is_not_on_board():
    assert warm_paths(TIES, starts={"staff"}, goal="board seat", allies={"workforce board"}) == []


def test_unknown_trust_counts_as_the_least_and_is_shown_as_unknown():
    [path] = warm_paths([TrustTie("staff", "skeptic")], starts={"staff"}, goal="skeptic", allies=())

    assert (path.trusts, path.lowest_trust) == ((None,), UNKNOWN_TRUST)


def test_a_person_nobody_knows_is_not_reached():
    assert warm_paths(TIES, starts={"staff"}, goal="hermit", allies=ALLIES) == []


def test_direct_tie_comes_first_and_longer_ways_after_it():
    ties = [*TIES, TrustTie("staff", "board seat", 2)]

    paths = warm_paths(ties, starts={"staff"}, goal="board seat", allies=ALLIES)

    assert [path.steps for path in paths] == [1, 3, 3]


people = st.sampled_from("abcdefgh")
tie_lists = st.lists(
    st.builds(TrustTie, people, people, st.sampled_from([None, 1, 2, 3, 4]), st.booleans()), max_size=20
)


@given(tie_lists, st.sets(people), st.randoms())
def test_paths_are_the_best_of_all_simple_paths_in_any_order_of_ties(ties, allies, random):
    shuffled = random.sample(ties, len(ties))

    paths = warm_paths(ties, starts={"a"}, goal="h", allies=allies)

    assert paths == warm_paths(shuffled, starts={"a"}, goal="h", allies=allies)
    reference = all_ranks(ties, allies)
    assert [(path.steps, path.lowest_trust) for path in paths][:1] == sorted(
        reference, key=lambda rank: (rank[0], -rank[1])
    )[:1]
    assert len({path.people for path in paths}) == len(paths)


def all_ranks(ties, allies):
    """Every route's steps and lowest trust, found by brute force."""
    graph = networkx.Graph()
    graph.add_nodes_from("ah")
    tense = {frozenset((tie.one, tie.other)) for tie in ties if tie.in_tension}
    for tie in ties:
        if frozenset((tie.one, tie.other)) in tense or tie.one == tie.other:
            continue
        known = graph.get_edge_data(tie.one, tie.other, {"trust": 0})["trust"]
        graph.add_edge(tie.one, tie.other, trust=max(known, tie.trust or UNKNOWN_TRUST))
    routes = networkx.all_simple_paths(graph, "a", "h", cutoff=6)
    return [
        (len(route) - 1, min(graph.edges[pair]["trust"] for pair in pairwise(route)))
        for route in routes
        if set(route[1:-1]) <= allies
    ]
