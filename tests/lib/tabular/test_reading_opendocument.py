import resource
import time

import pytest

from coalition.lib.tabular import Limits, UnreadableFile, read_table
from tests.lib.tabular.opendocuments import cell, opendocument, row, table, text_cell
from tests.lib.tabular.workbooks import zipped

HEADERS = row(text_cell("Name"), text_cell("Email"))
ADA = row(text_cell("Ada Berg"), text_cell("ada@berg.example"))


def cells_of(*cells):
    """The one row of a table."""
    found = read_table(opendocument(table("List", row(*cells))), header_row=0)
    return next(iter(found.rows)).cells


def test_sheet_most_like_a_list_is_chosen_and_any_other_can_be():
    data = opendocument(table("Read me", row(text_cell("Our partners"))), table("Partners", HEADERS, ADA))

    found = read_table(data, known={"name", "email"})
    other = read_table(data, sheet="Read me")

    assert (found.source.kind, found.source.sheet, found.source.sheets) == ("ods", "Partners", ("Read me", "Partners"))
    assert (found.headers, [one.cells for one in found.rows]) == (("Name", "Email"), [["Ada Berg", "ada@berg.example"]])
    assert other.source.sheet == "Read me"


def test_sheet_that_nobody_sees_is_not_chosen():
    data = opendocument(table("Old", HEADERS, ADA, style="gone"), table("Now", HEADERS, ADA), hidden_style="gone")

    assert read_table(data, known={"name", "email"}).source.sheet == "Now"


def test_blank_rows_and_columns_that_repeat_to_the_end_cost_nothing():
    rest = '<table:table-cell table:number-columns-repeated="16380"/>'
    below = f'<table:table-row table:number-rows-repeated="1048570">{rest}</table:table-row>'
    data = opendocument(table("List", HEADERS, f"{ADA[:-18]}{rest}</table:table-row>", below, ADA))

    found = read_table(data, known={"name", "email"})

    assert [one.number for one in found.rows] == [2, 1048573]


def test_filled_rows_and_cells_that_repeat_are_each_there():
    twice = text_cell("Ada Berg", 'table:number-columns-repeated="2"')
    data = opendocument(
        table("List", HEADERS, f'<table:table-row table:number-rows-repeated="3">{twice}</table:table-row>', ADA)
    )

    found = list(read_table(data, known={"name", "email"}).rows)

    assert [(one.number, one.cells[1]) for one in found] == [
        *((number, "Ada Berg") for number in (2, 3, 4)),
        (5, "ada@berg.example"),
    ]


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ('office:value-type="float" office:value="12345678"', "12,345,678", "12345678"),
        ('office:value-type="float" office:value="971"', "00971", "00971"),
        ('office:value-type="float" office:value="5555550100"', "(555) 555-0100", "(555) 555-0100"),
        ('office:value-type="float" office:value="0.1"', "0.10", "0.1"),
        ('office:value-type="percentage" office:value="0.255"', "25.50%", "25.5%"),
        ('office:value-type="currency" office:value="5" office:currency="USD"', "$5.00", "5"),
        ('office:value-type="date" office:date-value="2026-10-29"', "10/29/26", "2026-10-29"),
        ('office:value-type="date" office:date-value="2026-10-29T09:30:00"', "10/29/26", "2026-10-29 09:30:00"),
        ('office:value-type="time" office:time-value="PT09H30M00S"', "9:30 AM", "09:30:00"),
        ('office:value-type="boolean" office:boolean-value="true"', "Yes", "TRUE"),
        ('office:value-type="boolean" office:boolean-value="false"', "No", "FALSE"),
        ('office:value-type="string" office:string-value="Ada"', "", "Ada"),
        ('office:value-type="string"', "Ada<text:s text:c=\"2\"/>B.<text:line-break/>Berg", "Ada  B.\nBerg"),
        ('office:value-type="string"', 'see <text:a><text:span>Ada</text:span></text:a>', "see Ada"),
    ],
)  # fmt: skip
def test_each_kind_of_cell_is_read(attributes, shown, text):
    assert cells_of(cell(shown, attributes)) == [text]


def test_remarks_pictures_and_covered_cells_are_not_what_a_cell_says():
    remark = "<office:annotation><text:p>a secret remark</text:p></office:annotation>"
    picture = "<draw:frame><draw:text-box><text:p>a caption</text:p></draw:text-box></draw:frame>"
    said = cell(f"Ada</text:p><text:p>Berg{picture}", 'office:value-type="string"').replace(
        "<text:p>", f"{remark}<text:p>", 1
    )
    covered = "<table:covered-table-cell><text:p>under the cell before</text:p></table:covered-table-cell>"

    assert cells_of(said, covered, text_cell("end")) == ["Ada\nBerg", "", "end"]


def test_broken_formula_is_empty():
    error = cell("#N/A", 'office:value-type="string" office:string-value="" calcext:value-type="error"')

    assert cells_of(error, text_cell("x")) == ["", "x"]


def test_hidden_and_filtered_rows_and_hidden_columns_are_told():
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    hidden = [
        ADA.replace("<table:table-row", f'<table:table-row table:visibility="{how}"') for how in ("collapse", "filter")
    ]
    found = read_table(opendocument(table("List", columns, HEADERS, ADA, *hidden)), known={"name", "email"})

    assert [one.is_hidden for one in found.rows] == [False, True, True]
    assert found.hidden_columns == {1, 2}


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (opendocument(spreadsheet="text"), "an OpenDocument text or presentation"),
        (opendocument(), "no sheet with cells"),
        (opendocument(table("List", ADA), manifest="<manifest:encryption-data/>"), "protected with a password"),
        (zipped({"mimetype": "x", "content.xml": "<office:x"}), "damaged"),
        (opendocument(table("List", ADA), declaration='<!DOCTYPE x [<!ENTITY a "b">]>'), "instructions"),
        (opendocument(table("List", row(text_cell("x" * 200_000)))), "a cell of more than 100,000 characters"),
        (opendocument(table("List", row(text_cell("x", 'table:number-columns-repeated="300"')))), "has 300 columns"),
        (opendocument(*(table(str(number)) for number in range(120))), "too many sheets"),
    ],
    ids=["text", "empty", "locked", "damaged", "entities", "cell", "wide", "sheets"],
)
def test_what_is_no_list_is_refused_with_a_sentence(data, word):
    with pytest.raises(UnreadableFile, match=word):
        list(read_table(data, header_row=0).rows)


@pytest.mark.parametrize(
    ("times", "word"),
    [(999_999_999, "far more cells than a contact list"), (90_000, "far more text than a contact list")],
)
def test_a_few_bytes_that_stand_for_gigabytes_are_given_up_at_once(times, word):
    long = text_cell("x" * (90_000 if times == 90_000 else 1), 'table:number-columns-repeated="200"')
    data = opendocument(table("List", row(long, attributes=f'table:number-rows-repeated="{times}"')))
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(UnreadableFile, match=word):
        list(read_table(data, header_row=0).rows)

    assert time.process_time() - start < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 * 1024


def test_document_that_takes_too_long_is_given_up():
    with pytest.raises(UnreadableFile, match="takes too long"):
        list(read_table(opendocument(table("List", *[ADA] * 20_000)), limits=Limits(seconds=0)).rows)
