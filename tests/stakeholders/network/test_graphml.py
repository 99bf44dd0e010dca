import io

import networkx

from stakeholders.network.graphml import write_graphml


def test_numbers_are_declared_as_numbers_and_words_as_words():
    nodes = [("p1", {"name": "1", "sway": "5", "trust": "2.6667"}), ("p2", {"name": "PTA", "sway": "", "trust": "3"})]

    graph = networkx.read_graphml(io.BytesIO(write_graphml(nodes, [("p1", "p2", {"kind": "funds", "trust": "4"})])))

    assert dict(graph.nodes["p1"]) == {"name": "1", "sway": 5.0, "trust": 2.6667}
    assert dict(graph.nodes["p2"]) == {"name": "PTA", "trust": 3.0}
    assert dict(graph.edges["p1", "p2"]) == {"kind": "funds", "trust": 4.0}
    assert b'attr.name="sway" attr.type="double"' in write_graphml(nodes, [])
    assert b'attr.name="name" attr.type="string"' in write_graphml(nodes, [])
