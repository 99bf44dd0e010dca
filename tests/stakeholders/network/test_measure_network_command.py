import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def test_command_prints_the_numbers_as_json(tmp_path):
    edges = tmp_path / "edges.csv"
    edges.write_text("from,to\nAnna,Ben\nBen,Cleo\n")
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("name\nAnna\nBen\nCleo\nDora\n")
    out = StringIO()

    call_command("measure_network", edges=str(edges), nodes=str(nodes), layout="json", stdout=out)

    answer = json.loads(out.getvalue())
    assert (answer["network"]["nodes"], answer["network"]["ties"], answer["network"]["components"]) == (4, 2, 2)
    assert answer["nodes"]["Ben"]["betweenness"] == 1 / 3
    assert answer["nodes"]["Dora"]["constraint"] is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "is empty"), (b"from,to\nAnna,\n", "row 2"), (b"from,to\n\0,x\n", "cannot be read")],
)
def test_command_refuses_a_file_it_cannot_use(tmp_path, content, sentence):
    edges = tmp_path / "edges.csv"
    edges.write_bytes(content)

    with pytest.raises(CommandError, match=sentence):
        call_command("measure_network", edges=str(edges))
