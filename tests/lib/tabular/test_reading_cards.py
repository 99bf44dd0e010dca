import pytest

from coalition.lib.tabular import UnreadableFile, read_table
from tests.shared_data import SHARED_DATA


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def rows(data):
    """The filled cells of each card by header."""
    table = read_table(data.encode() if isinstance(data, str) else data)
    return [{header: cell for header, cell in zip(table.headers, row.cells, strict=True) if cell} for row in table.rows]


def test_card_becomes_a_row_under_the_headers_of_an_address_book():
    data = card(
        "FN:Dr. Ada B. Berg Jr.",
        "N:Berg;Ada;B.;Dr.;Jr.",
        "ORG:Town Library\\, Inc.;Maps",
        "TITLE:Librarian",
        "EMAIL;TYPE=home:ada@home.example",
        "EMAIL;TYPE=work,pref:ada@berg.example",
        "TEL;TYPE=work:555-0100",
        "TEL;TYPE=fax:555-0199",
        "LANG:es",
        "NOTE:Loves maps\\nand atlases\\, too",
        "CATEGORIES:Library,PTA",
        "BDAY:1980-01-01",
        "PHOTO;ENCODING=b:AAAA",
        version="4.0",
    )

    assert rows(data) == [
        {
            "Full Name": "Dr. Ada B. Berg Jr.",
            "First Name": "Ada",
            "Middle Name": "B.",
            "Last Name": "Berg",
            "Name Prefix": "Dr.",
            "Name Suffix": "Jr.",
            "Organization": "Town Library, Inc.",
            "Department": "Maps",
            "Job Title": "Librarian",
            "Email": "ada@berg.example",
            "Email 2": "ada@home.example",
            "Phone": "555-0100",
            "Language": "es",
            "Notes": "Loves maps\nand atlases, too",
            "Categories": "Library, PTA",
        }
    ]


def test_folded_and_softly_broken_lines_are_joined():
    folded = card("FN:Ada", "NOTE:one ", " two")
    broken = card("FN:Ada", "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atw=", "o=20=C3=A9", version="2.1")

    assert [rows(data)[0]["Notes"] for data in (folded, broken)] == ["one two", "one\ntwo é"]


@pytest.mark.parametrize("params", [";CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE", ";QUOTED-PRINTABLE"])
def test_quoted_printable_is_read_in_its_charset_or_as_it_reads_best(params):
    assert rows(card(f"FN{params}:Zo=EB", version="2.1")) == [{"Full Name": "Zoë"}]


def test_groups_uris_and_bare_parameters_are_read():
    data = card(
        "item1.FN:Ada",
        'item1.TEL;VALUE=uri;TYPE="voice,work":tel:+1-555-0100;ext=12',
        "EMAIL;INTERNET:ada@berg.example",
        "KIND:org",
    )

    assert rows(data) == [
        {"Full Name": "Ada", "Email": "ada@berg.example", "Phone": "+1-555-0100 ext. 12", "Kind": "organization"}
    ]


def test_more_than_three_addresses_are_all_kept():
    data = card("FN:Ada", *(f"EMAIL:{number}@x.example" for number in range(1, 6)))

    found = rows(data)[0]

    assert [found[name] for name in ("Email", "Email 2", "Email 3")] == [
        "1@x.example",
        "2@x.example",
        "3@x.example; 4@x.example; 5@x.example",
    ]


def test_card_within_a_card_is_passed_over_and_a_missing_end_is_forgiven():
    agent = card("FN:Ada", "AGENT:", "BEGIN:VCARD", "FN:Bo", "END:VCARD")
    unended = "BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n"

    assert [[row["Full Name"] for row in rows(data)] for data in (agent, unended)] == [["Ada"], ["Ada", "Bo"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_cards_are_read_in_every_encoding(encoding):
    data = card("FN:Jürgen Groß").encode(encoding)

    assert rows(data) == [{"Full Name": "Jürgen Groß"}]


def test_card_that_never_ends_is_refused():
    with pytest.raises(UnreadableFile, match="Card 2 never ends"):
        rows(card("FN:Ada") + "BEGIN:VCARD\r\nFN:Bo\r\n")


@pytest.mark.parametrize(
    "path", sorted(SHARED_DATA.glob("c0*/*.vcf")) if SHARED_DATA else [], ids=lambda path: path.name
)
def test_every_real_card_has_a_name(path):
    found = rows(path.read_bytes())

    assert found
    assert all(row.get("Full Name") or row.get("Last Name") for row in found)


def test_further_organizations_nicknames_and_relations_are_not_lost():
    [found] = rows(
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ana Ruiz\nNICKNAME:Annie\nORG:Cedar Schools;Board\nORG:Rotary Club\n"
        "RELATED;TYPE=spouse;VALUE=text:Luis Ruiz\nRELATED;TYPE=colleague:urn:uuid:2\nEND:VCARD\n"
    )

    assert found == {
        "Full Name": "Ana Ruiz",
        "Organization": "Cedar Schools;Rotary Club",
        "Department": "Board",
        "Nickname": "Annie",
        "Related": "Luis Ruiz",
    }
