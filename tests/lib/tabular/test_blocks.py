"""Several tables below each other in one file: summaries are passed over, tables about people are read as one."""

import pytest

from coalition.lib.tabular import fold_header, read_table
from tests.lib.tabular.workbooks import workbook

KNOWN = frozenset(map(fold_header, ("Name", "Email", "User Email", "Role", "First Name", "Last Name", "Phone")))


def read(text, encoding="utf-8", **options):
    data = text.encode(encoding) if isinstance(text, str) else text
    table = read_table(data, known=KNOWN, **options)
    return table.headers, [(row.number, row.cells, row.surplus) for row in table.rows], table


MEETING = (
    "1. Summary\nMeeting title\tVision\nAttended participants\t2\nStart time\t3/12/24, 3:58:12 PM\n"
    "End time\t3/12/24, 5:02:41 PM\n\n"
    "2. Participants\nName\tFirst Join\tEmail\nAda Berg\t3/12/24, 3:58:12 PM\tada@berg.example\n"
    "Bo Carr\t3/12/24, 4:00:02 PM\tbo@carr.example\n\n"
    "3. In-Meeting Activities\nEmail\tName\tDuration\nada@berg.example\tAda Berg\t30m 28s\n"
)


def test_people_of_a_meeting_are_found_below_its_summary():
    headers, rows, table = read(MEETING.replace("\n", "\r\n"), "utf-16")

    assert (table.source.delimiter, table.header_row) == ("\t", 8)
    assert headers == ("Name", "First Join", "Email", "Duration", "Section")
    assert rows == [
        (9, ["Ada Berg", "3/12/24, 3:58:12 PM", "ada@berg.example", "", "2. Participants"], 0),
        (10, ["Bo Carr", "3/12/24, 4:00:02 PM", "bo@carr.example", "", "2. Participants"], 0),
        (14, ["Ada Berg", "", "ada@berg.example", "30m 28s", "3. In-Meeting Activities"], 0),
    ]
    assert "Meeting title Vision" in table.preamble


def test_wide_summary_of_one_row_is_passed_over():
    headers, rows, table = read(
        "Meeting ID,Topic,Start,User Email,Minutes\n871,Vision,15:58,ada@berg.example,65\n\n"
        "Name (Original Name),User Email,Minutes\nAda Berg,ada@berg.example,65\n"
    )

    assert headers == ("Name (Original Name)", "User Email", "Minutes")
    assert (rows, table.header_row) == ([(5, ["Ada Berg", "ada@berg.example", "65"], 0)], 4)


def test_headers_that_repeat_under_each_title_leave_the_title_beside_the_rows():
    headers, rows, _ = read(
        "School board\nName,Email\nAda Berg,a@x.example\n\nBusinesses\nName,Email\nAcme,i@x.example\n"
    )

    assert headers == ("Name", "Email", "Section")
    assert [cells for _, cells, _ in rows] == [
        ["Ada Berg", "a@x.example", "School board"],
        ["Acme", "i@x.example", "Businesses"],
    ]


def test_same_title_on_each_page_is_no_column():
    headers, rows, _ = read("Directory\nName,Email\nAda,a@x.example\n\nDirectory\nName,Email\nBo,b@x.example\n")

    assert headers == ("Name", "Email")
    assert [cells[0] for _, cells, _ in rows] == ["Ada", "Bo"]


def test_later_table_of_a_long_file_is_read_under_the_headers_of_the_first():
    people = "".join(f"Person {number},p{number}@x.example\n" for number in range(1_200))

    headers, rows, _ = read(f"Name,Email\n{people}\nHosts\nEmail,Name,Phone\nada@x.example,Ada,555-0100\n")

    assert headers == ("Name", "Email")
    assert rows[-2:] == [(1203, ["Hosts", ""], 0), (1205, ["Ada", "ada@x.example"], 1)]


def test_tables_of_a_sheet_are_read_as_one():
    sheet = [["Summary"], ["Attended", 2], [], ["Hosts"], ["Name", "Email"], ["Ada", "a@x.example"], ["Guests"]]
    sheet += [["First Name", "Last Name", "Email"], ["Bo", "Carr", "b@x.example"]]

    headers, rows, _ = read(workbook({"Report": sheet}))

    assert headers == ("Name", "Email", "First Name", "Last Name", "Section")
    assert [cells for _, cells, _ in rows] == [
        ["Ada", "a@x.example", "", "", "Hosts"],
        ["", "b@x.example", "Bo", "Carr", "Guests"],
    ]


@pytest.mark.parametrize("row", ["Bo Carr,Phone,Role", "Email,,555-0100", "Name,,"])
def test_row_that_names_a_header_or_two_is_no_header(row):
    rows = read(f"Name,Email,Role\nAda,a@x.example,Chair\n\n{row}\n")[1]

    assert rows[-1] == (4, row.split(","), 0)


def test_row_of_headers_chosen_by_hand_counts():
    headers, rows, table = read(MEETING, header_row=13)

    assert headers == ("Email", "Name", "Duration")
    assert (rows, table.header_row) == ([(14, ["ada@berg.example", "Ada Berg", "30m 28s"], 0)], 13)


def test_address_lines_are_kept_whole():
    headers, rows, table = read('To: Ada <a@x.example>; "Carr, Bo" <b@x.example>\nCc: c@x.example\n')

    assert (headers, table.header_row) == (("Column A",), 0)
    assert [cells for _, cells, _ in rows] == [
        ['To: Ada <a@x.example>; "Carr, Bo" <b@x.example>'],
        ["Cc: c@x.example"],
    ]


def test_organizations_above_the_people_are_read_too():
    known = KNOWN | {"organization", "website"}
    data = b"Organization,Website,Phone\nTown Library,l.example,555-0100\n\nName,Organization\nAda,Town Library\n"

    table = read_table(data, known=known)

    assert (table.headers, table.header_row) == (("Organization", "Website", "Phone", "Name"), 1)
    assert [row.cells for row in table.rows] == [
        ["Town Library", "l.example", "555-0100", ""],
        ["Town Library", "", "", "Ada"],
    ]


def test_separators_within_quotation_marks_separate_nothing():
    people = "; ".join(f"Person {number} <p{number}@x.example>" for number in range(9))

    _, rows, table = read("".join(f'{name},"{people}"\n' for name in ("Group", "Board", "Staff", "Parents")))

    assert (table.source.delimiter, {len(cells) for _, cells, _ in rows}) == (",", {2})


def test_table_on_its_side_is_set_upright():
    headers, rows, table = read("Name,Ada Berg,Bo Carr\nEmail,a@x.example,\nPhone,555-0100,555-0101\nTown,Cedar,Pine\n")

    assert (headers, table.header_row) == (("Name", "Email", "Phone", "Town"), 1)
    assert [cells for _, cells, _ in rows] == [
        ["Ada Berg", "a@x.example", "555-0100", "Cedar"],
        ["Bo Carr", "", "555-0101", "Pine"],
    ]


@pytest.mark.parametrize("text", ["Name,Email\nName,a@x.example\nRole,b@x.example\n", "Name,Role\nPhone,Role\n"])
def test_table_that_stands_upright_is_left_so(text):
    assert read(text)[0] == tuple(text.split("\n", maxsplit=1)[0].split(","))
