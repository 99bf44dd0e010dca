import datetime as dt

import pytest

from stakeholders.importing.tie_columns import guess_tie_columns, how_of, kind_of, since_of
from stakeholders.views.network.rows import TIE_HEADERS

OF_EACH = ("power", "involvement", "resources", "own_power", "own_involvement", "own_resources")


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["From", "To"], ["who", "whom"]),
        (["source", "target", "weight"], ["who", "whom", ""]),
        (["source", "target", "tie strength"], ["who", "whom", "trust"]),
        (["Who", "Whom", "Kind", "Trust", "Since", "Source"], ["who", "whom", "kind", "trust", "since", "how"]),
        (["Von", "Nach", "Art", "Vertrauen", "Seit"], ["who", "whom", "kind", "trust", "since"]),
        (["Origen", "Destino", "Tipo de relación", "Confianza"], ["who", "whom", "kind", "trust"]),
        (["Column A", "Column B", "Column C"], ["who", "whom", ""]),
        (["Ego", "Alter", "Notes"], ["who", "whom", "note"]),
        (
            ["Respondent", "Partner", "Reliability", "In Support of Mission", "Open to Discussion"],
            ["who", "whom", "reliability", "mission", "openness"],
        ),
        (
            ["Power/Influence", "Level of Involvement", "Resource Contribution", "From", "To"],
            ["power", "involvement", "resources", "who", "whom"],
        ),
        (["From", "To", "Trust", "Value"], ["who", "whom", "trust", "value"]),
        (
            ["A", "B", "How valuable is its power and influence to our mission?", "How reliable is it?"],
            ["who", "whom", "power", "reliability"],
        ),
        (list(TIE_HEADERS), ["", "kind", "", "trust", "", "note", "who", "whom", *OF_EACH]),
    ],
)
def test_columns_are_found_by_their_headers(headers, fields):
    assert guess_tie_columns(headers) == fields


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Works with", ("works-with", False)),
        ("works-with", ("works-with", False)),
        ("REPORTS TO", ("reports-to", False)),
        ("Manages", ("reports-to", True)),
        ("funded by", ("funds", True)),
        ("In tension", ("in-tension", False)),
        ("Mitglied von", ("member-of", False)),
        ("berät", ("advises", False)),
        ("married to", None),
    ],
)
def test_kind_of_tie_is_understood_from_either_end(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-05", dt.date(2024, 3, 5)),
        ("3/5/2024", dt.date(2024, 3, 5)),
        ("5.3.2024", dt.date(2024, 3, 5)),
        ("2024", dt.date(2024, 1, 1)),
        ("2024-03", dt.date(2024, 3, 1)),
        ("long ago", None),
    ],
)
def test_since_is_read_as_people_write_dates(text, date):
    assert since_of(text) == date


@pytest.mark.parametrize(
    ("text", "how"), [("Survey", "self-report"), ("staff", "staff"), ("web", "inferred"), ("x", "")]
)
def test_how_we_know_is_understood(text, how):
    assert how_of(text) == how
