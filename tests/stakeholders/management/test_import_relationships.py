import pytest
from django.core.management import CommandError, call_command
from django_scopes import scope

from stakeholders.models import Relationship
from tests.makers import make_district, make_member, make_stakeholder

TIES = "Who,Whom,Kind\nAda Berg,Bo Carr,knows\nSam Lee,Bo Carr,knows\n"


@pytest.fixture
def district(db):
    place = make_district()
    with scope(district=place):
        for name in ("Ada Berg", "Bo Carr", "Sam Lee", "Sam Lee"):
            make_stakeholder(place, name=name, kind="person")
    return place


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ties.csv"
    path.write_text(TIES)
    return path


def count(district):
    with scope(district=district):
        return Relationship.objects.count()


def test_ties_come_in_and_the_rest_is_told_and_reported(district, file, tmp_path, capsys):
    member, report = make_member(district), tmp_path / "out.csv"

    call_command(
        "import_relationships", file, "--district", district.slug, "--by", member.user.email, "--report", report
    )

    said = capsys.readouterr().out
    assert "New: 1\n" in said
    assert "Row 3: 2 are called “Sam Lee”" in said
    assert "“Sam Lee” may be: Sam Lee (" in said
    assert report.read_text().count("\n") == 2
    assert count(district) == 1


def test_dry_run_writes_nothing(district, file, capsys):
    call_command("import_relationships", file, "--district", district.slug, "--dry-run")

    assert "Nothing was written" in capsys.readouterr().out
    assert count(district) == 0


def test_ratings_that_are_rounded_or_not_taken_are_told(district, tmp_path, capsys):
    path = tmp_path / "survey.csv"
    path.write_text("Who,Whom,Trust,Power\nBo Carr,Ada Berg,2.67,7\n")

    call_command("import_relationships", path, "--district", district.slug, "--dry-run")

    assert "Row 2: “7” is no rating from 1 to 4: it goes to the note; Trust 3, rounded from 2.67\n" in (
        capsys.readouterr().out
    )


def test_unknown_district_is_refused(db, file):
    with pytest.raises(CommandError, match="There is no district “nowhere”"):
        call_command("import_relationships", file, "--district", "nowhere")
