import pytest

from stakeholders.network.edge_list import UnreadableNetwork
from stakeholders.network.measures import measure
from stakeholders.network.reading import read_network

LAYOUTS = {
    "comma": b"source,target,weight\nAnn,Bob,3\nBob,Cleo,1\n",
    "semicolon in windows-1252": "Von;Nach\nAnn;Bob\nBob;Cleo\n".encode("cp1252"),
    "other columns first": b"id,Source,Target\n1,Ann,Bob\n2,Bob,Cleo\n",
    "tabs, quoted": b'ego\talter\n"Ann"\tBob\nBob\tCleo\n',
    "white space, no heading": b"Ann Bob\nBob Cleo 3\n",
    "no heading": b"Ann,Bob\nBob,Cleo\n",
    "utf-16": "from,to\nAnn,Bob\nBob,Cleo\n".encode("utf-16"),
    "byte order mark and windows lines": b"\xef\xbb\xbfAnn,Bob\r\n\r\nBob,Cleo\r\n",
    "doubles, reverse and to oneself": b"from,to\nAnn,Bob\nBob,Ann\nAnn,Bob\nCleo,Cleo\nBob,Cleo\n",
    "numbered headings behind others": b"year,Person A,Person B\n2024,Ann,Bob\n2025,Bob,Cleo\n",
    "headings with more words": b"tie,Weight,From name,To name\n1,3,Ann,Bob\n2,1,Bob,Cleo\n",
    "remarks before": b"# Asked in May\n#by phone, twice, all\nAnn,Bob\nBob,Cleo\n",
    "heading with a sign": b"#source,target\nAnn,Bob\nBob,Cleo\n",
    "separator told": b"sep=;\nSource;Target\nAnn;Bob\nBob;Cleo\n",
    "utf-16 without mark": "from,to\nAnn,Bob\nBob,Cleo\n".encode("utf-16-le"),
    "utf-16 the other way round": "from,to\nAnn,Bob\nBob,Cleo\n".encode("utf-16-be"),
    "matrix": b";Ann;Bob;Cleo\nAnn;;1;0\nBob;1;0;2\nCleo;0;1;\n",
    "pajek": b'*Vertices 3\n1 "Ann" 0.1 0.2\n2 "Bob"\n3 "Cleo"\n*Edges\n1 2 1\n2 3\n',
    "pajek list": b"*Vertices 3\n1 Ann\n2 Bob\n3 Cleo\n*Edgeslist\n2 1 3\n",
    "ucinet matrix": b"DL N=3 FORMAT=FULLMATRIX\nLABELS:\nAnn,Bob,Cleo\nDATA:\n0 1 0\n1 0 1\n0 1 0\n",
    "ucinet edges": b"dl n=3 format=edgelist1\nlabels embedded\ndata:\nAnn Bob 1\nBob Cleo 1\n",
    "graphml": b"""<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d" for="node" attr.name="name"/>
        <graph edgedefault="undirected"><node id="0"><data key="d">Ann</data></node>
        <node id="1"><data key="d">Bob</data></node><node id="2"><data key="d">Cleo</data></node>
        <edge source="0" target="1"/><edge source="1" target="2"/></graph></graphml>""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_network_reads_the_same_from_every_layout(layout):
    network = read_network(LAYOUTS[layout])

    ties = {frozenset((network.names[one], network.names[other])) for one, other in network.ties}
    assert set(network.names) == {"Ann", "Bob", "Cleo"}
    assert ties == {frozenset(("Ann", "Bob")), frozenset(("Bob", "Cleo"))}
    assert not network.directed


def test_pajek_arcs_have_a_direction_and_two_of_one_name_are_told_apart():
    network = read_network(b'*Vertices 3\n1 "Bo"\n2 "Bo"\n3 "Cy Lee"\n*Arcs\n1 3\n*Edges\n2 3\n')

    assert network.directed
    assert network.names == ("Bo (1)", "Bo (2)", "Cy Lee")
    assert network.ties == ((0, 2), (1, 2), (2, 1))


def test_first_row_is_a_tie_where_its_names_come_again_or_it_stands_alone():
    assert read_network(b"node1,node2\nnode2,node3\n").names == ("node1", "node2", "node3")
    assert read_network(b"Ann,Bob\n").names == ("Ann", "Bob")
    assert read_network(b"source,target\n").names == ()


def test_ids_go_before_names_where_a_tie_has_both():
    ties = b"source_id,source_name,target_id,target_name\n1,Ann,2,Ann\n"

    assert read_network(ties).names == ("1", "2")


def test_names_are_the_column_that_ends_of_ties_stand_in():
    nodes = b"Id,Label\n1,Ann\n2,Bob\n3,Cleo\n3,Cleo again\n"

    assert read_network(b"1,2\n", nodes).names == ("1", "2", "3")
    assert read_network(b"from,to\nAnn,Bob\n", nodes).names == ("Ann", "Bob", "Cleo", "Cleo again")


def test_names_keep_their_letters_and_an_accent_is_one_however_written():
    network = read_network("from,to\nJosé O'Neil,学校 1\nJose\u0301 O'Neil,ميسان\n".encode())

    assert network.names == ("José O'Neil", "学校 1", "ميسان")
    assert len(network.ties) == 2


@pytest.mark.parametrize(
    ("edges", "nodes", "size", "components"),
    [(b"from,to\n", None, 0, 0), (b"", b"name\nAnn\n", 1, 1), (b"a,b\nc,d\n", b"name\na\nb\nc\nd\ne\n", 5, 3)],
)
def test_network_of_nobody_of_one_and_in_parts_is_measured(edges, nodes, size, components):
    whole, _ = measure(read_network(edges, nodes))

    assert (whole.nodes, whole.components) == (size, components)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"name\nAnn\n", "one column in line 1"),
        (b"from,to\nAnn,\n", "row 2: both ends"),
        (b"PK\x03\x04\x00\x00", "is no text"),
        (b"<graphml><graph>", "is no GraphML"),
        (b"<html></html>", "holds no graph"),
        (b"*Vertices 2\n*Arcs\n1 7\n", "line 3: there is no vertex 7"),
        (b"*Vertices many\n", "needs their number"),
        (b"dl n=2\ndata:\n0 1\n", "not 1 by 1"),
        (b"dl n=2\n", "without data"),
        (b"dl n=1\ndata:\nx\n", "x is no number"),
        (b",Ann,Bob\nAnn,0,1\nBob,yes,0\n", "line 3: yes is no number"),
        (b"# a\n# b\nfrom,to\nAnn,\n", "row 4: both ends"),
    ],
)
def test_file_that_cannot_be_used_says_why(content, sentence):
    with pytest.raises(UnreadableNetwork, match=sentence):
        read_network(content)
