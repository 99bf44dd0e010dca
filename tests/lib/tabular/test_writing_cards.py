"""Cards that other programs must read: by the letter of RFC 6350, and back through our own reading."""

from hypothesis import given
from hypothesis import strategies as st

from coalition.lib.tabular import AddressCard, read_table, write_cards

ADA = AddressCard(
    uid="coalition:d:oak:stakeholders:7",
    kind="person",
    name="Ada Berg; Dr., née Ö",
    organization="Berg, Carr & Sons; Ltd",
    title="Head\\Chief",
    email="ada@berg.example",
    phone="+1 555 0100",
    languages="English, Spanish",
    notes="Likes maps,\nand: tea\n" + "é" * 200,
    category="Families",
)
# What a vCard can hold: no control characters, and no lone carriage return.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map(str.strip)


def back(*cards):
    table = read_table(b"".join(write_cards(cards)))
    return [dict(zip(table.headers, row.cells, strict=True)) for row in table.rows]


def test_card_is_version_4_folded_and_escaped():
    data = b"".join(write_cards([ADA]))

    assert data.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert "FN:Ada Berg\\; Dr.\\, née Ö" in lines
    assert "TITLE:Head\\\\Chief" in lines
    assert "KIND:individual" in lines
    assert f"NOTE:Likes maps\\,\\nand: tea\\n{'é' * 200}" in lines


def test_card_comes_back_as_it_was():
    [row] = back(ADA)

    assert row["Full Name"] == ADA.name
    assert row["Organization"] == ADA.organization
    assert row["Job Title"] == ADA.title
    assert row["Phone"] == ADA.phone
    assert row["Notes"] == ADA.notes
    assert row["Categories"] == ADA.category
    assert row["Kind"] == "person"


@given(TEXT.filter(bool), TEXT)
def test_any_name_and_note_come_back(name, notes):
    [row] = back(AddressCard(uid="x", kind="group", name=name, notes=notes))

    assert (row["Full Name"], row["Notes"], row["Kind"]) == (name, notes, "group")


def test_long_lists_are_written_in_pieces():
    pieces = list(write_cards(AddressCard(uid=str(n), kind="group", name=f"Group {n}") for n in range(5_000)))

    assert len(pieces) > 5
    assert b"".join(pieces).count(b"END:VCARD\r\n") == 5_000
