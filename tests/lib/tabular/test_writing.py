import csv
import io
import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.lib.tabular import neutralise, read_table, restore, write_csv, write_workbook
from tests.shared_data import SHARED_DATA

PAYLOADS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    '"=1',
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\ufeff=1",
    "\u200b=1",
    "'=1",
    "''=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","x")',
    '="00123"',
    "-",
    "'",
]
# NUL and half surrogates cannot be stored; a lone CR inside a cell comes back, also through universal line ends.
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)


def written(headers, rows):
    return b"".join(write_csv(headers, rows))


@pytest.mark.parametrize("text", PAYLOADS)
def test_payload_is_neutralised_and_comes_back(text):
    safe = neutralise(text)

    assert safe.lstrip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}
    assert restore(safe) == text


@pytest.mark.parametrize("text", ["Jo O'Neill", "'90s parents", "a=b", "x-y", "", "5", "“=”"])
def test_harmless_text_is_left_alone(text):
    assert neutralise(text) == text
    assert restore(text) == text


@given(TEXT)
def test_any_text_comes_back_from_neutralising(text):
    assert restore(neutralise(text)) == text


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5))
def test_table_comes_back_from_its_csv(rows):
    kept = [list(row) for row in rows if any(cell.strip() for cell in row)]

    table = read_table(written(["Name", "Notes"], rows), header_row=1)

    assert table.headers == ("Name", "Notes")
    assert [row.cells for row in table.rows] == kept


def test_csv_opens_in_excel_and_every_cell_is_quoted():
    data = written(["Name", "Größe"], [["A", "x;=1+1"]])

    assert data == '\ufeff"Name","Größe"\r\n"A","x;=1+1"\r\n'.encode()


def test_no_payload_is_a_formula_to_openpyxl():
    rows = [[payload] for payload in PAYLOADS]
    sheet = openpyxl.Workbook().active

    for row in csv.reader(io.StringIO(written(["Name"], rows).decode("utf-8-sig"), newline="")):
        sheet.append([cell.replace("\x00", "") for cell in row])

    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}


def test_long_tables_are_written_in_pieces():
    pieces = list(write_csv(["Name"], ([f"Partner {number}"] for number in range(20_000))))

    assert len(pieces) > 5
    assert max(len(piece) for piece in pieces) < 40_000
    assert b"".join(pieces).count(b"\r\n") == 20_001


def test_every_naughty_string_comes_back_byte_for_byte():
    strings = json.loads((SHARED_DATA / "f01-naughty-strings/blns.json").read_text()) if SHARED_DATA else PAYLOADS
    rows = [[str(number), text] for number, text in enumerate(strings)]

    table = read_table(written(["Number", "Text"], rows), header_row=1)

    assert [row.cells for row in table.rows] == [[number, text.replace("\x00", "")] for number, text in rows]


def workbook_of(headers, rows):
    return b"".join(write_workbook(headers, rows))


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5))
def test_table_comes_back_from_its_workbook(rows):
    kept = [["" if cell.isspace() else cell for cell in row] for row in rows]

    table = read_table(workbook_of(["Number", "Name", "Notes"], [("x", *row) for row in kept]), header_row=1)

    assert [row.cells[1:] for row in table.rows] == kept


def test_workbook_opens_in_openpyxl_as_text_alone():
    rows = [[payload, "00123"] for payload in PAYLOADS]

    book = openpyxl.load_workbook(io.BytesIO(workbook_of(["Name", "Code"], rows)))

    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert [cell.value for cell in cells if "_x" not in cell.value] == [
        neutralise(text) for text in PAYLOADS if "\r" not in text
    ]
    assert book.active["B2"].value == "00123"


def test_long_workbook_is_written_in_pieces():
    pieces = list(write_workbook(["Name"], ([f"Partner {number}"] for number in range(20_000))))

    assert len(pieces) > 5
    assert max(len(piece) for piece in pieces) < 80_000


def test_text_beyond_a_cell_of_excel_is_cut():
    table = read_table(workbook_of(["Name"], [["x" * 40_000]]), header_row=1)

    assert [len(row.cells[0]) for row in table.rows] == [32_767]
