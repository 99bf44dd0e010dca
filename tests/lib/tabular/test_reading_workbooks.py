import datetime as dt
import io
import time
import zipfile

import openpyxl
import pytest

from coalition.lib.tabular import Limits, UnreadableFile, read_table
from tests.lib.tabular.workbooks import bare_workbook, workbook, zipped
from tests.shared_data import SHARED_DATA

STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="00000"/><numFmt numFmtId="171" formatCode="00000\\-0000"/>'
    '<numFmt numFmtId="172" formatCode="&quot;day&quot; 0.0"/><numFmt numFmtId="173" formatCode="d. mmm yyyy"/>'
    '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/>'
    '<xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="20"/></cellXfs>'
)


def row_of(cells, **options):
    """The one row of a bare workbook."""
    table = read_table(bare_workbook(f"<row>{cells}</row>", styles=STYLES, **options), header_row=0)
    return next(iter(table.rows)).cells


def test_sheet_most_like_a_list_is_chosen_and_any_other_can_be():
    data = workbook(
        {
            "Read me": [["This workbook lists our partners"], ["See the next sheet"]],
            "Partners": [["Name", "Email"], ["PTA", "pta@example.org"]],
        }
    )

    table = read_table(data, known={"name", "email"})
    other = read_table(data, sheet="Read me")

    assert (table.source.sheet, table.source.sheets) == ("Partners", ("Read me", "Partners"))
    assert [row.cells for row in table.rows] == [["PTA", "pta@example.org"]]
    assert other.source.sheet == "Read me"
    with pytest.raises(UnreadableFile, match="no sheet “Old”: it has “Read me”, “Partners”"):
        read_table(data, sheet="Old")


def test_header_below_a_title_is_found_and_rows_keep_their_numbers():
    data = workbook({"List": [["Partners 2026"], [], ["Name", "Email", "Phone"], ["PTA", None, "555"], [], ["PTO"]]})

    table = read_table(data, known={"name", "email"})

    assert (table.header_row, table.preamble) == (3, ("Partners 2026",))
    assert [(row.number, row.cells) for row in table.rows] == [(4, ["PTA", "", "555"]), (6, ["PTO", "", ""])]


def test_values_are_what_people_saw_in_the_cells():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "Since", "At", "Count", "Ratio", "Member", "Zip"])
    sheet.append(["PTA", dt.date(2026, 10, 29), dt.datetime(2026, 10, 29, 9, 30), 5.0, 0.1, True, 971])
    sheet["G2"].number_format = "00000"
    stream = io.BytesIO()
    book.save(stream)

    rows = list(read_table(stream.getvalue()).rows)

    assert rows[0].cells == ["PTA", "2026-10-29", "2026-10-29 09:30:00", "5", "0.1", "TRUE", "00971"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>1.2345678E7</v></c>", "12345678"),
        ("<c><v>3.0</v></c>", "3"),
        ("<c><v>0.10000000000000001</v></c>", "0.1"),
        ("<c><v>007</v></c>", "007"),
        ('<c s="1"><v>44197</v></c>', "2021-01-01"),
        ('<c s="2"><v>44197.5</v></c>', "2021-01-01 12:00:00"),
        ('<c s="7"><v>0.5</v></c>', "12:00:00"),
        ('<c s="3"><v>971</v></c>', "00971"),
        ('<c s="4"><v>758320427</v></c>', "75832-0427"),
        ('<c s="5"><v>15</v></c>', "15"),
        ('<c s="6"><v>1</v></c>', "1900-01-01"),
        ('<c s="6"><v>61</v></c>', "1900-03-01"),
        ('<c t="d"><v>2021-01-01T00:00:00</v></c>', "2021-01-01"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="str"><f>A1</f><v>Champion</v></c>', "Champion"),
        ('<c t="inlineStr"><is><r><t>Ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></is></c>', "Rich"),
        ('<c t="inlineStr"><is><t>one_x000A_two</t></is></c>', "one\ntwo"),
        ('<c t="s"><v>0</v></c>', "shared text"),
    ],
)
def test_each_kind_of_cell_is_read(cell, text):
    assert row_of(cell, strings="<si><t>shared</t><t xml:space='preserve'> text</t></si>") == [text]


@pytest.mark.parametrize("cell", ['<c t="e"><v>#N/A</v></c>', '<c t="s"><v>9</v></c>', "<c><v/></c>", '<c t="n"/>'])
def test_cells_without_a_value_are_empty(cell):
    assert row_of(f'{cell}<c r="C1" t="inlineStr"><is><t>x</t></is></c>') == ["", "", "x"]


def test_the_1904_calendar_is_honored():
    assert row_of('<c s="1"><v>42735</v></c>', properties='date1904="1"') == ["2021-01-01"]


@pytest.mark.parametrize("options", [{"strict": True}, {"prefix": "x"}], ids=["strict", "prefixed names"])
def test_strict_and_prefixed_workbooks_are_read(options):
    p = f"{options['prefix']}:" if "prefix" in options else ""
    cells = f'<{p}row r="1"><{p}c r="B1" t="inlineStr"><{p}is><{p}t>x</{p}t></{p}is></{p}c></{p}row>'

    rows = list(read_table(bare_workbook(cells, **options), header_row=0).rows)

    assert rows[0].cells == ["", "x"]


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"xl/workbook.bin": b""}, "xlsb"),
        ({"mimetype": "application/vnd.oasis", "content.xml": "<x/>"}, "OpenDocument text"),
        ({"word/document.xml": "<x/>"}, "Word or PowerPoint"),
        ({"Index/Document.iwa": b""}, "Apple Numbers"),
        ({"contacts.csv": "Name\nA"}, "zip archive"),
        ({"[Content_Types].xml": "<Types/>"}, "damaged"),
    ],
)
def test_other_packages_are_named_for_what_they_are(parts, word):
    with pytest.raises(UnreadableFile, match=word):
        read_table(zipped(parts))


def bomb():
    return bare_workbook("<row><c><v>1</v></c></row>" * 6_000_000)


def entity_bomb():
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return bare_workbook("", extra={"xl/sharedStrings.xml": f'<!DOCTYPE x [<!ENTITY l0 "lol">{lines}]><sst>&l9;</sst>'})


def external_entity():
    text = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'
    return bare_workbook("", extra={"xl/worksheets/sheet1.xml": text})


def many_entries():
    return bare_workbook("", extra={f"xl/media/{number}.png": "" for number in range(1_200)})


def symlink():
    link = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


def endless_rows():
    return bare_workbook("".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in range(1, 100_200)))


def far_column():
    return bare_workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>')


def huge_cell():
    return bare_workbook(f'<row r="7"><c t="inlineStr"><is><t>{"x" * 200_000}</t></is></c></row>')


def deep():
    return bare_workbook("<row>" + "<a>" * 5_000_000)


def endless_attribute():
    return bare_workbook(f'<row r="{"1" * 6_000_000}"/>')


def many_styles():
    return bare_workbook("<row/>", styles=f"<cellXfs>{'<xf/>' * 80_000}</cellXfs>")


def truncated():
    data = workbook({"List": [["Name"]] + [["x"]] * 500})
    return data[: len(data) // 2]


def garbled():
    return bare_workbook("<row><c><v>1</c>")


def encrypted_entry():
    data = bytearray(bare_workbook("<row/>"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        data[start + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (bomb, "far more than a contact list"),
        (entity_bomb, "instructions that a contact list never needs"),
        (external_entity, "instructions that a contact list never needs"),
        (many_entries, "instructions that a contact list never needs"),
        (symlink, "instructions that a contact list never needs"),
        (endless_rows, "more than 100,000 rows"),
        (far_column, "has 16,384 columns"),
        (huge_cell, "Row 7 holds a cell of more than 100,000 characters"),
        (deep, "instructions that a contact list never needs"),
        (endless_attribute, "instructions that a contact list never needs"),
        (many_styles, "instructions that a contact list never needs"),
        (truncated, "damaged"),
        (garbled, "damaged"),
        (encrypted_entry, "protected with a password"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_hostile_workbook_is_answered_with_a_sentence(make, word):
    data = make()
    start = time.process_time()

    with pytest.raises(UnreadableFile, match=word):
        list(read_table(data, header_row=0).rows)

    assert time.process_time() - start < 10


def test_workbook_that_takes_too_long_is_given_up():
    data = bare_workbook("<row><c><v>1</v></c></row>" * 20_000)

    with pytest.raises(UnreadableFile, match="takes too long"):
        list(read_table(data, limits=Limits(seconds=0)).rows)


REAL = sorted([*SHARED_DATA.glob("f05*/*.xls*"), *SHARED_DATA.glob("f06*/*.xls*")]) if SHARED_DATA else []


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_real_workbook_is_read_or_refused_with_a_sentence(path):
    start = time.process_time()
    sentence = "."

    try:
        table = read_table(path.read_bytes())
        assert {len(row.cells) for row in table.rows} <= {len(table.headers)}
    except UnreadableFile as error:
        sentence = str(error)

    assert sentence.endswith(".")
    assert time.process_time() - start < 10
