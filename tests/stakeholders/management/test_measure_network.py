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


SURVEY = (
    "Rated,Rater,Reliability,In Support of Mission,Open to Discussion,Power/Influence,Level of Involvement,Resources\n"
    "Cleo,Anna,4,4,4,4,3,2\n"
    "Cleo,Ben,2,1,3,1,,NA\n"
    "Anna,Cleo,3,3,0,,,\n"
    "Anna,Anna,1,1,1,1,1,1\n"
)


def measured(tmp_path, content, **options):
    edges, out, err = tmp_path / "edges.csv", StringIO(), StringIO()
    edges.write_text(content)
    call_command("measure_network", edges=str(edges), layout="json", stdout=out, stderr=err, **options)
    answer = json.loads(out.getvalue())
    each = {name: (one["trust"], one["value"]) for name, one in answer["nodes"].items()}
    return answer["network"], each, err.getvalue()


def test_survey_gives_trust_and_value_of_who_is_rated(tmp_path):
    network, each, _ = measured(tmp_path, SURVEY, directed=True)

    assert each == {"Cleo": (3, 2), "Anna": (3, None), "Ben": (None, None)}
    assert (network["trust"], network["value"]) == (0.75, 0.5)


def test_ratings_without_direction_count_for_both(tmp_path):
    network, each, _ = measured(tmp_path, "source,target,trust,value\nAnna,Ben,4,2\nBen,Cleo,3,\n")

    assert each == {"Anna": (4, 2), "Ben": (3.5, 2), "Cleo": (3, None)}
    assert (network["trust"], network["value"]) == (0.875, 0.5)


def test_weight_that_is_called_value_is_no_rating_and_that_is_told(tmp_path):
    network, each, told = measured(tmp_path, "source,target,value\nAnna,Ben,4\nBen,Cleo,31\n")

    assert (network["trust"], network["value"], each["Anna"]) == (None, None, (None, None))
    assert (network["ties"], network["density"]) == (2, 2 / 3)
    assert told == "row 3: “31” is no rating from 1 to 4, so “value” is not counted.\n"


def test_network_that_nobody_rated_has_neither_and_is_told_nothing(tmp_path):
    network, each, told = measured(tmp_path, "source,target,weight\nAnna,Ben,4\n")

    assert (network["trust"], network["value"], each["Ben"], told) == (None, None, (None, None), "")


def test_weight_of_0_is_told(tmp_path):
    network, each, told = measured(tmp_path, "Anna,Ben,4\nBen,Cleo,1\nAnna,Cleo,0\n")

    assert (network["ties"], set(each)) == (2, {"Anna", "Ben", "Cleo"})
    assert told == "Not counted, as a weight of 0 is no tie: 1.\n"


def test_file_of_cytoscape_is_known_by_how_it_is_called(tmp_path):
    edges, out = tmp_path / "edges.sif", StringIO()
    edges.write_text("Anna pp Ben Cleo\nDora\n")

    call_command("measure_network", edges=str(edges), layout="json", stdout=out)

    answer = json.loads(out.getvalue())
    assert (set(answer["nodes"]), answer["network"]["ties"]) == ({"Anna", "Ben", "Cleo", "Dora"}, 2)


def test_sectors_of_the_list_give_mixing_and_diversity(tmp_path):
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("name,sector\nAnna,Schools\nBen,Schools\nCleo,Parents\nDora,\n")
    ties = "source,target\nAnna,Ben\nBen,Cleo\nAnna,Cleo\nCleo,Dora\n"

    network, _, _ = measured(tmp_path, ties, nodes=str(nodes))
    without, _, _ = measured(tmp_path, ties)

    assert (network["e_i_index"], network["e_i_expected"]) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert network["blau"] == pytest.approx(4 / 9)
    assert (without["e_i_index"], without["e_i_expected"], without["blau"]) == (None, None, None)
