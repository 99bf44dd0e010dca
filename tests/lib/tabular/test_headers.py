"""Headers that are spread over several rows, and rows that only look like headers."""

import pytest

from coalition.lib.tabular import fold_header, read_table

KNOWN = frozenset(map(fold_header, ("Name", "Email", "Phone", "Company", "First Name", "Last Name")))


def read(*lines):
    table = read_table("\n".join(lines).encode(), known=KNOWN)
    return table.headers, [row.cells for row in table.rows], table.header_row


def test_titles_above_headers_that_repeat_say_whose_they_are():
    headers, rows, number = read(
        "Student,,Parent 1,,Parent 2,", "Name,Grade,Name,Email,Name,Email", "Cy,7,Ada,a@x.example,Bo,"
    )

    assert headers == ("Student Name", "Grade", "Parent 1 Name", "Parent 1 Email", "Parent 2 Name", "Parent 2 Email")
    assert (rows, number) == ([["Cy", "7", "Ada", "a@x.example", "Bo", ""]], 2)


def test_title_of_the_whole_list_is_no_part_of_its_headers():
    assert read("Partners 2024,,", "Name,Email,Email", "Ada,a@x.example,")[0] == ("Name", "Email", "Email (2)")


def test_second_row_of_a_survey_names_the_columns_a_question_spans():
    headers, rows, number = read(
        "Collector,How to reach you,,,Your role,",
        ",Name,Company,Email,Response,Other",
        "45,Ada Berg,Acme,a@x.example,Parent,",
    )

    assert headers == ("Collector", "Name", "Company", "Email", "Your role", "Other")
    assert (rows, number) == ([["45", "Ada Berg", "Acme", "a@x.example", "Parent", ""]], 2)


def test_row_of_codes_below_the_questions_is_passed_over():
    codes = '"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"'

    assert read("Q1,Q2", "Full name,E-mail", codes, "Ada Berg,a@x.example") == (
        ("Full name", "E-mail"),
        [["Ada Berg", "a@x.example"]],
        2,
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["Ada Berg", "Bo Carr", "Cy Dorn"],
        ["Ada Berg,Town Library", "Bo Carr,Acme Inc", "Cy Dorn,Rotary Club"],
        ["Ada Berg <ada@berg.example>", "Bo Carr <bo@carr.example>"],
    ],
)
def test_first_name_of_a_list_without_headers_is_no_header(lines):
    headers, rows, number = read(*lines)

    assert (headers[0], len(rows), number) == ("Column A", len(lines), 0)


def test_unknown_header_above_names_stays_one_where_other_columns_tell():
    assert read("Wer Genau,Nummer", "Ada Berg,555-0100", "Bo Carr,555-0101")[2] == 1


def test_number_sign_in_a_header_is_a_number():
    assert fold_header("Cell #") == "cell number"
