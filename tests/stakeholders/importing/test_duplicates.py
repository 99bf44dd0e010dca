"""What becomes of somebody who may be there already: each choice, and next year's list after people worked on it."""

import pytest

from stakeholders.importing import steps, writing
from stakeholders.importing.drafts import Choice, Trouble
from stakeholders.importing.row_pages import outcomes_of
from stakeholders.models import Stakeholder, StakeholderImport
from tests.makers import make_stakeholder

ROW = "Name,Company,Email,Phone,Job Title,Notes\nAda Berg,Acme,ada@acme.example,555-0199,Chair,From the file\n"


@pytest.fixture
def ada(district):
    home = make_stakeholder(district, name="Acme", kind="organization")
    return make_stakeholder(
        district, name="Ada Berg", kind="person", organization=home, phone="555-0100", email="", notes="Ours"
    )


@pytest.mark.parametrize(
    ("choice", "people", "phone", "email", "notes"),
    [
        (Choice.MERGE, 1, "555-0100", "ada@acme.example", "Ours\nFrom the file\nOther phone: 555-0199"),
        (Choice.UPDATE, 1, "555-0199", "ada@acme.example", "From the file"),
        (Choice.CREATE, 2, "555-0100", "", "Ours"),
        (Choice.SKIP, 1, "555-0100", "", "Ours"),
    ],
)
def test_duplicate_is_merged_updated_created_or_skipped(ada, bring_in, choice, people, phone, email, notes):
    one = bring_in(ROW, choices={"2": choice})

    ada.refresh_from_db()
    assert Stakeholder.objects.filter(name="Ada Berg").count() == people
    assert (ada.phone, ada.email, ada.notes) == (phone, email, notes)
    assert one.counts["troubles"] == {"same": 1}


def test_duplicate_is_merged_unless_somebody_says_otherwise(ada, receive):
    one = receive(ROW)
    steps.check(one)

    assert one.counts["fields_replaced"] == 0
    assert (one.counts["updated"], one.counts["new"]) == (1, 0)


def test_replaced_fields_are_counted_for_the_page(ada, receive):
    one = receive(ROW, choices={"2": Choice.UPDATE})
    steps.check(one)

    assert (one.counts["fields_filled"], one.counts["fields_replaced"]) == (4, 2)


@pytest.mark.parametrize(
    ("name", "company", "proposal"),
    [
        ("Ada Bergg", "Acme", "updated"),
        ("Adda Berg", "", "new"),
        ("Berg Ada", "Acme", "updated"),
    ],
)
def test_nearly_the_same_name_is_asked_about(ada, bring_in, name, company, proposal):
    one = bring_in(f"Name,Company,Job Title\n{name},{company},Chair\n")

    assert one.counts["troubles"] == {"same": 1}
    assert one.counts[proposal] == 1


def test_nearly_the_same_name_in_another_organization_is_somebody_else(ada, bring_in):
    one = bring_in("Name,Company\nAda Bergg,Zenith\n")

    assert one.counts["troubles"] == {}
    assert one.counts["new"] == 2


YEARS = (
    "ID,Name,Company,Phone,Job Title\n1,Ada Berg,Acme,555-0100,Chair\n2,Bo Carr,Acme,555-0101,\n",
    "ID,Name,Company,Phone,Job Title\n1,Ada Berg,Acme,555-0199,President\n3,Cy Dorn,Acme,555-0103,\n",
)


def test_next_years_list_updates_and_says_who_changed_is_new_and_is_gone(bring_in, people):
    bring_in(YEARS[0])

    second = bring_in(YEARS[1])

    assert (second.counts["updated"], second.counts["new"], second.counts["absent"]) == (1, 1, 1)
    assert second.counts["absent_keys"] == [people()["Bo Carr"].pk]
    assert (people()["Ada Berg"].phone, people()["Ada Berg"].role_title) == ("555-0199", "President")


def test_next_years_list_leaves_what_a_colleague_wrote_unless_told_otherwise(bring_in, people):
    bring_in(YEARS[0])
    ada = people()["Ada Berg"]
    ada.phone, ada.version = "555-0177", ada.version + 1
    ada.save()

    bring_in(YEARS[1])
    bring_in(YEARS[1])
    left = people()["Ada Berg"].phone
    bring_in(YEARS[1], choices={"2": Choice.UPDATE})

    assert left == "555-0177"
    assert people()["Ada Berg"].phone == "555-0199"


def test_record_made_by_hand_is_never_overwritten_by_bringing_the_same_list_twice(ada, bring_in):
    bring_in(ROW)
    bring_in(ROW)

    ada.refresh_from_db()
    assert (ada.phone, ada.email) == ("555-0100", "ada@acme.example")


def test_one_answer_for_all_that_are_perhaps_the_same(ada, bring_in):
    bring_in(ROW, choices={Trouble.SAME: Choice.UPDATE})

    ada.refresh_from_db()
    assert ada.phone == "555-0199"
    assert StakeholderImport.objects.get().counts["updated"] == 1


@pytest.mark.parametrize(
    ("second", "is_told"),
    [
        ("John Smith,Hillcrest Middle School", True),
        ("Smith Jonathan,Hillcrest Middle School", False),
        ("Jon Smith,Cedar Bend Library", False),
        ("Jo Smart,Hillcrest Middle School", False),
    ],
)
def test_near_names_within_a_file_are_told_at_the_same_organization(receive, second, is_told):
    one = receive(f"Name,Company\nJon Smith,Hillcrest Middle School\n{second}\n")

    tally = steps.check(one)

    problems = [outcome.explanation for outcome in outcomes_of(one).at([1])]
    assert ("Nearly the same name as row 2" in problems[0]) is is_told
    assert tally.to_json()["kinds"]["person"] == 2


def test_near_name_within_a_file_is_left_out_by_choice(receive, member, people):
    one = receive(
        "Name,Company\nJon Smith,Hillcrest Middle School\nJohn Smith,Hillcrest Middle School\n", choices={"3": "skip"}
    )

    steps.confirm(one, by=member)

    assert sorted(name for name, person in people().items() if person.kind == "person") == ["Jon Smith"]


def test_near_names_with_numbers_of_their_own_are_two(receive):
    one = receive("Name,Company,Employee ID\nJon Smith,Hillcrest,11\nJohn Smith,Hillcrest,12\n")
    one.mapping[2] = "external_id"

    tally = steps.check(one)

    assert tally.troubles == {}


def test_two_rows_about_one_person_in_two_batches_come_to_what_the_check_said(bring_in, ada, monkeypatch):
    monkeypatch.setattr(steps, "BATCH", 1)
    monkeypatch.setattr(writing, "BATCH", 1)

    one = bring_in(
        "Name,Company,Email,Phone,Tags\nAda Berg,Acme,ada@acme.example,,Math\nAda Bergs,Acme,ada@berg.example,,math\n",
        columns={"Tags": "tags"},
        choices={"3": Choice.UPDATE},
    )

    ada.refresh_from_db()
    assert (ada.email, ada.tag_names, one.counts["tagged"]) == ("ada@berg.example", "Math", 1)
