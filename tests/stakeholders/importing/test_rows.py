from dataclasses import asdict

import pytest

from coalition.lib.tabular import Row
from stakeholders.importing.capacities import look_at_people
from stakeholders.importing.drafts import Trouble
from stakeholders.importing.layout import Layout
from stakeholders.importing.rows import RowReader


def read(cells, **options):
    """Read one row of a file whose headers are the keys of `cells` and stand for fields of that name."""
    columns = options.pop("headers", list(cells))
    layout = Layout(headers=columns, fields=list(cells), **options)
    return RowReader(layout).read(Row(7, list(cells.values())))


def troubles(reading):
    return [(problem.trouble, problem.text) for problem in reading.problems]


def test_name_is_put_together_from_its_parts():
    cells = {"name_prefix": "Dr.", "given_name": "Ada", "middle_name": "", "family_name": "Berg", "name_suffix": "Jr."}

    assert read(cells).main.name == "Dr. Ada Berg Jr."


def test_written_name_goes_before_its_parts():
    assert read({"name": "Ada M. Berg", "given_name": "Ada", "family_name": "Berg"}).main.name == "Ada M. Berg"


def test_name_of_a_person_is_turned_and_that_of_an_organization_is_not():
    names = [read({"name": name}).main.name for name in ("Berg, Ada", "Town Library, Cedar")]

    assert names == ["Ada Berg", "Town Library, Cedar"]


def test_name_is_read_from_beside_the_address_where_there_is_no_other():
    main = read({"name": "", "email": '"Berg, Ada" <ada@berg.example>'}).main

    assert (main.name, main.email) == ("Ada Berg", "ada@berg.example")


def test_links_of_a_program_are_no_part_of_a_name():
    linked = "Town Library (https://www.pages.example/Town-Library-1a2b?v=2)"

    main = read({"name": "Bo Carr (Guest)", "organization": linked}).main

    assert (main.name, main.organization) == ("Bo Carr", "Town Library")


def test_line_below_the_list_is_left_out_until_somebody_names_it():
    cells = {"name": "Grand Totals (2 records)", "email": ""}

    assert troubles(read(cells)) == [
        (Trouble.UNREADABLE, "“Grand Totals (2 records)” reads as a line below the list, not as a name")
    ]
    assert read(cells, names={7: "Totals"}).main.name == "Totals"


def test_heading_between_the_rows_is_no_group_of_the_list():
    alone = read({"name": "EDUCATORS", "organization": "", "email": ""})
    among_groups = read({"name": "Educators", "organization": "", "email": ""})

    assert troubles(alone) == [(Trouble.UNREADABLE, "“EDUCATORS” reads as a heading of the rows below, not as a name")]
    assert (among_groups.main.kind, among_groups.problems) == ("group", [])


def test_number_that_a_spreadsheet_rounded_is_kept_in_the_notes_with_a_word():
    reading = read({"name": "Acme Inc", "phone": "3.07555E+09", "external_id": "5.6E+11"})

    assert (reading.main.phone, reading.main.notes, reading.main.number) == ("", "Phone as written: 3.07555E+09", "")
    assert troubles(reading) == [(Trouble.DETAIL, "“3.07555E+09” has lost its last digits: kept in the notes")]


@pytest.mark.parametrize(("address", "kind"), [("board@x.example", "person"), ("info@x.example", "organization")])
def test_address_in_place_of_a_name_tells_the_kind(address, kind):
    assert read({"email": address}).main.kind == kind


def test_first_and_last_name_in_the_account_of_a_company_are_of_somebody_there():
    cells = {"kind": "Company", "given_name": "Ada", "family_name": "Berg", "organization": "Rotary Club"}

    main = read(cells).main

    assert (main.name, main.kind, main.organization) == ("Ada Berg", "person", "Rotary Club")


def test_rows_that_every_list_counts_from_one_are_told_apart_by_their_list():
    numbers = {
        read({"name": "Acme Inc", "external_id": "1"}, headers=["Name", "ID"], mark=mark).main.number for mark in "ab"
    }
    codes = {
        read({"name": "Acme Inc", "external_id": "1"}, headers=["Name", "EIN"], mark=mark).main.number for mark in "ab"
    }

    assert (numbers, codes) == ({"id a:1", "id b:1"}, {"ein:1"})


def test_organization_without_a_person_is_what_the_row_is_about():
    main = read({"given_name": "", "family_name": "", "organization": "Town Library", "email": "info@l.example"}).main

    assert (main.name, main.kind, main.organization, main.email) == (
        "Town Library",
        "organization",
        "",
        "info@l.example",
    )


def test_row_without_a_name_cannot_be_read():
    reading = read({"name": "", "email": "ada@berg.example"})

    assert troubles(reading) == [(Trouble.UNREADABLE, "No name. Email is there.")]


def test_name_typed_in_makes_the_row_readable():
    reading = read({"name": "", "email": "ada@berg.example"}, names={7: "Ada Berg"})

    assert (reading.main.name, reading.problems) == ("Ada Berg", [])


def test_list_of_addresses_alone_is_listed_by_address():
    assert read({"email": "ada@berg.example"}).main.name == "ada@berg.example"


def test_address_that_is_none_goes_to_the_notes_with_a_word():
    reading = read({"name": "Ada", "email": "ada at berg", "notes": "Loves maps"})

    assert (reading.main.email, reading.main.notes) == ("", "Loves maps\nEmail as written: ada at berg")
    assert troubles(reading) == [(Trouble.DETAIL, "“ada at berg” is not an email address: kept in the notes")]


def test_further_addresses_and_numbers_are_kept_in_the_notes():
    main = read({"name": "Ada", "email": "a@x.example; b@x.example", "phone": "555-0100 ::: 555-0101"}).main

    assert (main.email, main.phone) == ("a@x.example", "555-0100")
    assert main.notes == "Other email: b@x.example\nOther phone: 555-0101"


def test_column_kept_as_notes_carries_its_header():
    main = read({"name": "Ada", "notes": "PTA"}, headers=["Name", "Group Membership"]).main

    assert main.notes == "Group Membership: PTA"


def test_text_too_long_for_its_field_is_cut_and_kept_whole_in_the_notes():
    reading = read({"name": "Ada", "role_title": "x" * 300})

    assert (len(reading.main.role_title), reading.main.notes) == (200, "x" * 300)
    assert troubles(reading) == [(Trouble.DETAIL, "The role is longer than 200 characters: cut, whole in notes")]


def test_values_are_translated_as_people_chose():
    cells = {"name": "Ada", "sector": "Friend", "influence": "big"}

    main = read(cells, translations={"sector": {"Friend": "families"}, "influence": {"big": "5"}}).main

    assert (main.sector, main.influence) == ("families", 5)


def test_value_nobody_understands_is_left_open_with_a_word():
    reading = read({"name": "Ada Berg", "influence": "purple", "sector": "purple"})

    assert (reading.main.influence, reading.main.sector) == (None, "")
    assert troubles(reading) == [(Trouble.DETAIL, "Sway “purple” is not understood: left empty")]


def test_defaults_count_for_rows_that_say_nothing():
    defaults = {"sector": "employers", "kind": "organization"}

    silent = read({"name": "Acme", "sector": ""}, defaults=defaults).main
    outspoken = read({"name": "Acme", "sector": "Clergy"}, defaults=defaults).main

    assert (silent.sector, silent.kind, outspoken.sector) == ("employers", "organization", "community-leaders")


@pytest.mark.parametrize(
    ("cells", "capacity"),
    [
        ({"name": "Ada Berg", "sector": "Students"}, "student"),
        ({"name": "Ada Berg", "role_title": "Student"}, "student"),
        ({"name": "Ada Berg", "sector": "Families", "role_title": "Chair", "organization": "PTA"}, "private"),
        ({"name": "Ada Berg", "sector": "Employers", "role_title": "Owner"}, "official"),
        ({"name": "Ada Berg", "organization": "Acme"}, "official"),
        ({"name": "Ada Berg", "sector": "Teachers"}, "official"),
        ({"name": "Ada Berg", "sector": "Employers"}, "private"),
        ({"name": "Ada Berg"}, "private"),
        ({"name": "Eastside PTA", "sector": "Families"}, ""),
        ({"name": "Evening program students", "sector": "Students"}, ""),
    ],
)
def test_capacity_follows_the_rule_on_ratings(cells, capacity):
    assert read(cells).main.person_type == capacity


def test_students_and_private_people_are_pointed_out():
    student, private, official = (
        read({"name": "Ada Berg", "sector": sector}) for sector in ("Students", "Families", "Teachers")
    )

    for reading in (student, private, official):
        look_at_people(reading, rates_private_people=False)

    assert [[problem.trouble for problem in one.problems] for one in (student, private, official)] == [
        [Trouble.STUDENT],
        [Trouble.PRIVATE],
        [],
    ]


def test_private_people_need_no_look_where_the_district_rates_them():
    reading = read({"name": "Ada Berg", "sector": "Families"})

    look_at_people(reading, rates_private_people=True)

    assert reading.problems == []


def test_people_in_contact_slots_belong_to_the_school_of_the_row():
    cells = {
        "name": "North School",
        "person1_name": "Ada Berg",
        "person1_role_title": "Principal",
        "person2_name": "",
        "person2_role_title": "Counselor",
    }

    others = read(cells, headers=["School Name", "Administrator", "Title", "Contact 2", "Title 2"]).others

    assert [(one.name, one.role_title, one.organization, one.person_type) for one in others] == [
        ("Ada Berg", "Principal", "North School", "official")
    ]


def test_role_of_a_contact_is_read_from_its_header_and_the_leader_leads_the_organization():
    cells = {"name": "North School", "organization": "Cedar ISD", "person1_name": "Ada", "leader_name": "Bo"}
    headers = ["SchoolName", "DistrictName", "SchoolPrincipal", "DistrictSuperintendent"]

    others = read(cells, headers=headers).others

    assert [(one.name, one.role_title, one.organization) for one in others] == [
        ("Bo", "Superintendent", "Cedar ISD"),
        ("Ada", "Principal", "North School"),
    ]


def test_cells_beyond_the_headers_are_pointed_out():
    reading = RowReader(Layout(headers=["Name"], fields=["name"])).read(Row(7, ["Ada"], 2))

    assert troubles(reading) == [(Trouble.DETAIL, "2 more cells than headers: not read")]


def test_cell_that_swallowed_rows_is_pointed_out():
    swallowed = "x,b@x.example,555,n\nBo,b@x.example,555,n\nCy,c@x.example,556,n\n"
    headers = ["Name", "Email", "Phone", "Notes"]

    reading = RowReader(Layout(headers=headers, fields=["name", "email", "phone", "notes"])).read(
        Row(7, ["Ada", "a@x.example", "555", swallowed])
    )

    assert troubles(reading) == [(Trouble.UNREADABLE, "“Notes” holds several rows: a quotation mark may be missing")]


def test_reading_the_same_row_twice_gives_the_same_draft():
    reader = RowReader(Layout(headers=["Name", "Sector"], fields=["name", "sector"]))
    row = Row(7, ["Ada Berg", "Parent"])

    assert asdict(reader.read(row)) == asdict(reader.read(row))


def test_people_of_an_address_line_are_listed_each():
    reading = read({"organization": "School board", "email": 'Ada Berg <a@x.example>; "Carr, Bo" <b@x.example>'})

    found = [(one.name, one.kind, one.organization, one.email) for one in [reading.main, *reading.others]]
    assert found == [
        ("School board", "organization", "", ""),
        ("Ada Berg", "person", "School board", "a@x.example"),
        ("Bo Carr", "person", "School board", "b@x.example"),
    ]
    assert (troubles(reading), reading.main.notes) == ([], "")


def test_first_of_an_address_line_is_whom_a_row_without_a_name_is_about():
    reading = read({"email": "To: Ada Berg <a@x.example>, Bo Carr (b@x.example), c@x.example"})

    assert [(one.name, one.email) for one in [reading.main, *reading.others]] == [
        ("Ada Berg", "a@x.example"),
        ("Bo Carr", "b@x.example"),
        ("c@x.example", "c@x.example"),
    ]


def test_two_addresses_of_one_person_are_no_two_people():
    reading = read({"name": "Ada Berg", "email": "Ada Berg <a@x.example>; Ada Berg <b@x.example>"})

    assert (reading.others, reading.main.email, reading.main.notes) == ([], "a@x.example", "Other email: b@x.example")


def test_further_person_stands_in_where_the_first_is_missing():
    reading = read({"name": "", "email": "bo@x.example", "person1_name": "Carr, Bo", "person1_phone": "555-0100"})

    assert (reading.main.name, reading.main.email, reading.main.phone) == ("Bo Carr", "bo@x.example", "555-0100")
    assert (reading.others, troubles(reading)) == ([], [])


@pytest.mark.parametrize(
    ("name", "kind", "read_as"),
    [
        ("Smith, John and Mary", "group", "John and Mary Smith"),
        ("The Berg Family", "group", "The Berg Family"),
        ("Ada Berg (she/her)", "person", "Ada Berg"),
        ("Berg, Ada (she/her/hers)", "person", "Ada Berg"),
        ("Ada Berg (Host, me)", "person", "Ada Berg"),
        ("Info Requested", "organization", ""),
    ],
)
def test_names_are_written_as_a_clerk_would(name, kind, read_as):
    main = read({"name": name}).main

    assert (main.kind, main.name) == (kind, read_as)


def test_organization_alone_in_the_column_of_last_names_is_one():
    kinds = [
        read({"given_name": given, "family_name": family}).main.kind
        for given, family in (("", "Town Library"), ("Ada", "Town Library"), ("", "Church"))
    ]

    assert kinds == ["organization", "person", "person"]


def test_masked_address_is_none():
    reading = read({"name": "Bo Carr", "email": "b***@carr.example"})

    assert (reading.main.email, reading.main.notes) == ("", "Email as written: b***@carr.example")


def test_address_among_the_phone_numbers_is_an_address():
    main = read({"name": "Bo Carr", "phone": "bo@carr.example"}).main

    assert (main.email, main.phone) == ("bo@carr.example", "")


@pytest.mark.parametrize("name", ["------", "Updated 3/12/2024", "Last updated: by the office"])
def test_lines_below_and_between_rows_are_nobody(name):
    assert read({"name": name, "email": ""}).main.name == ""


@pytest.mark.parametrize(
    ("said", "home", "notes"),
    [
        ("Acme;Town Library", "Acme", "Other organization: Town Library"),
        ("Town Library,Rotary Club", "Town Library", "Other organization: Rotary Club"),
        ("Acme, Inc.", "Acme, Inc.", ""),
        ("1,000 Friends of Cedar", "1,000 Friends of Cedar", ""),
    ],
)
def test_first_organization_of_a_cell_is_the_home(said, home, notes):
    main = read({"name": "Ada Berg", "organization": said}).main

    assert (main.organization, main.notes) == (home, notes)


def test_address_of_another_column_is_kept_beside_an_address_line():
    columns = {
        "name": "Ada Berg",
        "email": "Ada Berg <a@x.example>; Bo Carr <b@x.example>",
        "other": "ada@home.example",
    }
    layout = Layout(headers=["Name", "To", "Private"], fields=["name", "email", "email"])

    reading = RowReader(layout).read(Row(2, list(columns.values())))

    assert ([one.name for one in reading.others], reading.main.notes) == (["Bo Carr"], "Other email: ada@home.example")


def test_people_in_address_lines_are_as_many_as_an_import_can_hold(monkeypatch):
    monkeypatch.setattr("stakeholders.importing.rows._MOST_ADDRESSED", 3)
    reader = RowReader(Layout(headers=["Group", "Members"], fields=["organization", "email"]))

    rows = [reader.read(Row(number, ["Board", "Ada <a@x.example>; Bo <b@x.example>"])) for number in (2, 3)]

    assert [len(reading.others) for reading in rows] == [2, 0]
    assert (rows[1].main.notes, troubles(rows[1])[0][0]) == ("Other email: b@x.example", Trouble.DETAIL)
