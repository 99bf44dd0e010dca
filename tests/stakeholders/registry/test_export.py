"""What is taken away comes back: nothing changes at home, and elsewhere the same registry stands."""

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from coalition.districts.models import AuditEntry, School
from stakeholders.enums import Kind, PersonType
from stakeholders.importing import steps
from stakeholders.models import Sector, Stakeholder, StakeholderImport
from stakeholders.tagging import find_or_make, names_in, words_of
from tests.makers import make_district, make_member, make_stakeholder

FIELDS = (
    "name",
    "kind",
    "person_type",
    "sector__slug",
    "organization__name",
    "role_title",
    "email",
    "phone",
    "languages",
    "influence",
    "influence_basis",
    "under_represented",
    "under_represented_reason",
    "what_matters",
    "notes",
    "short_name",
    "tag_names",
    "tag_text",
)


@pytest.fixture
def home(db):
    district = make_district()
    ports = Sector.objects.create(name="Rail & Ports", slug="rail-and-ports", order=99)
    with scope(district=district):
        board = make_stakeholder(district, name="Board", kind=Kind.ORGANIZATION, sector=ports)
        make_stakeholder(
            district,
            name="=cmd|' /C calc'!A0",
            kind=Kind.PERSON,
            person_type=PersonType.PRIVATE,
            organization=board,
            role_title="'90s chair",
            email="chair@board.example",
            phone="+1 555 0100",
            languages="English, Plautdietsch",
            influence=4,
            influence_basis="-Has the ear of all",
            under_represented=True,
            under_represented_reason="@home only",
            what_matters="Buses;\nand\ttrains",
            short_name="Board's chair",
            notes='="00123", "quoted"\nÀ la carte 東京',
        )
        tag_with(make_stakeholder(district, name="Parents of room 4", kind=Kind.GROUP), "evenings, Über uns")
        make_stakeholder(district, name="Parents of room 4", kind=Kind.GROUP, email="b@rooms.example")
    return district


def tag_with(stakeholder, names):
    tags = find_or_make(stakeholder.district, names_in(names))
    stakeholder.tags.set(tags)
    Stakeholder.objects.filter(pk=stakeholder.pk).update(**words_of(tags))


def taken(district, form):
    member = make_member(district, "editor")
    browser = Client()
    browser.force_login(member.user)
    answer = browser.post(reverse("stakeholders:stakeholder-export", args=[district.slug]), {"format": form})
    return answer, b"".join(answer.streaming_content)


def brought(district, data):
    with scope(district=district):
        one = steps.receive(data, name="list", district=district, by=None)
        steps.confirm(one, by=None)
        return StakeholderImport.objects.get(pk=one.pk).counts


def everyone(district, fields=FIELDS):
    with scope(district=district):
        return sorted(Stakeholder.objects.values_list(*fields), key=repr)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_table_comes_back_and_changes_nothing(home, form):
    before = everyone(home, ("version", *FIELDS))

    counts = brought(home, taken(home, form)[1])

    assert (counts["rows"], counts["kept"], counts["new"], counts["updated"]) == (4, 4, 0, 0)
    assert everyone(home, ("version", *FIELDS)) == before


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_names_that_other_lists_would_mean_otherwise_come_back_as_they_are(form, db):
    here, elsewhere = make_district(), make_district()
    with scope(district=here):
        for name in ("Berg, Ada", "Untitled", "EDUCATORS", "Grand Totals (2 records)", "Bo Carr (Guest)", "vacant"):
            make_stakeholder(here, name=name, kind=Kind.PERSON, person_type=PersonType.OFFICIAL, phone="1E5")
        make_stakeholder(here, name="Acme", kind=Kind.PERSON, person_type=PersonType.OFFICIAL)
        make_stakeholder(here, name="Acme", kind=Kind.ORGANIZATION)

    data = taken(here, form)[1]
    again, there = brought(here, data), brought(elsewhere, data)

    assert (again["new"], again["updated"], again["out"], there["out"]) == (0, 0, 0, 0)
    assert everyone(elsewhere, ("name", "kind", "phone")) == everyone(here, ("name", "kind", "phone"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_school_comes_back_and_goes_to_a_school_of_that_name_elsewhere(form, db):
    here, elsewhere = make_district(), make_district()
    for district in (here, elsewhere):
        with scope(district=district):
            School.objects.create(district=district, name="Hillcrest Middle School")
    with scope(district=here):
        make_stakeholder(here, name="Ada Berg", kind=Kind.PERSON, school=School.objects.get())
        alone = make_stakeholder(here, name="Bo Carr", kind=Kind.PERSON)
        alone.school = School.objects.create(district=here, name="Pine Elementary")
        alone.save()

    data = taken(here, form)[1]
    again = brought(here, data)
    brought(elsewhere, data)

    assert (again["new"], again["updated"]) == (0, 0)
    assert everyone(elsewhere, ("name", "school__name", "notes")) == [
        ("Ada Berg", "Hillcrest Middle School", ""),
        ("Bo Carr", None, "School as written: Pine Elementary"),
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_table_makes_the_same_registry_elsewhere(home, form):
    elsewhere = make_district()

    brought(elsewhere, taken(home, form)[1])

    assert everyone(elsewhere) == everyone(home)


def test_cards_make_the_same_people_elsewhere(home):
    elsewhere = make_district()
    held = ("name", "kind", "sector__slug", "organization__name", "role_title", "email", "phone", "languages", "notes")

    answer, data = taken(home, "vcf")
    brought(elsewhere, data)

    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert everyone(elsewhere, held) == everyone(home, held)


@pytest.mark.parametrize(
    ("asked", "form", "noted"),
    [("xlsx", "xlsx", "xlsx, everyone"), ("vcf", "vcf", "vcf, everyone"), ("exe", "csv", "everyone")],
)
def test_export_says_its_form_and_is_noted(home, asked, form, noted):
    answer, _ = taken(home, asked)

    assert answer["Content-Disposition"].endswith(f'.{form}"')
    with scope(district=home):
        assert AuditEntry.objects.get(verb="export").detail == noted


def test_list_worked_on_in_a_spreadsheet_updates_the_same_records(home):
    data = taken(home, "csv")[1].decode("utf-8-sig").replace("Buses;", "Trams;")

    counts = brought(home, data.encode())

    assert (counts["updated"], counts["new"], counts["fields_replaced"]) == (1, 0, 1)
    with scope(district=home):
        assert Stakeholder.objects.get(kind=Kind.PERSON).what_matters == "Trams;\nand\ttrains"


def test_list_from_before_a_colleague_wrote_does_not_undo_their_work(home):
    data = taken(home, "csv")[1]
    with scope(district=home):
        person = Stakeholder.objects.get(kind=Kind.PERSON)
        person.phone, person.version = "555-0199", person.version + 1
        person.save()

    brought(home, data)

    with scope(district=home):
        assert Stakeholder.objects.get(kind=Kind.PERSON).phone == "555-0199"
