import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.importing import steps, writing
from stakeholders.importing.drafts import Trouble
from stakeholders.importing.undoing import undo
from stakeholders.models import ImportedStakeholder, ImportState, Relationship, Stakeholder, StakeholderImport
from tests.makers import make_stakeholder
from tests.stakeholders.importing.layouts import LAYOUTS

CONTACTS = (
    "Full Name,Company,Type of stakeholder,Job Title,Email,Phone,Influence,Notes\n"
    "Ada Berg,Town Library,Community,Librarian,ada@berg.example,555-0100,H,Loves maps\n"
    "Bo Carr,Town Library,Community,Clerk,bo@berg.example,,L,\n"
)


def sectors(**fields):
    return {"columns": {"Type of stakeholder": "sector"}, **fields}


def test_rows_become_people_who_belong_to_one_organization(bring_in, people):
    one = bring_in(CONTACTS, **sectors())

    listed = people()
    ada = listed["Ada Berg"]
    assert sorted(listed) == ["Ada Berg", "Bo Carr", "Town Library"]
    assert (ada.kind, ada.person_type, ada.sector.slug, ada.influence, ada.role_title) == (
        "person",
        "official",
        "community-leaders",
        5,
        "Librarian",
    )
    assert (ada.email, ada.phone, ada.notes, ada.version) == ("ada@berg.example", "555-0100", "Loves maps", 1)
    assert ada.organization == listed["Bo Carr"].organization == listed["Town Library"]
    assert (one.counts["new"], one.counts["kinds"]) == (3, {"organization": 1, "person": 2})


def test_what_is_written_is_found_ordered_and_has_a_history(bring_in, member):
    bring_in("Name,Job Title\nÉlodie Ñandú,Clerk\n")

    found = Stakeholder.objects.matching("elodie clerk").get()
    history = found.history.get()
    assert found.sort_name == "elodie nandu"
    assert (history.history_type, history.history_user, history.name) == ("+", member.user, "Élodie Ñandú")
    assert history.history_change_reason == "Import of list.csv"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_same_file_twice_makes_no_twins_and_changes_nothing(layout, bring_in):
    first = bring_in(LAYOUTS[layout])
    before = list(Stakeholder.objects.order_by("pk").values())
    revisions = Stakeholder.history.count()

    second = bring_in(LAYOUTS[layout])

    assert first.counts["new"] == len(before) > 0
    assert (second.counts["new"], second.counts["updated"]) == (0, 0)
    assert list(Stakeholder.objects.order_by("pk").values()) == before
    assert Stakeholder.history.count() == revisions


def test_known_person_is_filled_up_and_never_overwritten(bring_in, district, people):
    make_stakeholder(district, name="Ada Berg", kind="person", email="ada@berg.example", influence=4, phone="")

    one = bring_in("Name,Email,Phone,Influence\nADA BERG,Ada@Berg.example,555-0100,L\n")

    ada = people()["Ada Berg"]
    assert (ada.phone, ada.influence, ada.version) == ("555-0100", 4, 2)
    assert (one.counts["new"], one.counts["updated"], one.counts["fields_filled"]) == (0, 1, 1)
    assert [revision.history_type for revision in ada.history.all()] == ["~", "+"]


def test_number_of_a_list_tells_namesakes_apart(bring_in):
    bring_in(LAYOUTS["nonprofits"])

    assert Stakeholder.objects.filter(name="FRIENDS OF THE LIBRARY").count() == 2


def test_next_years_list_brings_what_it_wrote_up_to_date_unless_somebody_worked_on_it(bring_in, people):
    listing = "School_ID,School Name,Phone\n1,North School,{}\n2,South School,{}\n"
    bring_in(listing.format("555-0100", "555-0200"))
    south = people()["South School"]
    south.phone, south.version = "by hand", south.version + 1
    south.save()

    one = bring_in(listing.format("555-0101", "555-0201"))

    assert {name: found.phone for name, found in people().items()} == {
        "North School": "555-0101",
        "South School": "by hand",
    }
    assert (one.counts["new"], one.counts["updated"], one.counts["kept"]) == (0, 1, 1)


def test_next_years_list_says_who_is_not_on_it_any_more(bring_in, receive):
    bring_in("School_ID,School Name,Administrator\n1,North School,Ada Berg\n2,South School,Bo Carr\n")

    one = receive("School_ID,School Name,Administrator,Fax\n1,North School,Cy Dorn,\n3,West School,Di Eng,\n")
    steps.check(one)

    gone = Stakeholder.objects.filter(pk__in=one.counts["absent_keys"]).values_list("name", flat=True)
    assert sorted(gone) == ["Ada Berg", "Bo Carr", "South School"]
    assert (one.counts["absent"], one.counts["new"], one.counts["kept"]) == (3, 3, 1)


def test_list_with_a_few_new_columns_is_matched_as_the_one_before(bring_in, receive):
    headers = ["Wer", "Amt", "Ort", "Fon", "Fax", "Art", "Jahr", "Kürzel", "Amt 2"]
    bring_in(",".join(headers) + "\nAda Berg,,,,,,,,\n", columns={"Wer": "name", "Ort": "what_matters"})

    one = receive(",".join(["Email", *headers]) + "\nbo@x.example,Bo Carr,,Köln,,,,,,\n")

    assert one.mapping[:4] == ["email", "name", "", "what_matters"]


def test_school_that_its_list_renames_keeps_its_record(bring_in, people):
    bring_in("School_ID,School Name,Administrator\n1,North School,Ada Berg\n")
    north = people()["North School"]

    one = bring_in("School_ID,School Name,Administrator\n1,Northern Lights School,Ada Berg\n")

    listed = people()
    assert sorted(listed) == ["Ada Berg", "Northern Lights School"]
    assert listed["Northern Lights School"].pk == north.pk
    assert one.counts["troubles"] == {"same": 1}


def test_school_that_somebody_worked_on_is_not_renamed(bring_in, people):
    bring_in("School_ID,School Name\n1,North School\n")
    north = people()["North School"]
    north.claim_version(north.version)
    north.save()

    bring_in("School_ID,School Name\n1,Northern Lights School\n")

    assert sorted(people()) == ["North School"]


def test_person_in_several_rows_belongs_to_several_committees(bring_in, people, member):
    data = "member,committee,role,person_id\nAda,Education,chair,p1\nAda,Finance,member,p1\nAda,Finance,member,p1\n"

    one = bring_in(data)
    again = bring_in(data)

    listed = people()
    tie = Relationship.objects.get()
    assert sorted(listed) == ["Ada", "Education", "Finance"]
    assert listed["Ada"].organization == listed["Education"]
    assert (tie.source_stakeholder, tie.target_stakeholder, tie.kind, tie.note) == (
        listed["Ada"],
        listed["Finance"],
        "member-of",
        "member",
    )
    assert (one.counts["joined"], one.counts["out"], again.counts["joined"], again.counts["new"]) == (1, 1, 0, 0)
    undo(again, by=member)
    undo(one, by=member)
    assert (Relationship.objects.count(), Stakeholder.objects.count()) == (0, 0)


def test_namesake_in_another_list_of_bare_names_is_only_a_guess(bring_in, receive):
    bring_in("Name\nAda Berg\n")

    same = receive("Name\nAda Berg\n")
    other = receive("Member\nAda Berg\n")

    assert dict(steps.check(same).troubles) == {}
    assert dict(steps.check(other).troubles) == {Trouble.SAME: 1}


def test_new_holder_of_a_numbered_office_is_a_new_person(bring_in, people):
    bring_in("CD Code\tDistrict\tAdmFName\tAdmLName\n1\tCedar Unified\tAda\tBerg\n")

    bring_in("CD Code\tDistrict\tAdmFName\tAdmLName\n1\tCedar Unified\tBo\tCarr\n")

    assert sorted(people()) == ["Ada Berg", "Bo Carr", "Cedar Unified"]


def test_people_in_contact_slots_come_with_their_school_once(bring_in, people):
    bring_in(LAYOUTS["schools in districts"])

    listed = people()
    assert sorted(listed) == ["Ada Berg", "CEDAR ISD", "Cy Dorn", "Dr Bo Carr", "NORTH MIDDLE", "SOUTH HIGH"]
    assert {name: str(one.organization or "") for name, one in listed.items()} == {
        "Ada Berg": "CEDAR ISD",
        "CEDAR ISD": "",
        "Cy Dorn": "SOUTH HIGH",
        "Dr Bo Carr": "NORTH MIDDLE",
        "NORTH MIDDLE": "CEDAR ISD",
        "SOUTH HIGH": "CEDAR ISD",
    }
    assert (listed["Ada Berg"].role_title, listed["Cy Dorn"].role_title) == ("Superintendent", "Principal")


def test_organization_named_before_its_own_row_is_completed_by_it(bring_in, people):
    data = "Name,Organization,Kind,Phone,Email\nAda Berg,Acme,Person,,\nAcme,,Organization,555-0100,info@acme.example\n"

    one = bring_in(data)

    acme = people()["Acme"]
    assert (acme.phone, acme.email, people()["Ada Berg"].organization) == ("555-0100", "info@acme.example", acme)
    assert one.counts["new"] == 2
    assert bring_in(data).counts["new"] == 0


@pytest.mark.parametrize(
    ("choice", "names", "phone"),
    [("update", ["Ada Berg"], "555-0100"), ("create", ["Ada Berg", "Ada Berg"], ""), ("skip", ["Ada Berg"], "")],
)
def test_duplicate_is_updated_added_or_skipped_as_chosen(choice, names, phone, bring_in, district):
    known = make_stakeholder(district, name="Ada Berg", kind="person", email="ada@berg.example")

    bring_in("Name,Email,Phone\nAda Berg,ada@berg.example,555-0100\n", choices={"2": choice})

    known.refresh_from_db()
    assert list(Stakeholder.objects.values_list("name", flat=True)) == names
    assert known.phone == phone


def test_choice_for_all_alike_gives_way_to_the_choice_for_one(bring_in, district):
    for name in ("Ada Berg", "Bo Carr"):
        make_stakeholder(district, name=name, kind="person", email=f"{name[:2].strip()}@x.example")

    bring_in(
        "Name,Email,Phone\nAda Berg,Ad@x.example,1\nBo Carr,Bo@x.example,2\n",
        choices={Trouble.SAME: "skip", "3": "update"},
    )

    assert dict(Stakeholder.objects.values_list("name", "phone")) == {"Ada Berg": "", "Bo Carr": "2"}


def test_same_address_with_another_name_is_only_a_guess(receive, district):
    make_stakeholder(district, name="Ada Berg", kind="person", email="ada@berg.example")
    make_stakeholder(district, name="Front desk", kind="person", email="info@berg.example")

    one = receive("Name,Job Title,Email\nA. Berg,Clerk,ada@berg.example\nBo Carr,Clerk,info@berg.example\n")
    tally = steps.check(one)

    assert (tally.updated, sum(tally.new.values()), dict(tally.troubles)) == (1, 1, {Trouble.SAME: 1})


def test_same_name_in_another_organization_is_another_person(bring_in):
    data = "Name,Company\nAda Berg,Acme\nAda Berg,Bolt\nAda Berg,Acme\n"

    one = bring_in(data)

    assert Stakeholder.objects.filter(name="Ada Berg").count() == 2
    assert (one.counts["written"], one.counts["reasons_out"]) == (2, [[4, "The same as row 2"]])


def test_private_person_can_be_kept_as_a_role_without_a_name(bring_in, people):
    data = "Name,Sector,Job Title,Company,Email,Notes\nAda Berg,Parent,Chair,Eastside PTA,ada@berg.example,Has a dog\n"

    bring_in(data, choices={"2": "role"})

    listed = people()
    chair = listed["Chair, Eastside PTA"]
    assert "Ada Berg" not in listed
    assert (chair.person_type, chair.email, chair.notes, chair.organization.name) == (
        "official",
        "",
        "",
        "Eastside PTA",
    )
    assert Stakeholder.history.filter(name="Ada Berg").count() == 0


def test_named_student_is_never_ratable_and_a_roster_stays_out(bring_in, people):
    bring_in("Name,Sector\nCy Dorn,Students\n")
    roster = bring_in(LAYOUTS["roster"])

    assert {name: one.person_type for name, one in people().items()} == {"Cy Dorn": "student", "Bo Carr": "official"}
    assert (roster.counts["out"], roster.counts["troubles"]) == (1, {"student": 1})


def test_group_of_students_can_be_added_as_a_group_but_a_name_cannot(receive, people, member):
    data = "Name,Sector,Kind\nEvening program students,Students,Person\nAda Berg,Students,Person\n"
    one = receive(data, choices={"2": "group", "3": "group"})

    steps.confirm(one, by=member)

    assert {name: (one.kind, one.person_type) for name, one in people().items()} == {
        "Evening program students": ("group", ""),
        "Ada Berg": ("person", "student"),
    }


def test_blocked_columns_are_nowhere_in_what_is_kept(bring_in):
    one = bring_in("Name,Student ID,Notes\nAda Berg,SECRET-4711,x\n")

    kept = f"{one.columns}{one.translations}{bytes(one.file.rows)}{bytes(one.file.original)}"
    assert "SECRET" not in kept
    assert bytes(one.file.original) == b""
    assert Stakeholder.objects.get().notes == "x"


def test_import_that_fails_half_way_leaves_nothing(receive, member, monkeypatch):
    data = "Name,Company\n" + "".join(f"Person {number},Org {number % 7}\n" for number in range(2_500))
    one = receive(data)
    batches = []

    def die_in_the_second(batch, there, pen):
        batches.append(batch)
        if len(batches) == 2:
            raise KeyboardInterrupt
        write_batch(batch, there, pen)

    write_batch = writing.write_batch
    monkeypatch.setattr(writing, "write_batch", die_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        steps.confirm(one, by=member)

    assert (Stakeholder.objects.count(), Stakeholder.history.count(), ImportedStakeholder.objects.count()) == (0, 0, 0)
    assert StakeholderImport.objects.get().state == ImportState.UPLOADED


def test_import_is_written_once(receive, member):
    one = receive(CONTACTS)
    steps.confirm(one, by=member)

    with pytest.raises(steps.AlreadyWritten):
        steps.confirm(StakeholderImport.objects.get(), by=member)

    assert Stakeholder.objects.filter(name="Ada Berg").count() == 1


def test_import_is_not_written_when_the_registry_changed_since_the_check(receive, district, member):
    one = receive(CONTACTS)
    steps.check(one)
    make_stakeholder(district, name="Ada Berg", kind="person", email="ada@berg.example")

    with pytest.raises(steps.RegistryChanged):
        steps.confirm(StakeholderImport.objects.get(), by=member, expected=one.counts)

    assert Stakeholder.objects.count() == 1


def test_mapping_is_remembered_for_the_same_layout(bring_in, receive):
    data = "Wer,Was\nAda Berg,Team A\n"
    bring_in(data, columns={"Wer": "name", "Was": "what_matters"}, defaults={"sector": "employers"})

    again = receive(data.replace("Ada", "Bo"))

    assert (again.mapping, again.defaults) == (["name", "what_matters"], {"sector": "employers"})
    steps.guess_again(again)
    assert again.mapping == ["name", ""]


def test_number_of_queries_does_not_grow_with_the_rows(receive, member):
    def cost(rows):
        data = "Name,Company,Email\n" + "".join(
            f"Person {rows}-{number},Org {rows}-{number % 3},p{rows}-{number}@x.example\n" for number in range(rows)
        )
        one = receive(data)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            steps.check(one)
            steps.confirm(one, by=member)
        return len(queries)

    assert cost(3) == cost(300)


def test_people_are_found_by_the_organization_they_came_with_or_were_given(bring_in, people, district):
    make_stakeholder(district, name="Bo Carr", kind="person", organization=None, email="bo@acme.example")

    bring_in("Name,Company,Email\nAda Berg,Zephyr Works,ada@acme.example\nBo Carr,Zephyr Works,bo@acme.example\n")

    found = Stakeholder.objects.matching("zephyr").filter(kind="person").order_by("name")
    assert [one.name for one in found] == ["Ada Berg", "Bo Carr"]


def test_undo_takes_the_organization_out_of_the_search_again(bring_in, district, member):
    make_stakeholder(district, name="Bo Carr", kind="person", organization=None, email="bo@acme.example")
    one = bring_in("Name,Company,Email\nBo Carr,Zephyr Works,bo@acme.example\n")

    undo(one, by=member)

    assert not Stakeholder.objects.matching("zephyr").exists()
