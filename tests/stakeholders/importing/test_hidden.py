"""Rows and columns that nobody sees who opens the sheet: said, and brought in or left out as people choose."""

import io

import openpyxl
import pytest

from stakeholders.forms.stakeholder_import import ColumnsForm
from stakeholders.importing import showing, tie_steps
from stakeholders.importing.tie_reporting import shown
from stakeholders.models import Stakeholder


def sheet(*names, hidden=()):
    """A workbook of `names`, the rows of those in `hidden` filtered out and the column of phones hidden."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Name", "Email", "Phone"])
    for name in names:
        page.append([name, f"{name.split()[0].lower()}@list.example", "555-0100"])
        page.row_dimensions[page.max_row].hidden = name in hidden
    page.column_dimensions["C"].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def two_of_three():
    return sheet("Ada Berg", "Bo Carr", "Cy Dorn", hidden=("Bo Carr", "Cy Dorn"))


def posted(one, **said):
    form = ColumnsForm(stakeholder_import=one)
    return {name: form[name].value() or "" for name in form.fields} | said


def test_hidden_rows_are_said_and_brought_in_until_somebody_says_otherwise(two_of_three, receive, bring_in):
    field = ColumnsForm(stakeholder_import=receive(two_of_three))["default-hidden"]

    bring_in(two_of_three)

    assert (field.label, field.value()) == ("2 rows are hidden or filtered out in the sheet", "")
    assert Stakeholder.objects.count() == 3


def test_hidden_rows_are_left_out_when_said_and_again_next_year(two_of_three, receive, bring_in):
    one = receive(two_of_three)
    form = ColumnsForm(posted(one, **{"default-hidden": "skip"}), stakeholder_import=one)
    assert form.is_valid()
    form.apply()

    first = bring_in(two_of_three, defaults=one.defaults)
    next_year = bring_in(sheet("Ada Berg", "Bo Carr", "Di Eck", hidden=("Bo Carr",)))

    assert first.counts["reasons_out"] == [[3, "Hidden in the sheet"], [4, "Hidden in the sheet"]]
    assert next_year.counts["reasons_out"] == [[3, "Hidden in the sheet"]]
    assert list(Stakeholder.objects.order_by("name").values_list("name", flat=True)) == ["Ada Berg", "Di Eck"]


def test_choice_is_kept_through_a_year_without_hidden_rows(receive):
    one = receive(sheet("Ada Berg"), defaults={"hidden": "skip"})
    form = ColumnsForm(posted(one), stakeholder_import=one)

    assert "default-hidden" not in form.fields
    assert form.is_valid()
    form.apply()
    assert one.defaults == {"hidden": "skip"}


def test_hidden_column_is_said_where_it_is_matched(two_of_three, receive):
    one = receive(two_of_three)

    notes = [(row.header, row.note, row.state) for row in showing.column_rows(one, ColumnsForm(stakeholder_import=one))]

    assert notes == [
        ("Name", "3 filled", "Matched"),
        ("Email", "3 filled", "Matched"),
        ("Phone", "Hidden in the sheet, 3 filled", "Check this"),
    ]


def test_hidden_row_of_a_list_of_ties_is_told(district, member):
    book = openpyxl.Workbook()
    for names in (("From", "To"), ("Ada Berg", "Bo Carr"), ("Bo Carr", "Cy Dorn")):
        book.active.append(names)
    book.active.row_dimensions[3].hidden = True
    stream = io.BytesIO()
    book.save(stream)

    one = tie_steps.receive_ties(stream.getvalue(), name="ties.xlsx", district=district, by=member)

    checked = tie_steps.check(one)
    assert [tie.remarks for tie in shown(checked.ties, checked)] == ["", "Hidden in the sheet"]
