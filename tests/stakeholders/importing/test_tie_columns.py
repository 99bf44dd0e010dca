import datetime as dt

import pytest

from stakeholders.importing.tie_columns import guess_tie_columns, how_of, kind_of, since_of, trust_of


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["From", "To"], ["who", "whom"]),
        (["source", "target", "weight"], ["who", "whom", "trust"]),
        (["Who", "Whom", "Kind", "Trust", "Since", "Source"], ["who", "whom", "kind", "trust", "since", "how"]),
        (["Von", "Nach", "Art", "Vertrauen", "Seit"], ["who", "whom", "kind", "trust", "since"]),
        (["Origen", "Destino", "Tipo de relación", "Confianza"], ["who", "whom", "kind", "trust"]),
        (["Column A", "Column B", "Column C"], ["who", "whom", ""]),
        (["Ego", "Alter", "Notes"], ["who", "whom", "note"]),
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
    ("text", "trust"),
    [
        ("4", 4),
        ("2.0", 2),
        ("3/4", 3),
        ("A great deal", 4),
        ("low", 2),
        ("5", None),
        ("0", None),
        ("1 - not at all", 1),
    ],
)
def test_trust_is_read_from_1_to_4(text, trust):
    assert trust_of(text) == trust


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
