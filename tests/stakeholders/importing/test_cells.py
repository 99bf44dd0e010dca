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
        ("a@x.example, none", ["a@x.example"], ["none"]),
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
