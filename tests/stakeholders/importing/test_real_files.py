"""Files that people really exported, from outside the repository, where they are: all go through, none makes twins."""

import json

import pytest

from coalition.lib.tabular import UnreadableFile, write_csv
from stakeholders.importing import steps
from stakeholders.importing.drafts import Choice
from stakeholders.importing.undoing import undo
from stakeholders.models import Stakeholder
from tests.shared_data import SHARED_DATA

FOLDERS = ("c*", "d05*", "d06*", "d07*", "d10*", "d11*", "d15*")
REAL = sorted(path for folder in FOLDERS for path in SHARED_DATA.glob(f"{folder}/*.csv")) if SHARED_DATA else []
REAL += sorted([*SHARED_DATA.glob("d17*/*.txt"), *SHARED_DATA.glob("c0*/*.vcf")]) if SHARED_DATA else []
REAL = [path for path in REAL if path.name != "SOURCE.txt"]
WORKBOOKS = sorted([*SHARED_DATA.glob("f05*/*.xls*"), *SHARED_DATA.glob("f06*/*.xls*")]) if SHARED_DATA else []

# Written rows and new records, counted by hand or by the description that came with the file.
REFERENCE = {
    "eo_wy.csv": (5_125, 5_125),
    "Chicago_Public_Schools_-_School_Profile_Information_SY1617.csv": (661, 2_291),
    "basic_csv_addressbook.csv": (2, 2),
    "import_rfc_4180.csv": (201, 201),
    "insertAccountCsv.csv": (100, 100),
    "linkedin_connections.csv": (4, 8),
    "SDS_v2__users.csv": (7, 7),
    "cfa_organizations.csv": (221, 221),
    "state_executives.csv": (204, 204),
    "google_contacts_2024_headers.csv": (2, 2),
}
# CSV files of address books that lie beside the cards another program made of them.
PAIRS = ("all", "email", "gmail", "outlook", "tb_plain")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_real_list_comes_in_and_a_second_time_changes_nothing(path, bring_in):
    first = bring_in(path.read_bytes(), name=path.name)
    listed = Stakeholder.objects.count()

    second = bring_in(path.read_bytes(), name=path.name)

    assert first.counts["new"] == listed
    assert (second.counts["new"], second.counts["updated"]) == (0, 0)
    assert Stakeholder.objects.count() == listed
    expected = REFERENCE.get(path.name, (first.counts["written"], listed))
    assert (first.counts["written"], listed) == expected


def listed():
    """Everybody as far as a card and a row of CSV must agree; further addresses are in the notes."""
    found = []
    for one in Stakeholder.objects.select_related("organization").order_by("name"):
        mail = {one.email, *(line[13:] for line in one.notes.splitlines() if line.startswith("Other email: "))} - {""}
        found.append((one.name, one.kind, str(one.organization or ""), one.role_title, mail))
    return found


@pytest.mark.parametrize("name", PAIRS if SHARED_DATA else [])
def test_list_and_the_cards_another_program_made_of_it_agree(name, bring_in, member):
    folder = SHARED_DATA / "c03-roundcube"
    one = bring_in((folder / f"{name}.csv").read_bytes())
    from_list = listed()
    undo(one, by=member)

    bring_in((folder / f"{name}.vcf").read_bytes())

    assert listed() == from_list
    assert from_list


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name)
def test_odd_and_hostile_workbooks_are_read_or_refused_and_write_nothing(path, receive):
    sentence = "."
    try:
        steps.check(receive(path.read_bytes()))
    except UnreadableFile as error:
        sentence = str(error)

    assert sentence.endswith(".")
    assert Stakeholder.objects.count() == 0


def test_every_naughty_string_is_stored_and_comes_back(bring_in):
    source = SHARED_DATA / "f01-naughty-strings/blns.json" if SHARED_DATA else None
    strings = json.loads(source.read_text()) if source else ["<script>", "Ω≈ç√", "'; DROP TABLE", "=1+1", "﷽", "null"]
    rows = [(str(number), f"Person {number}", text) for number, text in enumerate(strings, start=1)]
    data = b"".join(write_csv(["ID", "Name", "Notes"], rows))

    bring_in(data, choices={str(number): Choice.CREATE for number in range(2, len(rows) + 2)})

    stored = dict(Stakeholder.objects.values_list("name", "notes"))
    expected = {name: "" if not text.strip() else text.replace("\x00", "") for _, name, text in rows}
    assert stored == expected
