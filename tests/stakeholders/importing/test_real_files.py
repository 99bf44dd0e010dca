"""Files that people really exported, from outside the repository, where they are: all go through, none makes twins."""

import json

import pytest

from coalition.lib.tabular import UnreadableFile, write_csv
from stakeholders.importing import steps
from stakeholders.importing.drafts import Choice
from stakeholders.models import Stakeholder
from tests.shared_data import SHARED_DATA

FOLDERS = ("c*", "d05*", "d06*", "d07*", "d10*", "d11*", "d15*")
REAL = sorted(path for folder in FOLDERS for path in SHARED_DATA.glob(f"{folder}/*.csv")) if SHARED_DATA else []
REAL += sorted(SHARED_DATA.glob("d17*/*.txt")) if SHARED_DATA else []
REAL = [path for path in REAL if path.name != "SOURCE.txt"]
WORKBOOKS = sorted([*SHARED_DATA.glob("f05*/*.xls*"), *SHARED_DATA.glob("f06*/*.xls*")]) if SHARED_DATA else []

# Written rows and new records, counted by hand or by the description that came with the file.
REFERENCE = {
    "eo_wy.csv": (5_125, 5_125),
    "Chicago_Public_Schools_-_School_Profile_Information_SY1617.csv": (661, 2_292),
    "basic_csv_addressbook.csv": (2, 2),
    "import_rfc_4180.csv": (201, 201),
    "insertAccountCsv.csv": (100, 100),
    "linkedin_connections.csv": (4, 8),
    "SDS_v2__users.csv": (7, 7),
    "cfa_organizations.csv": (221, 221),
    "state_executives.csv": (204, 204),
    "google_contacts_2024_headers.csv": (2, 2),
}
# What the vCard beside the file says of the one person in it: name, organization, role, first e-mail and phone.
ROUNDCUBE = {
    "all.csv": ("Display Name", "Company", "Job Title", "home@example.com", "100"),
    "gmail.csv": ("Prefix Firstname Middle Lastname Suffix", "company", "jobtitle", "home@aaa.pl", "pager"),
    "tb_plain.csv": ("Displayname", "Organization", "title", "test@domain.tld", "phone work"),
}


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


@pytest.mark.parametrize("name", ROUNDCUBE if SHARED_DATA else [])
def test_fields_agree_with_the_card_another_program_made_of_them(name, bring_in):
    bring_in((SHARED_DATA / "c03-roundcube" / name).read_bytes())

    person = Stakeholder.objects.get(kind="person")
    found = (person.name, person.organization.name, person.role_title, person.email, person.phone)
    assert found == ROUNDCUBE[name]


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
