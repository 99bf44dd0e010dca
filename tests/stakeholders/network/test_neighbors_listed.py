import pytest

from stakeholders.network.listed import UnreadableNetwork
from stakeholders.network.reading import read_network

LAYOUTS = {
    "sif": (".sif", b"Ann pp Bob Cleo\nBob pd Cleo\nDee\n"),
    "sif with tabs": (".SIF", b"Ann\tmeets with\tBob\tCleo\r\nBob\tpd\tCleo\t\r\nDee\r\n"),
    "adjacency": (".adjlist", b"#write.py\n# GMT Mon May 4\nAnn Bob Cleo # since May\nBob Cleo\nDee\n"),
    "adjacency with tabs": (".adjlist", b"Ann\tBob\tCleo\nBob\tCleo\nDee\n"),
    "lgl": (".lgl", b"# Ann\nBob 0.5\nCleo\n# Bob\nCleo 2\n# Dee\n"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_neighbors_are_read_by_how_the_file_is_called(layout):
    ending, content = LAYOUTS[layout]

    network = read_network(content, ending=ending)

    ties = {frozenset((network.names[one], network.names[other])) for one, other in network.ties}
    assert set(network.names) == {"Ann", "Bob", "Cleo", "Dee"}
    assert ties == {frozenset(pair) for pair in (("Ann", "Bob"), ("Ann", "Cleo"), ("Bob", "Cleo"))}
    assert (network.directed, network.remarks) == (False, ())


@pytest.mark.parametrize(
    ("ending", "content", "ties"),
    [
        (".sif", b"Ann pp Bob\n", {("Ann", "Bob")}),
        (".adjlist", b"Ann Bob\n", {("Ann", "Bob")}),
        (".lgl", b"# Ann\nBob\n", {("Ann", "Bob"), ("Bob", "Ann")}),
    ],
)
def test_neighbors_have_a_direction_where_asked_but_for_lgl(ending, content, ties):
    network = read_network(content, directed=True, ending=ending)

    assert {(network.names[one], network.names[other]) for one, other in network.ties} == ties


def test_weight_of_0_in_lgl_is_no_tie_and_that_is_told():
    network = read_network(b"# Ann\nBob 0\nCleo 1\n", ending=".lgl")

    assert (network.names, network.ties) == (("Ann", "Bob", "Cleo"), ((0, 2),))
    assert network.remarks == ("Not counted, as a weight of 0 is no tie: 1.",)


@pytest.mark.parametrize(
    ("ending", "content", "sentence"),
    [
        (".sif", b"Ann pp Bob\nBob Cleo\n", "line 2: a tie needs two ends and, between them, what it is"),
        (".lgl", b"Ann\n# Bob\n", "line 1: a name behind a # must come before"),
        (".sif", b"\n", "is empty"),
    ],
)
def test_neighbors_that_cannot_be_read_say_why(ending, content, sentence):
    with pytest.raises(UnreadableNetwork, match=sentence):
        read_network(content, ending=ending)
