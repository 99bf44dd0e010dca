import csv
import io
import os

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scope

from stakeholders.models import Stakeholder, StakeholderImport
from tests.makers import make_district, make_member

CONTACTS = "Who,Company,Email,DOB\nAda Berg,Acme,ada@acme.example,1980-01-01\n,,nobody@acme.example,\n"


@pytest.fixture
def district(db):
    return make_district()


@pytest.fixture
def run(district, tmp_path):
    def command(data=CONTACTS, *options, name="contacts.csv", **more):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        output = io.StringIO()
        call_command("import_stakeholders", str(path), *options, district=district.slug, stdout=output, **more)
        return output.getvalue()

    return command


def names(district):
    with scope(district=district):
        return sorted(Stakeholder.objects.values_list("name", flat=True))


def test_command_writes_and_says_what_it_did(run, district):
    said = run()

    assert names(district) == ["Acme", "Ada Berg"]
    assert said.splitlines() == [
        "contacts.csv: 2 rows read, UTF-8.",
        "  Who: Name",
        "  Company: Organization",
        "  Email: Email",
        "  DOB: never imported (looks like a birth date)",
        "New: 2 (1 organization, 1 person)",
        "Updated: 0 (0 fields)",
        "Already there: 0",
        "Left out: 1",
        "  Row 3: No name. Email is there.",
        "Written.",
    ]


def test_dry_run_writes_nothing_at_all(run, district):
    said = run(CONTACTS, "--dry-run")

    assert "Nothing was written: this was a dry run." in said
    assert "New: 2 (1 organization, 1 person)" in said
    assert names(district) == []
    with scope(district=district):
        assert StakeholderImport.objects.count() == 0


def test_columns_are_mapped_by_hand_by_name_or_synonym(run, district):
    run("A,B,C\nx,Ada Berg,Clerk\n", "--map", "name=B", "--map", "job title=C", "--map", "none=A")

    with scope(district=district):
        found = Stakeholder.objects.get()
    assert (found.name, found.role_title, found.notes) == ("Ada Berg", "Clerk", "")


def test_every_row_can_be_said_to_be_of_a_kind_and_sector(run, district):
    run("Name\nBetaTown\n", kind="group", sector="employers")

    with scope(district=district):
        found = Stakeholder.objects.select_related("sector").get()
    assert (found.kind, found.sector.slug) == ("group", "employers")


def test_report_holds_every_row_with_its_outcome_and_reason(run, tmp_path):
    report = tmp_path / "report.csv"

    run(CONTACTS, "--dry-run", report=report)

    table = list(csv.reader(io.StringIO(report.read_bytes().decode("utf-8-sig"))))
    assert table == [
        ["Who", "Company", "Email", "Row in the file", "Outcome", "What to look at"],
        ["Ada Berg", "Acme", "ada@acme.example", "2", "New", ""],
        ["", "", "nobody@acme.example", "3", "Left out", "No name. Email is there."],
    ]


def test_mended_report_can_be_brought_in_again(run, tmp_path, district):
    report = tmp_path / "report.csv"
    run(CONTACTS, report=report)

    run(report.read_text("utf-8-sig").replace('"","","nobody@', '"Bo Carr","","nobody@'), name="mended.csv")

    assert names(district) == ["Acme", "Ada Berg", "Bo Carr"]


def test_import_is_signed_with_the_member_named(run, district):
    member = make_member(district)

    run(CONTACTS, by=member.user.email)

    with scope(district=district):
        assert {one.history_user for one in Stakeholder.history.all()} == {member.user}
        assert StakeholderImport.objects.get().uploaded_by == member


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--map", "name=Nobody"], "there is no column “Nobody”. There are: Who, Company, Email, DOB."),
        (["--map", "shoe size=Who"], "write FIELD=COLUMN, with one of these fields: name, short_name"),
        (["--map", "notes=DOB"], "“DOB” is never imported. Looks like a birth date."),
        (["--sector", "nobody"], "There is no sector “nobody”. There are: students, families"),
        (["--by", "nobody@x.example"], "nobody@x.example is no member of"),
        (["--header-row", "70"], "Row 70 cannot hold the headers"),
    ],
)
def test_command_refuses_with_a_sentence_and_writes_nothing(options, sentence, run, district):
    with pytest.raises(CommandError) as caught:
        run(CONTACTS, *options)

    assert sentence in str(caught.value)
    assert names(district) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty"),
        (b"%PDF-1.4\xe2", "This is a PDF"),
        (b"PK\x03\x04broken", "This workbook is damaged"),
    ],
)
def test_unreadable_file_is_refused_by_name(data, sentence, run):
    with pytest.raises(CommandError, match=f"contacts.csv: {sentence}"):
        run(data)


def test_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path, district):
    path = tmp_path / "huge.csv"
    path.touch()
    os.truncate(path, 1024**3)

    with pytest.raises(CommandError, match=r"huge\.csv: This file has 1,024 MB and at most 20 MB can be read"):
        call_command("import_stakeholders", str(path), district=district.slug)


def test_missing_file_and_district_are_said(run, district):
    with pytest.raises(CommandError, match=r"nowhere\.csv cannot be opened: No such file"):
        call_command("import_stakeholders", "nowhere.csv", district=district.slug)
    with pytest.raises(CommandError, match="There is no district “nowhere”"):
        call_command("import_stakeholders", "nowhere.csv", district="nowhere")
