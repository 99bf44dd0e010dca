import io
import json

import openpyxl
import pytest

from stakeholders.network.listed import UnreadableNetwork
from stakeholders.network.measures import measure
from stakeholders.network.reading import read_network


def sheet(*rows):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


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
    "remarks of three kinds": b"%sym\n%--\n// asked in May\nAnn,Bob\nBob,Cleo\n",
    "workbook": sheet(("source", "target", "weight"), ("Ann", "Bob", 2), ("Bob", "Cleo", 1), ("Ann", "Cleo", 0)),
    "workbook, matrix": sheet((None, "Ann", "Bob", "Cleo"), ("Ann", 0, 1, 0), ("Bob", 1, 0, 1), ("Cleo", 0, 1, 0)),
    "networkx in json": b'{"directed": false, "multigraph": false, "graph": {}, "nodes": [{"id": "Ann"}, '
    b'{"id": "Bob"}, {"id": "Cleo"}], "edges": [{"source": "Ann", "target": "Bob"}, '
    b'{"source": "Bob", "target": "Cleo"}]}',
    "d3, by place": b'{"nodes": [{"name": "Ann", "group": 1}, {"name": "Bob"}, {"name": "Cleo"}], "links": '
    b'[{"source": 0, "target": 1, "value": 3}, {"source": 1, "target": 2}, {"source": 0, "target": 2, "value": 0}]}',
    "cytoscape": b'{"elements": {"nodes": [{"data": {"id": "0", "name": "Ann"}}, {"data": {"id": "1", "name": "Bob"}}, '
    b'{"data": {"id": "2", "name": "Cleo"}}], "edges": [{"data": {"source": 0, "target": 1}}, '
    b'{"data": {"source": 1, "target": 2}}]}}',
    "json graph": b'{"graph": {"directed": false, "nodes": {"a": {"label": "Ann"}, "b": {"label": "Bob"}, "c": '
    b'{"label": "Cleo"}}, "edges": [{"source": "a", "target": "b"}, {"source": "b", "target": "c"}]}}',
    "json rows": b'[{"from": "Ann", "to": "Bob"}, {"from": "Bob", "to": "Cleo"}]',
    "json pairs": b'[["Ann", "Bob"], ["Bob", "Cleo"]]',
    "separator told": b"sep=;\nSource;Target\nAnn;Bob\nBob;Cleo\n",
    "utf-16 without mark": "from,to\nAnn,Bob\nBob,Cleo\n".encode("utf-16-le"),
    "utf-16 the other way round": "from,to\nAnn,Bob\nBob,Cleo\n".encode("utf-16-be"),
    "matrix": b";Ann;Bob;Cleo\nAnn;;1;0\nBob;1;0;2\nCleo;0;1;\n",
    "pajek": b'*Vertices 3\n1 "Ann" 0.1 0.2\n2 "Bob"\n3 "Cleo"\n*Edges\n1 2 1\n2 3\n',
    "pajek list": b"*Vertices 3\n1 Ann\n2 Bob\n3 Cleo\n*Edgeslist\n2 1 3\n",
    "ucinet matrix": b"DL N=3 FORMAT=FULLMATRIX\nLABELS:\nAnn,Bob,Cleo\nDATA:\n0 1 0\n1 0 1\n0 1 0\n",
    "ucinet edges": b"dl n=3 format=edgelist1\nlabels embedded\ndata:\nAnn Bob 1\nBob Cleo 1\n",
    "types of gephi": b"Source,Target,Type,Id,Label,Weight\nAnn,Bob,Undirected,0,,1\nBob,Cleo,Undirected,1,,2\n",
    "heading below a banner": b",,Drawn\nVertex 1,Vertex 2,Color\nAnn,Bob,\nBob,Cleo,\n",
    "heading below remarks": b"Exported by,Dana\nOn,November 2\n\nFrom,To\nAnn,Bob\nBob,Cleo\n",
    "weight of 0": b"source;target;weight\nAnn;Bob;1,5\nBob;Cleo;2\nAnn;Cleo;0,0\n",
    "r, white space": b'"from" "to"\n"1" "Ann" "Bob"\n"2" "Bob" "Cleo"\n',
    "two tabs": b"Ann\t\tBob\nBob\t\tCleo\n",
    "separators at the end": b"source,target,,\nAnn,Bob,,\nBob,Cleo,,\n",
    "remarks between": b"% sym\nAnn Bob\n# asked again\nBob Cleo\n",
    "networkx with weights": b"Ann Bob {'weight': 3, 'since': 'May 2'}\nBob Cleo {'weight': 1}\n",
    "matrix, word in the corner": b"name,Ann,Bob,Cleo\nAnn,0,1,0\nBob,1,0,1\nCleo,0,1,0\n",
    "matrix, no corner": b"Ann,Bob,Cleo\nAnn,0,1,0\nBob,1,0,1\nCleo,0,1,0\n",
    "matrix, r": b'"Ann" "Bob" "Cleo"\n"Ann" 0 1 0\n"Bob" 1 0 1\n"Cleo" 0 1 0\n',
    "matrix, names above only": b"Ann,Bob,Cleo\n0,1,0\n1,0,1\n0,1,0\n",
    "matrix, lower half": b",Ann,Bob,Cleo\nAnn\nBob,1\nCleo,0,1\n",
    "matrix, other order": b",Cleo,Ann,Bob\nAnn,0,,1\nBob,1,1,0\nCleo,-,0,1\n",
    "matrix, nothing said": b",Ann,Bob,Cleo\nAnn,NA,1,0\nBob,1,NA,2.5\nCleo,.,1,-\n",
    "matrix, marked with x": b",Ann,Bob,Cleo\nAnn,,x,\nBob,X,,x\nCleo,,x,\n",
    "matrix, marked with words": b"name,Ann,Bob,Cleo\nAnn,no,yes,No\nBob,Yes,-,yes\nCleo,FALSE,TRUE,false\n",
    "workbook, matrix marked": sheet((None, "Ann", "Bob", "Cleo"), ("Ann", None, True, False), ("Cleo", "", "x", None)),
    "weight of 0 without heading": b"Ann,Bob,3\nBob,Cleo,1\nAnn,Cleo,0\n",
    "weight of 0, white space": b"Ann Bob 1.5\nBob Cleo 2\nAnn Cleo 0.0\n",
    "ucinet, all in one line": b"DL n=3, format=edgelist1 labels embedded data:\nAnn Bob\nBob Cleo\n",
    "ucinet, wrapped": b"dl\nn = 3\nlabels: Ann,Bob,Cleo\ndata: 0 1\n0 1 0\n1 0 1 0\n",
    "ucinet, lower half": b"dl n=3 format=lowerhalf\nlabels:\nAnn\nBob\nCleo\ndata:\n0\n1 0\n0 1 0\n",
    "ucinet, upper half": b"dl n=3 format=upperhalf diagonal=absent\nlabels:\nAnn Bob Cleo\ndata:\n1 0\n1\n",
    "ucinet, no diagonal": b"dl n=3 diagonal = absent\nlabels:\nAnn Bob Cleo\ndata:\n1 0\n1 1\n0 1\n",
    "ucinet, sides named": b"dl nr=3, nc=3\nrow labels embedded\ncolumn labels embedded\ndata:\n"
    b"Ann Bob Cleo\nAnn 0 1 0\nBob 1 0 1\nCleo 0 1 0\n",
    "ucinet, two relations": b'DL\nN=3 NM=2\nFORMAT = FULLMATRIX DIAGONAL PRESENT\nROW LABELS:\n"Ann"\n"Bob"\n"Cleo"\n'
    b'COLUMN LABELS:\n"Ann"\n"Bob"\n"Cleo"\nLEVEL LABELS:\n"X"\n"Y"\nDATA:\n'
    b"0 1 0\n1 0 0\n0 0 0\n0 0 0\n0 0 1\n0 1 0\n",
    "ucinet, weight of 0": b"dl n=3 format=edgelist1\nlabels:\nAnn,Bob,Cleo\ndata:\n1 2 1\n2 3 2\n1 3 0\n",
    "ucinet, contacts": b"dl n=3 format=nodelist1\nlabels:\nAnn,Bob,Cleo\ndata:\n1 2\n2 1 3\n3 2\n",
    "pajek below a remark": b'% asked in May\n*Vertices 3\n1 "Ann"\n2 "Bob"\n3 "Cleo"\n*Edges\n1 2\n2 3\n1 3 0\n',
    "pajek relations": b'*Vertices 3\n1 "Ann"\n2 "Bob"\n3 "Cleo"\n*Edges :1 "friends"\n1 2\n'
    b'*Edges :2 "advice"\n2: 2 3 1\n',
    "pajek project": b'*Network a.net\n*Vertices 3\n1 "Ann"\n2 "Bob"\n3 "Cleo"\n*Edges\n1 2 1\n2 3 1\n'
    b"*Partition b.clu\n*Vertices 3\n1\n1\n2\n*Vector c.vec\n*Vertices 3\n.5\n.1\n.2\n",
    "gml": b'Creator "somebody"\ngraph\n[\n directed 0\n node\n [\n id 0\n label "Ann"\n ]\n'
    b' node [ id 1 label "Bob" ]\n node [ id 2 label "Cleo" ]\n'
    b" edge [ source 0 target 1 value 2 ]\n edge [ source 1 target 2 ]\n edge [ source 0 target 2 value 0 ]\n]\n",
    "gexf": b"""<gexf xmlns="http://gexf.net/1.3"><graph defaultedgetype="undirected"><nodes><node id="0" label="Ann"/>
        <node id="1" label="Bob"/><node id="2" label="Cleo"/></nodes><edges><edge source="0" target="1" weight="2"/>
        <edge source="1" target="2"/><edge source="0" target="2" weight="0.0"/></edges></graph></gexf>""",
    "yed": b"""<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
        <key for="node" id="d6" yfiles.type="nodegraphics"/><graph edgedefault="undirected">
        <node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Ann</y:NodeLabel></y:ShapeNode></data></node>
        <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Bob</y:NodeLabel></y:ShapeNode></data></node>
        <node id="n2"><data key="d6"><y:ShapeNode><y:NodeLabel>Cleo</y:NodeLabel></y:ShapeNode></data></node>
        <edge source="n0" target="n1"/><edge source="n1" target="n2"/></graph></graphml>""",
    "graphml in utf-16": """<?xml version="1.0" encoding="UTF-16"?><graphml><graph edgedefault="undirected">
        <node id="Ann"/><node id="Bob"/><node id="Cleo"/><edge source="Ann" target="Bob"/>
        <edge source="Bob" target="Cleo"/></graph></graphml>""".encode("utf-16"),
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


@pytest.mark.parametrize(
    "content",
    [
        b"source,target,weight\nAnn,Bob,1\nBob,Cleo,2\nAnn,Cleo,0\nCleo,Ann,0.0\n",
        b"Ann Bob 1\nBob Cleo 2\nAnn Cleo 0\nCleo Ann 0.0\n",
        b'[["Ann", "Bob", 1], ["Bob", "Cleo", 2], ["Ann", "Cleo", 0], ["Cleo", "Ann", 0.0]]',
        b"*Vertices 3\n1 Ann\n2 Bob\n3 Cleo\n*Edges\n1 2 1\n2 3\n1 3 0\n*Arcs\n3 1 0.0\n",
        b"dl n=3 format=edgelist1\nlabels:\nAnn,Bob,Cleo\ndata:\n1 2 1\n2 3 2\n1 3 0\n3 1 0.0\n",
        b"%%MatrixMarket matrix coordinate real general\n3 3 4\n1 2 1\n2 3 2\n1 3 0\n3 1 0.0\n",
        b"graph [ node [ id 1 ] node [ id 2 ] node [ id 3 ] edge [ source 1 target 2 ] edge [ source 2 target 3 ] "
        b"edge [ source 1 target 3 value 0 ] edge [ source 3 target 1 weight 0.0 ] ]",
    ],
)
def test_tie_with_a_weight_of_0_is_none_and_that_is_told(content):
    network = read_network(content)

    assert (network.size, set(network.ties)) == (3, {(0, 1), (1, 2)})
    assert network.remarks == ("Not counted, as a weight of 0 is no tie: 2.",)


@pytest.mark.parametrize("content", [b"Ann,Bob,0\nBob,Cleo,often\n", b"Ann,Bob,0,May\nBob,Cleo,1,May\n"])
def test_third_column_without_heading_is_no_weight_beside_words(content):
    network = read_network(content)

    assert (network.ties, network.remarks) == (((0, 1), (1, 2)), ())


def test_pajek_arcs_have_a_direction_and_two_of_one_name_are_told_apart():
    network = read_network(b'*Vertices 3\n1 "Bo"\n2 "Bo"\n3 "Cy Lee"\n*Arcs\n1 3\n*Edges\n2 3\n')

    assert network.directed
    assert network.names == ("Bo (1)", "Bo (2)", "Cy Lee")
    assert network.ties == ((0, 2), (1, 2), (2, 1))


def test_types_of_gephi_say_which_ties_have_a_direction():
    network = read_network(b"Source,Target,Type\nAnn,Bob,Directed\nBob,Cleo,Undirected\n", b"Id\nAnn\nBob\nCleo\n")

    assert network.directed
    assert set(network.ties) == {(0, 1), (1, 2), (2, 1)}


@pytest.mark.parametrize(
    "content",
    [
        b"name,E1,E2,E3\nAnn,1,1,0\nBob,0,1,1\n",
        b"name,E1,E2,E3\nAnn,x,x,\nBob,,x,x\n",
        b",E1,E2,E3\nAnn,2,1,0\nBob,0,1,5\n",
        b"dl nr=2 nc=3\nrow labels:\nAnn Bob\ncolumn labels:\nE1 E2 E3\ndata:\n1 1 0\n0 1 1\n",
        b"dl nr=2 nc=3 format=edgelist2\nrow labels:\nAnn Bob\ncolumn labels:\nE1 E2 E3\ndata:\n1 1\n1 2\n2 2\n2 3\n",
        b"who,whom\nAnn,E1\nAnn,E2\nBob,E2\nBob,E3\n",
    ],
)
def test_people_and_what_they_take_part_in_are_all_nodes(content):
    network = read_network(content)

    ties = {(network.names[one], network.names[other]) for one, other in network.ties}
    assert set(network.names) == {"Ann", "Bob", "E1", "E2", "E3"}
    assert {frozenset(tie) for tie in ties} == {
        frozenset(pair) for pair in (("Ann", "E1"), ("Ann", "E2"), ("Bob", "E2"), ("Bob", "E3"))
    }


@pytest.mark.parametrize(
    "content",
    [
        b"0 1 0\n1 0 1\n0 1 0\n",
        b"0,1,0\n1,0,1\n0,1,0\n",
        b'"","V1","V2","V3"\n"1",0,1,0\n"2",1,0,1\n"3",0,1,0\n',
        b"dl n=3\ndata:\n0 1 0 1 0 1 0 1 0\n",
        b"%%MatrixMarket matrix coordinate pattern symmetric\n% a remark\n3 3 2\n2 1\n3 2\n",
        b'"","V1","V2"\n"1",1,2\n"2",2,3\n"3",3,2\n',
        b"1,2,5\n2,3,1\n3,2,4\n",
    ],
)
def test_nodes_without_names_are_numbered(content):
    network = read_network(content)

    assert set(network.names) == {"1", "2", "3"}
    assert {frozenset((network.names[one], network.names[other])) for one, other in network.ties} == {
        frozenset("12"),
        frozenset("23"),
    }


def test_half_of_a_matrix_has_no_direction_and_a_whole_one_may():
    half, whole = b",Ann,Bob\nAnn\nBob,1\n", b",Ann,Bob\nAnn,0,0\nBob,1,0\n"

    assert sorted(read_network(half, directed=True).ties) == [(0, 1), (1, 0)]
    assert read_network(whole, directed=True).ties == ((1, 0),)


def test_name_is_one_however_many_spaces_it_has_and_a_number_with_a_zero_behind_the_dot():
    ties = "source,target\nAnn  Lee,Bob\nAnn\u00a0Lee,Cleo\n"

    assert read_network(ties.encode()).names == ("Ann  Lee", "Bob", "Cleo")
    assert read_network(b"source,target\n1.0,2.0\n2.0,3.0\n", b"id,sector\n1,x\n2,y\n3,z\n").names == ("1", "2", "3")
    assert read_network(b"source,target\n01,1\n").names == ("01", "1")


@pytest.mark.parametrize("nodes", [b"Id,Label\n1,Ann\n2,Bob\n3,Cleo\n", b"sector;who\nx;Ann\ny;Bob\nx;Cleo\n"])
def test_first_tie_is_one_where_its_names_stand_in_any_column_of_the_list(nodes):
    network = read_network(b"Ann,Bob\nBob,Cleo\n", nodes)

    assert network.names == ("Ann", "Bob", "Cleo")
    assert len(network.ties) == 2


def test_names_of_two_words_without_heading_stay_whole():
    assert read_network(b"Ann Lee,Bob Ray\n", b"Ann Lee\nBob Ray\nCleo Poe\n").names == (
        "Ann Lee",
        "Bob Ray",
        "Cleo Poe",
    )


def test_graphml_is_read_in_the_encoding_it_names():
    file = '<?xml version="1.0" encoding="ISO-8859-1"?><graphml><graph><node id="José"/></graph></graphml>'

    assert read_network(file.encode("latin-1")).names == ("José",)


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


@pytest.mark.parametrize("heading", ["Stakeholder", "Full name", "Node ID", "Vertex", "Partner name", "sector,member"])
def test_heading_of_names_is_nobody_where_no_tie_names_them(heading):
    row = "schools,Ann" if "," in heading else "Ann"

    assert read_network(b"from,to\n", f"{heading}\n{row}\n".encode()).names == ("Ann",)


def test_sectors_are_of_whom_the_list_gives_one():
    nodes = b"Name;Sector\nCleo;Parents\nAnn;Schools\nDee;\n"

    network = read_network(b"from,to\nAnn,Bob\nBob,Cleo\n", nodes)

    assert dict(zip(network.names, network.sectors, strict=True)) == {
        "Cleo": "Parents",
        "Ann": "Schools",
        "Dee": None,
        "Bob": None,
    }


def test_sectors_stand_in_a_graph_too():
    node = {"id": "0", "name": "Ann", "sector": "Schools"}

    assert read_network(json.dumps({"nodes": [node], "links": []}).encode()).sectors == ("Schools",)


def test_json_says_whether_ties_have_a_direction():
    graph = {"directed": True, "nodes": ["Ann", "Bob"], "links": [{"source": "Bob", "target": "Ann"}]}

    network = read_network(json.dumps(graph).encode())

    assert (network.directed, network.names, network.ties) == (True, ("Ann", "Bob"), ((1, 0),))


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
        (b"\x7fELF\x02\x00\x00\x01", "is no text"),
        (b"PK\x03\x04\x00\x00", "damaged"),
        (b"<graphml><graph>", "is no GraphML"),
        (b"<html></html>", "holds no graph"),
        (b"*Vertices 2\n*Arcs\n1 7\n", "line 3: there is no vertex 7"),
        (b"*Vertices many\n", "needs the number of nodes"),
        (b"dl n=2\ndata:\n0 1\n", "not 2 by 2"),
        (b"dl n=2\n", "without data"),
        (b"dl n=1\ndata:\nx\n", "x is no number"),
        (b",Ann,Bob\nAnn,0,1\nBob,maybe,0\n", "line 3: maybe is no number"),
        (b"*Vertices 99999999999\n", "needs the number of nodes"),
        (b"*Vertices 1\n1 a\n*Network b\n*Vertices 1\n", "line 3: a second network"),
        (b"dl n=2 format=blockmatrix\ndata:\n1 to 2 1\n", "format blockmatrix"),
        (b"dl n=2 format=edgelist1\ndata:\n1 3\n", "line 3: there is no node 3"),
        (b"dl n=3\nlabels:\nAnn,Bob\ndata:\n", "says that there are 3 and has 2 labels"),
        (b"%%MatrixMarket matrix coordinate\n3 2 1\n1 2\n", "3 by 2"),
        (b'<!DOCTYPE x [<!ENTITY a "aa">]><graphml><graph><node id="&a;"/></graph></graphml>', "is no GraphML"),
        (b'{"nodes": []}', "is JSON without nodes and links"),
        (b"[1, 2]", "is JSON without nodes and links"),
        (b'{"nodes": [', "is JSON that cannot be read"),
        (b"/* by hand */\ndigraph G {\n Ann -> Bob\n}\n", "is a graph for Graphviz"),
        (b"nodedef>name VARCHAR\nAnn\nedgedef>node1 VARCHAR,node2 VARCHAR\nAnn,Ann\n", "is GDF"),
        (b"1 Ann\n2 Bob\n#\n1 2\n", "is TGF"),
        (sheet(("from", "to"), (), ("Ann", None)), "row 3: both ends"),
        (b"graph [ ] ] ]", "a bracket too many"),
        (b"# a\n# b\nfrom,to\nAnn,\n", "row 4: both ends"),
    ],
)
def test_file_that_cannot_be_used_says_why(content, sentence):
    with pytest.raises(UnreadableNetwork, match=sentence):
        read_network(content)
