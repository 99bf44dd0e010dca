import pytest

from coalition.lib.tabular import Limits, UnreadableFile, fold_header, read_table
from tests.shared_data import SHARED_DATA

KNOWN = {"name", "email", "first name", "last name", "email address", "company", "position", "notes"}
GOOD = ["Name,Email,City", "Élodie Muñoz,elodie@example.org,Köln", "Anh Nguyễn,anh@example.org,Łódź"]
WESTERN = ["Name,Email,City", "Élodie Muñoz,elodie@example.org,Köln", "Jürgen Groß,jg@example.org,São Paulo"]


def cells_of(data, **options):
    table = read_table(data, known=KNOWN, **options)
    return [list(table.headers), *(row.cells for row in table.rows)]


def rows_from(lines):
    return [line.split(",") for line in lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_unicode_text_is_read_with_and_without_mark_in_all_line_ends(encoding, ending):
    data = (ending.join(GOOD) + ending).encode(encoding)

    assert cells_of(data) == rows_from(GOOD)


@pytest.mark.parametrize(("encoding", "label"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
def test_western_eight_bit_encodings_are_told_apart(encoding, label):
    table = read_table("\n".join(WESTERN).encode(encoding))

    assert table.source.encoding == label
    assert [row.cells for row in table.rows] == rows_from(WESTERN)[1:]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp932", "名前,メール\n山田太郎,yamada@example.jp\n鈴木花子,suzuki@example.jp"),
        ("cp1250", "Name,City\nŁukasz Żółty,Łódź\nŠtěpán Dvořák,Plzeň"),
        ("mac_latin2", "Name,City\nŁukasz Żółty,Łódź\nŠtěpán Dvořák,Plzeň"),
        ("cp1251", "Имя,Город\nИван Петров,Москва\nОльга Смирнова,Казань"),
    ],
)
def test_other_alphabets_are_read_as_words(encoding, text):
    assert cells_of(text.encode(encoding)) == rows_from(text.split("\n"))


def test_one_stray_windows_byte_in_utf8_is_mended():
    data = ("Name,City\n" + "Zoë Müller,Köln\n" * 9).encode() + b"Andr\xe9,Paris\n"

    table = read_table(data)

    assert table.source.encoding == "UTF-8, with stray characters mended"
    assert [row.cells for row in table.rows][-1] == ["André", "Paris"]


def test_utf32_behind_a_utf16_mark_is_refused_with_a_sentence():
    data = b"\xfe\xff" + "Name,Email\nA,a@example.org".encode("utf-32-be")

    with pytest.raises(UnreadableFile, match="marked as UTF-16 but is not"):
        read_table(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_separator_is_found(delimiter):
    data = delimiter.join(["Name", "Email", "Notes"]) + "\n" + delimiter.join(["A", "a@example.org", '"x, y; z"'])

    table = read_table(data.encode())

    assert (table.source.delimiter, table.headers) == (delimiter, ("Name", "Email", "Notes"))
    assert [row.cells for row in table.rows] == [["A", "a@example.org", "x, y; z"]]


def test_the_line_in_which_excel_names_the_separator_is_obeyed():
    assert cells_of(b"sep=|\nName|Note\nA|x;y;z\nB|u;v;w\n") == [["Name", "Note"], ["A", "x;y;z"], ["B", "u;v;w"]]


def test_one_column_of_names_with_commas_stays_one_column():
    assert cells_of(b"Name\nDoe, Jane\nRoe, Richard\n") == [["Name"], ["Doe, Jane"], ["Roe, Richard"]]


def test_backslash_escaped_quotation_marks_are_opened():
    assert cells_of(rb"""Name,Notes
A,"said \"yes\", twice"
""") == [["Name", "Notes"], ["A", 'said "yes", twice']]


def test_mixed_line_ends_and_quoted_line_breaks_keep_rows_whole():
    data = b'Name,Notes\r\nA,"one\ntwo"\rB,three\nC,"four\r\nfive"\r\n'

    assert cells_of(data) == [["Name", "Notes"], ["A", "one\ntwo"], ["B", "three"], ["C", "four\r\nfive"]]


def test_nul_characters_are_dropped():
    assert cells_of(b"Name,Email\nA\x00nn,ann@example.org\n") == [["Name", "Email"], ["Ann", "ann@example.org"]]


def test_quotation_mark_left_open_names_its_row():
    with pytest.raises(UnreadableFile, match="opens in row 3 and is never closed") as caught:
        list(read_table(b'Name,Email\nA,a@example.org\n"B,b@example.org\nC,c@example.org\n').rows)

    assert caught.value.line == 3


def test_header_is_found_below_a_preamble_and_rows_keep_their_numbers():
    data = b'Notes:\n"A long remark, with a comma"\n\nFirst Name,Last Name,Email Address,Company\nA,B,a@example.org,C\n'

    table = read_table(data, known=KNOWN)

    assert (table.header_row, table.preamble) == (4, ("Notes:", "A long remark, with a comma"))
    assert [(row.number, row.cells) for row in table.rows] == [(5, ["A", "B", "a@example.org", "C"])]


def test_file_without_header_gets_columns_by_letter():
    table = read_table(b"Jo Doe,jo@example.org\nAl Roe,al@example.org\n", known=KNOWN)

    assert (table.header_row, table.headers) == (0, ("Column A", "Column B"))
    assert [row.number for row in table.rows] == [1, 2]


@pytest.mark.parametrize(("row", "headers"), [(0, ("Column A", "Column B")), (1, ("Name", "Email")), (2, ("A", "b"))])
def test_header_row_can_be_told(row, headers):
    assert read_table(b"Name,Email\nA,b\nC,d\n", header_row=row).headers == headers


def test_repeated_and_empty_headers_get_names_of_their_own():
    table = read_table(b"Email,,Email,email,Phone\na,b,c,d,e\n")

    assert table.headers == ("Email", "Column B", "Email (2)", "email (3)", "Phone")


def test_cells_beyond_the_header_are_counted_or_become_columns():
    few = "Name,Email\n" + "A,a@example.org\n" * 70 + "B,b@example.org,x,y\n"

    table = read_table(few.encode())
    rows = list(table.rows)
    wide = read_table(b"Name,Email\nA,a@example.org,x\n")

    assert (rows[-1].cells, rows[-1].surplus) == (["B", "b@example.org"], 2)
    assert (wide.headers, next(iter(wide.rows)).cells) == (("Name", "Email", "Column C"), ["A", "a@example.org", "x"])


def test_leading_zeros_survive_also_as_a_formula_of_an_honest_export():
    assert cells_of(b'Name,Zip\nA,00971\nB,"=""00971"""\n') == [["Name", "Zip"], ["A", "00971"], ["B", "00971"]]


@pytest.mark.parametrize("data", [b"", b"   \r\n ", b"\xef\xbb\xbf", b",,,\n,,,\n", b"\x00\x00\x00\x00"])
def test_empty_file_is_told_so(data):
    with pytest.raises(UnreadableFile, match="choose the file that holds your list"):
        read_table(data)


def test_only_a_header_gives_no_rows():
    table = read_table(b"Name,Email\n", known=KNOWN)

    assert (table.headers, list(table.rows)) == (("Name", "Email"), [])


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"<!DOCTYPE html><html><table><tr><td>Name</td></tr></table>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "web page or XML"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"older Excel file \(.xls\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"\x1f\x8b\x08\x00", "unpack it first"),
        (b"{\\rtf1 Name}", "RTF"),
        (b"SQLite format 3\x00", "database"),
        (b"dn: cn=Jo\nobjectclass: person\n", "LDIF"),
        (b'[{"name": "A"}]', "JSON"),
        (bytes(range(256)) * 40, "not text"),
    ],
)
def test_file_that_is_no_table_is_named_for_what_it_is(data, word):
    with pytest.raises(UnreadableFile, match=word) as caught:
        list(read_table(data).rows)

    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_header_that_begins_like_a_program_is_still_text():
    assert cells_of(b"MZ,Name\n1,A\n") == [["MZ", "Name"], ["1", "A"]]


def test_bounds_are_said_in_plain_numbers():
    limits = Limits(file_bytes=2_000, rows=3, columns=4)

    with pytest.raises(UnreadableFile, match="at most 1 MB"):
        read_table(b"a" * 2_001, limits=limits)
    with pytest.raises(UnreadableFile, match="more than 3 rows"):
        list(read_table(b"Name,B\n" + b"x,y\n" * 4, limits=limits).rows)
    with pytest.raises(UnreadableFile, match="has 5 columns and at most 4"):
        read_table(b"a,b,c,d,e\n1,2,3,4,5\n", limits=limits)


def test_ten_thousand_columns_are_refused():
    with pytest.raises(UnreadableFile, match="has 10,001 columns"):
        read_table(b",".join(b"c%d" % number for number in range(10_001)) + b"\n")


def test_one_endless_field_names_its_row():
    with pytest.raises(UnreadableFile, match="Row 2 holds a cell that never ends") as caught:
        list(read_table(b'Name,Email\n"' + b"x" * 5_000_000).rows)

    assert caught.value.line == 2


def test_millions_of_empty_rows_are_refused():
    with pytest.raises(UnreadableFile, match="millions of empty rows"):
        list(read_table(b"Name,Email\n" + b"\n" * 1_100_000 + b"Ada,b\n", known=KNOWN).rows)


def test_headers_are_compared_without_case_accents_and_signs():
    folded = [fold_header(text) for text in ("E-Mail_Adresse", "emailAddress", "Straße", "Año", "Influence (H/M/L)")]

    assert folded == ["e mail adresse", "email address", "strasse", "ano", "influence h m l"]


@pytest.mark.parametrize("path", sorted(SHARED_DATA.glob("[cd]*/*.csv")) if SHARED_DATA else [], ids=lambda p: p.name)
def test_every_real_csv_becomes_a_table(path):
    table = read_table(path.read_bytes(), known=KNOWN)

    rows = list(table.rows)
    assert rows
    assert len(set(table.headers)) == len(table.headers)
    assert all(len(row.cells) == len(table.headers) for row in rows)
    assert "\ufffd" not in "".join(cell for row in rows for cell in row.cells)
