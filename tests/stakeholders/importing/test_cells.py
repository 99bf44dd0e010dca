import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.importing import cells


@pytest.mark.parametrize(
    ("cell", "good", "bad"),
    [
        (" ada@berg.example ", ["ada@berg.example"], []),
        ("Ada <ada@berg.example>", ["ada@berg.example"], []),
        ("mailto:ada@berg.example", ["ada@berg.example"], []),
        ("a@x.example; b@x.example", ["a@x.example", "b@x.example"], []),
        ("a@x.example ::: b@x.example", ["a@x.example", "b@x.example"], []),
        ("a@x.example, none", ["a@x.example"], []),
        ("ada@@berg", [], ["ada@@berg"]),
        ("a..b@x.example", [], ["a..b@x.example"]),
        ("N/A", [], []),
        ("", [], []),
    ],
)
def test_addresses_of_a_cell_are_told_from_what_is_none(cell, good, bad):
    assert cells.emails(cell) == (good, bad)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("(555) 555-0100", ["(555) 555-0100"]),
        ("'5550100", ["5550100"]),
        ("+1 555 0100 ::: +1 555 0101", ["+1 555 0100", "+1 555 0101"]),
        ("(972) 291-1581 ext:012", ["(972) 291-1581 ext:012"]),
        ("030/123456", ["030/123456"]),
        ("No Data", []),
    ],
)
def test_numbers_of_a_cell_are_kept_as_written(cell, numbers):
    assert cells.phones(cell) == numbers


@pytest.mark.parametrize(("cell", "number"), [("'057904", "057904"), ("610163.0", "610163"), ("00971", "00971")])
def test_identifier_keeps_its_zeros_and_loses_the_apostrophe(cell, number):
    assert cells.number(cell) == number


def test_name_null_is_a_name_and_no_data_is_none():
    assert [cells.name_line(text) for text in ("Null", " None ", "No Data", "-")] == ["Null", "None", "", ""]


@given(st.text(max_size=60))
def test_line_is_one_line_without_nuls(text):
    line = cells.line(text)

    assert not set(line) & set("\r\n\t\x00\x0b\x0c\x85\u2028\u2029")


@given(st.text(st.characters(exclude_characters="\x00"), max_size=60))
def test_text_of_several_lines_is_kept_as_it_is(text):
    assert cells.block(text) == ("" if not text.strip() else text)


@pytest.mark.parametrize(
    ("cell", "good"),
    [
        ("a@x.example or b@x.example", ["a@x.example", "b@x.example"]),
        ("work: a@x.example", ["a@x.example"]),
        ("a@x.example (until May)", ["a@x.example"]),
        ("a@x.example.", ["a@x.example"]),
        ('"a@x.example"', ["a@x.example"]),
        ("mailto:a@x.example?subject=hello", ["a@x.example"]),
        ("a@x.example#mailto:a@x.example#", ["a@x.example"]),
        ("[a@x.example](mailto:a@x.example)", ["a@x.example"]),
        ("Ada <mailto:a@x.example>", ["a@x.example"]),
    ],
)
def test_address_among_what_programs_and_people_write_around_it_is_found(cell, good):
    assert cells.emails(cell) == (good, [])


@pytest.mark.parametrize("cell", ['just"not"right@x.example', "A@b@c@x.example", "a11 @x.example", "a at x.example"])
def test_piece_of_a_broken_address_is_no_address(cell):
    assert cells.emails(cell) == ([], [cell])


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("555-0100 or 555-0101", ["555-0100", "555-0101"]),
        ("555-0100/555-0101", ["555-0100", "555-0101"]),
        ("555-0100/01", ["555-0100/01"]),
        ("303-555-0100;ext=4", ["303-555-0100 ext. 4"]),
        ("5555550100.0", ["5555550100"]),
        ("tel:+15555550100", ["+15555550100"]),
        ("1-800-FLOWERS", ["1-800-FLOWERS"]),
        ("(   )   -", []),
        ("0", []),
    ],
)
def test_numbers_of_a_cell_are_told_apart(cell, numbers):
    assert cells.phones(cell) == numbers


@pytest.mark.parametrize(
    ("phone", "cell", "together"),
    [
        ("555-0100", "12", "555-0100 ext. 12"),
        ("555-0100", "x12", "555-0100 ext. 12"),
        ("555-0100", "12.0", "555-0100 ext. 12"),
        ("555-0100", "No Data", "555-0100"),
        ("555-0100 x12", "12", "555-0100 x12"),
    ],
)
def test_extension_in_a_column_of_its_own_joins_the_number(phone, cell, together):
    assert cells.extended(phone, cell) == together


@pytest.mark.parametrize(
    "cell", ["VACANT", "Position vacant", "(vacant)", "TBA", "To be determined", "None listed", "Open", "Unknown"]
)
def test_what_stands_for_a_name_where_there_is_none_is_no_name(cell):
    assert cells.name_line(cell) == ""


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ada Berg*", "Ada Berg"),
        ("• Ada Berg", "Ada Berg"),
        ("***", "***"),
        ("Open Doors", "Open Doors"),
        ("Null",) * 2,
    ],
)
def test_marks_around_a_name_go_and_names_stay(cell, name):
    assert cells.name_line(cell) == name


@pytest.mark.parametrize("cell", ["<" + "a@" * 50_000, " " * 99_000 + "\ta", "a@" + "b" * 90_000 + "@", "x " * 50_000])
def test_cell_made_to_cost_time_costs_none(cell):
    start = time.process_time()

    cells.emails(cell)
    cells.phones(cell)
    cells.name_line(cell)

    assert time.process_time() - start < 2
