"""Text that would run as a formula, and addresses that are none: kept as written, never alive in what is taken away."""

import io
import re

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from coalition.lib.tabular import read_table
from stakeholders.importing.cells import is_email
from stakeholders.models import Stakeholder
from tests.shared_data import SHARED_DATA

OWN_PAYLOADS = [
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+9)",
    '=HYPERLINK("http://x.example","y")',
    "\t=1",
    "＝1+1",
]
OWN_ADDRESSES = [
    "ada@berg.example",
    "no at",
    "two@@ats.example",
    "ünï@cöde.example",
    '"q uoted"@x.example',
    "a@b",
    "x@y.z,w@v.u",
]


def payloads():
    if not SHARED_DATA:
        return OWN_PAYLOADS
    text = (SHARED_DATA / "f03-csv-injection/csv-payload.txt").read_text()
    more = re.findall(r"^[=+@-].+$", (SHARED_DATA / "f03-csv-injection/payloadbox_README.md").read_text(), re.MULTILINE)
    return [*dict.fromkeys([*OWN_PAYLOADS, *filter(str.strip, text.splitlines()), *more])]


def addresses():
    if not SHARED_DATA:
        return OWN_ADDRESSES
    text = (SHARED_DATA / "f02-email-validity/tests-original.xml").read_text()
    found = re.findall(r"<address>(.*?)</address>", text, re.DOTALL)
    return [*OWN_ADDRESSES, *dict.fromkeys(one.strip() for one in found if one.strip() and "&" not in one)]


def workbook_of(lines):
    book = openpyxl.Workbook()
    for row in (["ID", "Name", "Notes"], *([number, f"Person {number}", text] for number, text in enumerate(lines))):
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_payload_is_alive_in_what_is_taken_away_and_all_come_back(form, bring_in, member, district):
    lines = payloads()
    bring_in(workbook_of(lines))
    browser = Client()
    browser.force_login(member.user)

    answer = browser.post(reverse("stakeholders:stakeholder-export", args=[district.slug]), {"format": form})
    data = b"".join(answer.streaming_content)

    table = read_table(data, header_row=1)
    notes = table.headers.index("Notes")
    assert sorted(row.cells[notes] for row in table.rows) == sorted(Stakeholder.objects.values_list("notes", flat=True))
    assert sorted(Stakeholder.objects.values_list("notes", flat=True)) == sorted(lines)
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert {cell.data_type for row in book.active for cell in row} <= {"s", "inlineStr", "n"}
        assert not [
            cell.value
            for row in book.active
            for cell in row
            if str(cell.value or "").lstrip()[:1] in "=+@" and cell.value
        ]


def test_address_that_is_none_is_kept_in_the_notes(bring_in):
    lines = addresses()
    rows = "".join(
        f'{number},Person {number},"{text.replace(chr(34), chr(34) * 2)}"\n' for number, text in enumerate(lines)
    )

    bring_in(f"ID,Name,Email\n{rows}")

    kept = {one.name: one for one in Stakeholder.objects.all()}
    assert len(kept) == len(lines)
    for number, text in enumerate(lines):
        one = kept[f"Person {number}"]
        assert not one.email or is_email(one.email)
        assert one.email or one.notes, text
