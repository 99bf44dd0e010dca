import pytest

from coalition.lib.tabular import Row, Table, read_table
from stakeholders.importing.blocked import BIRTH, IDENTITY, SECRET, STUDENT, TRAIT, reason_to_block
from stakeholders.importing.columns import State, guess
from stakeholders.importing.staging import read_staged
from stakeholders.importing.synonyms import HEADERS, KNOWN_HEADERS
from tests.stakeholders.importing.layouts import LAYOUTS, MAPPED


def guesses(text):
    columns, rows = read_staged(read_table(text.encode(), known=KNOWN_HEADERS))
    list(rows)
    return dict(zip([column.header for column in columns], guess(columns), strict=True))


def table(headers, rows):
    numbered = (Row(number, list(cells)) for number, cells in enumerate(rows, start=2))
    return Table(headers=tuple(headers), rows=numbered, source=None, header_row=1)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_columns_of_each_layout_are_guessed(layout):
    found = guesses(LAYOUTS[layout])

    assert {header.replace("_", " "): one.field for header, one in found.items() if one.field} == {
        header.replace("_", " "): field for header, field in MAPPED[layout].items()
    }


def test_guess_says_how_sure_it_is_and_why():
    found = guesses(
        "Full Name,Stakeholder Type,Student ID,Created By,Empty\nA,Biz,7,admin,\nB,Staff,8,admin,\nC,Clergy,9,admin,\n"
    )

    assert {header: (one.state, one.reason) for header, one in found.items()} == {
        "Full Name": (State.MATCHED, "3 filled"),
        "Stakeholder Type": (State.CHECK, "Biz, Staff, Clergy"),
        "Student ID": (State.BLOCKED, STUDENT),
        "Created By": (State.LEFT_OUT, "Not needed"),
        "Empty": (State.LEFT_OUT, "Empty"),
    }


def test_one_column_goes_to_each_field_and_the_better_known_header_wins():
    found = guesses("Name,Full Name,Member\nA,Ada Berg,B\n")

    assert {header: one.field for header, one in found.items()} == {"Name": "", "Full Name": "name", "Member": ""}
    assert found["Name"].reason == "“Full Name” is used instead"


def test_text_field_that_holds_only_codes_is_left_out():
    found = guesses("NAME,ORGANIZATION,GROUP\nFriends,5,0925\nLegion,1,0000\n")

    assert (found["ORGANIZATION"].field, found["ORGANIZATION"].reason) == ("", "Holds numbers only")


def test_unknown_header_is_guessed_from_its_values():
    found = guesses("Name,How to write,What they are\nA,a@x.example,Teacher\nB,b@x.example,Parent\n")

    assert (found["How to write"].field, found["How to write"].state) == ("email", State.CHECK)
    assert (found["What they are"].field, found["What they are"].state) == ("sector", State.CHECK)


def test_ratings_in_a_file_are_left_to_the_map():
    found = guesses("Name,Support Level\nA,Champion\n")

    assert found["Support Level"].reason == "Ratings are given on the map, with evidence"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("Student ID", STUDENT),
        ("student_number", STUDENT),
        ("Grade Level", STUDENT),
        ("GPA", STUDENT),
        ("IEP", STUDENT),
        ("SSN", IDENTITY),
        ("Social Security Number", IDENTITY),
        ("Driver's License", IDENTITY),
        ("Birthday", BIRTH),
        ("DOB", BIRTH),
        ("Parent Date of Birth", BIRTH),
        ("Geburtsdatum", BIRTH),
        ("Fecha de nacimiento", BIRTH),
        ("Ethnicity", TRAIT),
        ("Immigration Status", TRAIT),
        ("Password", SECRET),
    ],
)
def test_column_about_a_person_that_nobody_needs_is_blocked(header, reason):
    assert reason_to_block(header, []) == reason


@pytest.mark.parametrize(
    "header",
    [
        "Student_Count_Total",
        "Grades_Offered",
        "GradeRange",
        "Name",
        "District",
        "Agency",
        "Stage",
        "Language",
        "Manager",
    ],
)
def test_column_about_an_institution_is_not_blocked(header):
    assert reason_to_block(header, ["x"]) == ""


def test_column_of_social_security_numbers_is_blocked_whatever_its_name():
    assert reason_to_block("Reference", ["123-45-6789", "219-09-9999", ""]) == IDENTITY
    assert reason_to_block("Phone", ["555-123-4567"]) == ""


def test_names_of_students_are_blocked_beside_those_of_their_families():
    headers = "Guardian Name,Student Name,student.lastName,Student Other ID,Child"

    found = guesses(f"{headers}\nAda Berg,Cy Berg,Berg,900,Cy\n")
    alone = guesses("Student Name,Club\nCy Berg,Chess\n")

    assert [one.state for one in found.values()] == [State.MATCHED] + [State.BLOCKED] * 4
    assert alone["Student Name"].state != State.BLOCKED


def test_second_table_beside_the_first_is_left_to_an_import_of_its_own():
    found = guesses("Name,Phone,,Company,Contact\nAda Berg,555-0100,,Acme,Cy Dorn\nBo Carr,555-0101,,Bolt,Dee Eze\n")

    assert {header: one.field for header, one in found.items() if one.field} == {"Name": "name", "Phone": "phone"}
    assert found["Company"].reason == found["Contact"].reason == "A second table: bring it in by itself"


def test_number_of_an_answer_is_not_that_of_a_person():
    assert guesses("ID,Start time,Name\n1,10:00,Ada Berg\n")["ID"].reason == "Numbers the answers, not the people"


def test_cells_of_a_blocked_column_are_emptied_before_anything_is_kept():
    columns, rows = read_staged(table(["Name", "Student ID"], [["A", "4711"], ["B", "4712"]]))

    kept = [row.cells for row in rows]

    assert kept == [["A", ""], ["B", ""]]
    assert columns[1].to_json() == {
        "header": "Student ID",
        "filled": 2,
        "samples": [],
        "values": [],
        "many": False,
        "blocked": STUDENT,
    }


def test_no_header_means_two_fields_by_accident():
    folded = [name.casefold() for names in HEADERS.values() for name in names]

    assert sorted({name for name in folded if folded.count(name) > 1}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First Name,Last Name,Title,Role\nAda,Berg,Teacher,T\n", ["given_name", "family_name", "role_title", ""]),
        ("First Name,Last Name,School ID,Staff ID\nAda,Berg,1,9\n", ["given_name", "family_name", "", "external_id"]),
        ("Building Description,Name Key,Full Name LFM\nNORTH HIGH,BERGA,\"BERG, ADA\"\n", ["organization", "", "name"]),
        ("Name,Your full name,Email\n,Ada Berg,a@x.example\nBo Carr,Bo Carr,b@x.example\n", ["", "name", "email"]),
        ("Name,Email,,Team Name,Email 2\nAda Berg,a@x.example,,Bo Carr,b@x.example\n", ["name", "email", "", "", ""]),
        ("Name,Phone,Ext.\nAda Berg,555-0100,12\n", ["name", "phone", "phone_extension"]),
        (
            "What is your full name?,What is your role in the community?,Which organization do you represent?,"
            "Any thoughts?\nAda Berg,Parent,Acme,No\n",
            ["name", "role_title", "organization", ""],
        ),
    ],
)  # fmt: skip
def test_columns_of_systems_and_forms_go_where_a_clerk_would_put_them(text, expected, receive):
    assert receive(text).mapping == expected


def test_child_of_a_list_of_contacts_is_never_read(receive):
    one = receive("Student_id,Last_name,First_name,Contact_name,Contact_phone\n7,Kid,Sam,Ada Kid,555-0100\n")

    assert [bool(kept["blocked"]) for kept in one.columns] == [True, True, True, False, False]


def test_grades_of_pupils_are_blocked_and_those_of_schools_are_not(receive):
    pupils = receive("givenName,familyName,role,grades\nSam,Kid,student,05\nAda,Berg,teacher,\n")
    schools = receive("School Name,Grades\nNorth Elementary,K-5\n")

    assert [bool(one.columns[-1]["blocked"]) for one in (pupils, schools)] == [True, False]


def test_long_address_line_in_a_cell_holds_addresses():
    people = "; ".join(f"Person {number} <p{number}@x.example>" for number in range(90))

    assert guesses(f'Group,Members\nBoard,"{people}"\n')["Members"].field == "email"


@pytest.mark.parametrize(
    ("header", "cell", "reason"),
    [
        ("Children", "Cy Berg", STUDENT),
        ("Child's name / Nombre del niño", "Cy Berg", STUDENT),
        ("Students", "Cy Berg (7)", STUDENT),
        ("Students", "232", ""),
        ("Teacher / Grade", "Ada Berg / 7", ""),
    ],
)
def test_names_of_children_are_never_read(header, cell, reason):
    assert reason_to_block(header, [cell]) == reason
