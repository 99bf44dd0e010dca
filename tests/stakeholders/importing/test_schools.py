import pytest
from django_scopes import scope

from coalition.districts.models import School
from stakeholders.importing.schools import school_keys, school_of
from stakeholders.importing.steps import confirm, receive
from stakeholders.importing.undoing import undo
from stakeholders.models import Stakeholder
from tests.makers import make_district, make_member

STAFF = "First Name,Last Name,School,Job Title\n{}\n"


@pytest.fixture
def hillcrest(district):
    School.objects.create(district=district, name="Eastside High")
    return School.objects.create(district=district, name="Hillcrest Middle")


@pytest.mark.parametrize(
    "said",
    ["Hillcrest Middle", "HILLCREST MIDDLE SCHOOL", "Hillcrest M.S.", "The Hillcrest Middle School", "hillcrest ms"],
)
def test_school_is_known_by_what_files_call_it(said):
    assert school_of(said, school_keys([("Hillcrest Middle", 4), ("Eastside High", 5)])) == 4


@pytest.mark.parametrize("said", ["Hillcrest", "Hillcrest High", "Middle School", "School", ""])
def test_other_school_is_not_taken_for_one_of_ours(said):
    assert school_of(said, school_keys([("Hillcrest Middle", 4), ("School of the Arts", 5)])) is None


def test_schools_called_alike_are_told_by_the_whole_name():
    schools = school_keys([("Lincoln", 1), ("Lincoln School", 2)])

    assert [school_of(said, schools) for said in ("Lincoln", "lincoln school", "The Lincoln School")] == [1, 2, None]


def test_column_of_our_schools_says_where_people_stand(bring_in, people, hillcrest):
    bring_in(STAFF.format("Ana,Ruiz,Hillcrest Middle School,Counselor\nBo,Lind,Eastside HS,Teacher"))

    found = people()
    assert {name: str(one.school) for name, one in found.items()} == {
        "Ana Ruiz": "Hillcrest Middle",
        "Bo Lind": "Eastside High",
    }
    assert {one.person_type for one in found.values()} == {"official"}


def test_column_of_other_schools_stays_the_organization(receive, hillcrest):
    one = receive(STAFF.format("Ana,Ruiz,Lincoln Academy,Counselor\nBo,Lind,Hillcrest Middle,Teacher\nCy,Oh,Kent,Aide"))

    assert one.mapping == ["given_name", "family_name", "organization", "role_title"]


def test_directory_of_our_schools_stays_a_list_of_organizations(receive, hillcrest):
    one = receive("School,Address,Phone\nHillcrest Middle,1 Oak St,555-010-2030\n")

    assert one.mapping[0] == "organization"


def test_organization_column_is_left_alone(receive, hillcrest):
    one = receive("Name,Organization\nAna Ruiz,Hillcrest Middle\n")

    assert one.mapping == ["name", "organization"]


def test_unknown_school_stays_in_the_notes(bring_in, people, hillcrest):
    one = bring_in("Name,Building\nAna Ruiz,Kent Annex\n", columns={"Building": "school_id"})

    ana = people()["Ana Ruiz"]
    assert (ana.school, ana.notes, one.counts["looks"]) == (None, "School as written: Kent Annex", 1)


def test_empty_school_is_filled_and_the_undo_empties_it(bring_in, member, district, people, hillcrest):
    Stakeholder.objects.create(district=district, name="PTA council", kind="group")

    one = bring_in("Name,Kind,School of the district\nPTA council,group,Hillcrest Middle\n")

    assert people()["PTA council"].school == hillcrest
    undo(one, by=member)
    assert people()["PTA council"].school is None


def test_schools_of_another_district_are_not_known(hillcrest):
    elsewhere = make_district()
    with scope(district=elsewhere):
        by = make_member(elsewhere)
        rows = "Name,School of the district\nAna Ruiz,Hillcrest Middle\n"
        one = receive(rows.encode(), name="a.csv", district=elsewhere, by=by)
        confirm(one, by=by)

        assert Stakeholder.objects.get().school is None
