from datetime import date

import pytest
from django.http import QueryDict
from django_scopes import scope

from coalition.districts.models import School
from stakeholders.enums import Kind, PersonType
from stakeholders.forms.map_choice import leads_and_schools
from stakeholders.forms.map_filter import MapFilterForm
from stakeholders.map_rows import partners_on_map
from stakeholders.models import Sector
from stakeholders.views.filter_bar import menus
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_seat,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 19)


@pytest.fixture
def district():
    district = make_district()
    with scope(district=district):
        yield district


@pytest.fixture
def initiative(district):
    return make_initiative(district)


@pytest.fixture
def lead(district):
    return make_member(district, "lead")


def read(address, member):
    return MapFilterForm(QueryDict(address), membership=member)


def add(initiative, name, *, purposes=(), stands=None, lead=None, **fields):
    stakeholder = make_stakeholder(initiative.district, name=name, **fields)
    current = level(stands) if stands else None
    return make_partnership(initiative, stakeholder, purposes=purposes, current_level=current, lead=lead)


@pytest.fixture
def partners(initiative, lead):
    add(initiative, "Chamber", sector=Sector.objects.get(slug="employers"), influence=4, stands="aware", lead=lead)
    add(initiative, "Families", purposes=["make-the-case"], influence=2, stands="skeptical", under_represented=True)
    board = add(initiative, "Board", purposes=["stay-the-course"], influence=5, sector=None, stands="champion")
    make_seat(board.stakeholder)
    add(initiative, "Rotary", influence=None)


def kept(address, initiative, member):
    partners = read(address, member).narrow(partners_on_map(initiative, member, TODAY))
    return sorted(partner.stakeholder.name for partner in partners.select_related("stakeholder"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ["Board", "Chamber", "Families", "Rotary"]),
        ("purpose=make-the-case", ["Families"]),
        ("purpose=sustain", ["Board"]),
        ("sector=employers", ["Chamber"]),
        ("sector=none", ["Board"]),
        ("lead=none", ["Board", "Families", "Rotary"]),
        ("at_table=yes", ["Board"]),
        ("under_represented=yes", ["Families"]),
        ("level=skeptical", ["Families"]),
        ("level=none", ["Rotary"]),
        ("sway=4", ["Chamber"]),
        ("sway=none", ["Rotary"]),
        ("placed=no", ["Rotary"]),
        ("level=aware&sway=4", ["Chamber"]),
        ("level=aware&sway=5", []),
    ],
)
def test_filter_keeps_those_it_names(initiative, lead, partners, address, expected):
    assert kept(address, initiative, lead) == expected


def test_filter_by_lead_keeps_their_partners(initiative, lead, partners):
    assert kept(f"lead={lead.pk}", initiative, lead) == ["Chamber"]


@pytest.mark.parametrize(
    "address", ["sector=nowhere", "lead=999999", "lead=x", "level=hero", "sway=9", "page=0", "partner=x", "sort=size"]
)
def test_filter_that_does_not_exist_is_left_out(initiative, lead, partners, address):
    filters = read(address, lead)

    assert filters.left_out
    assert filters.chosen == {}
    assert len(kept(address, initiative, lead)) == 4


def test_member_of_another_district_is_no_filter(initiative, lead, partners):
    stranger = make_member(make_district(), "lead")

    assert read(f"lead={stranger.pk}", lead).left_out


def test_hidden_level_cannot_be_found_out_by_filtering(district, initiative, lead):
    parent = add(
        initiative, "Parent", kind=Kind.PERSON, person_type=PersonType.PRIVATE, influence=3, stands="adversary"
    )

    assert kept("level=adversary", initiative, lead) == []
    assert kept("level=none", initiative, lead) == ["Parent"]
    district.rates_private_people = True
    district.save()
    lead.district = district
    assert kept("level=adversary", initiative, lead) == ["Parent"]
    editor = make_member(district, "editor")
    assert kept("level=adversary", initiative, editor) == []
    assert parent.current_level == level("adversary")


def test_link_restores_the_view_and_starts_at_the_first_page(lead):
    filters = read("view=table&sector=employers&sway=4&sort=-rated&page=3&partner=7", lead)

    assert filters.here == "?view=table&sector=employers&sway=4&sort=-rated&page=3&partner=7"
    assert filters.link() == "?view=table&sector=employers&sway=4&sort=-rated&partner=7"
    assert filters.link(sector=None, level="aware") == "?view=table&level=aware&sway=4&sort=-rated&partner=7"
    assert filters.cleared == "?view=table"


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["Board", "Chamber", "Families", "Rotary"]),
        ("name", ["Board", "Chamber", "Families", "Rotary"]),
        ("-name", ["Rotary", "Families", "Chamber", "Board"]),
        ("sway", ["Families", "Chamber", "Board", "Rotary"]),
        ("level", ["Families", "Chamber", "Board", "Rotary"]),
        ("-level", ["Board", "Chamber", "Families", "Rotary"]),
        ("sector", ["Families", "Rotary", "Chamber", "Board"]),
    ],
)
def test_order_puts_what_is_not_known_last(initiative, lead, partners, sort, expected):
    ordered = read(f"sort={sort}", lead).order(partners_on_map(initiative, lead, TODAY))

    assert [partner.stakeholder.name for partner in ordered.select_related("stakeholder")] == expected


def test_school_keeps_its_partners(district, initiative, lead):
    hillcrest = School.objects.create(district=district, name="Hillcrest Middle")
    add(initiative, "Sixth grade", school=hillcrest)
    add(initiative, "Union")

    assert kept(f"school={hillcrest.pk}", initiative, lead) == ["Sixth grade"]
    assert kept("school=none", initiative, lead) == ["Union"]
    assert read(f"school={hillcrest.pk}", lead).in_words == ["School: Hillcrest Middle"]


def test_school_of_another_district_is_left_out(district, initiative, lead):
    elsewhere = make_district()
    with scope(district=elsewhere):
        foreign = School.objects.create(district=elsewhere, name="Kent")
    School.objects.create(district=district, name="Hillcrest Middle")
    add(initiative, "Union")

    filters = read(f"school={foreign.pk}", lead)

    assert (filters.chosen, filters.left_out) == ({}, True)
    assert kept(f"school={foreign.pk}", initiative, lead) == ["Union"]


def test_leads_and_schools_are_read_in_one_query(district, lead, django_assert_num_queries):
    School.objects.create(district=district, name="Hillcrest Middle")
    read("", lead)

    with django_assert_num_queries(1):
        leads_and_schools(district.pk)


def test_district_without_schools_is_offered_none(initiative, lead):
    assert [one.name for one in menus(read("", lead))] == ["purpose", "sector", "lead", "level"]
