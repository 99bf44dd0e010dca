from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from coalition.districts.models import School
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Partnership, Sector, Stakeholder, Tag
from stakeholders.registry.facets import Facets
from stakeholders.tagging import find_or_make, refresh_words
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_seat,
    make_stakeholder,
)
from tests.stakeholders.listing import TODAY, asked, names, read, standpoint


@pytest.fixture
def lead(district):
    return make_member(district, "lead", title="Chief")


def facets(query, initiative, member):
    return Facets(asked(query, member), standpoint(initiative, member))


def tag(stakeholder, *names):
    stakeholder.tags.set(find_or_make(stakeholder.district, names))
    refresh_words([stakeholder.pk])


@pytest.fixture
def world(district, initiative, lead):
    """Four stakeholders that differ in everything the filters ask."""
    students = Sector.objects.get(slug="students")
    one = make_stakeholder(district, name="One", influence=5, languages="Spanish, Hmong")
    two = make_stakeholder(district, name="Two", influence=4, sector=students, kind=Kind.ORGANIZATION)
    three = make_stakeholder(district, name="Three", influence=None, under_represented=True, languages="spanish")
    make_stakeholder(district, name="Four", sector=students)
    tag(one, "Bilingual"), tag(two, "Bilingual", "Board")
    make_seat(two)
    near, far = TODAY - timedelta(days=10), TODAY - timedelta(days=100)
    make_partnership(initiative, one, ["make-the-case"], lead=lead, current_level=level("aware"), last_contact_on=near)
    make_partnership(initiative, two, ["make-the-case", "do-the-work"], last_contact_on=far)
    make_partnership(make_initiative(district), three, last_contact_on=near)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tag=bilingual", ["One", "Two"]),
        ("tag=BOARD&tag=nonsense", ["Two"]),
        ("language=Spanish", ["One", "Three"]),
        ("language=Span", []),
        ("language=Hmong&language=span.*&language=(", ["One"]),
        ("contact=30", ["Four", "Two"]),
        ("contact=90", ["Four", "Two"]),
        ("contact=180", ["Four"]),
        ("contact=never", ["Four"]),
        ("here=nowhere", ["Four"]),
        ("here=no", ["Four", "Three"]),
        ("here=no&stands=aware", []),
        ("here=nowhere&lead=none", []),
        ("lead=none", ["Two"]),
        ("purpose=do-the-work", ["Two"]),
        ("sector=students&sway=4", ["Two"]),
    ],
)
def test_filters_keep_those_they_name(world, initiative, lead, query, expected):
    assert names(read(query, initiative, lead)) == expected


def test_many_languages_are_looked_for_at_once_and_no_more_than_anybody_picks(world, initiative, lead):
    with CaptureQueriesContext(connection) as queries:
        read("&".join(f"language=L{number}" for number in range(300)), initiative, lead)

    asked_for = [query["sql"] for query in queries if "L29" in query["sql"]]
    assert asked_for
    assert all(sql.count("L0|L1|") == sql.count("L29") and "L30" not in sql for sql in asked_for)


def test_lead_and_selection_are_named_by_key(world, initiative, lead, district):
    pk = Stakeholder.objects.get(name="Three").pk

    assert names(read(f"lead={lead.pk}", initiative, lead)) == ["One"]
    assert names(read(f"pick={pk}&pick=x&pick=-1&pick={2**70}", initiative, lead)) == ["Three"]
    stranger = make_member(make_district())
    assert names(read(f"lead={stranger.pk}", initiative, lead)) == names(read("lead=987654321", initiative, lead))


def test_counts_say_what_the_list_would_hold(world, initiative, lead):
    found = facets("", initiative, lead)

    assert found.sector() == {"families": 2, "students": 2}
    assert found.kind() == {Kind.GROUP: 3, Kind.ORGANIZATION: 1}
    assert found.sway() == {"5": 1, "4": 1, "3": 1}
    assert found.stands() == {"aware": 1, "unplaced": 1}
    assert found.purpose() == {"make-the-case": 2, "do-the-work": 1}
    assert found.lead() == {str(lead.pk): 1, "none": 1}
    assert found.here() == {"": 4, "yes": 2, "no": 2, "nowhere": 1}
    assert found.contact() == {"30": 2, "90": 2, "180": 1, "never": 1}
    assert [(str(one), count) for one, count in found.tags()] == [("Bilingual", 2), ("Board", 1)]
    assert dict(found.languages()) == {"Spanish": 2, "Hmong": 1}
    assert found.marks() == {"table": 1, "voice": 1, "archived": 0}


def test_counts_heed_the_other_filters_and_not_their_own(world, initiative, lead):
    found = facets("sector=students&tag=board", initiative, lead)

    assert found.sector() == {"students": 1}
    assert [(str(one), count) for one, count in found.tags()] == [("Bilingual", 1), ("Board", 1)]
    assert found.here() == {"": 1, "yes": 1, "no": 0, "nowhere": 0}


def test_ratings_one_may_not_see_are_not_counted_found_or_put_in_order(district, initiative, lead):
    editor = make_member(district, "editor")
    for name, slug in (("A", "champion"), ("B", "adversary"), ("C", "aware")):
        person = make_stakeholder(district, name=name, kind=Kind.PERSON, person_type=PersonType.PRIVATE)
        make_partnership(initiative, person, current_level=level(slug))

    assert facets("", initiative, editor).stands() == {"unplaced": 3}
    assert facets("", initiative, lead).stands() == {"champion": 1, "adversary": 1, "aware": 1}
    assert names(read("stands=champion", initiative, editor)) == []
    assert names(read("sort=stands", initiative, editor)) == ["A", "B", "C"]
    assert names(read("sort=stands", initiative, lead)) == ["A", "C", "B"]


def test_counts_cost_the_same_for_one_three_and_three_hundred(district, initiative, lead):
    costs = []
    for amount in (1, 3, 300):
        while Stakeholder.objects.count() < amount:
            one = make_stakeholder(district, languages="Spanish")
            Partnership.objects.create(district=district, initiative=initiative, stakeholder=one, lead=lead)
            one.tags.add(Tag.objects.get_or_create(district=district, name="T", key="t")[0])
        found = facets("sway=3", initiative, lead)
        with CaptureQueriesContext(connection) as queries:
            found.sector(), found.kind(), found.sway(), found.stands(), found.purpose(), found.lead(), found.here()
            found.contact(), found.tags(), found.languages(), found.marks()
        costs.append(len(queries))

    assert costs == [12, 12, 12]


def test_schools_are_counted_and_narrow_the_list(district, initiative, lead):
    hillcrest, eastside = (School.objects.create(district=district, name=name) for name in ("Hillcrest", "Eastside"))
    make_stakeholder(district, name="Sixth grade", school=hillcrest)
    make_stakeholder(district, name="Math", school=eastside)
    make_stakeholder(district, name="Union")

    counts = facets(f"school={hillcrest.pk}", initiative, lead).schools()

    assert [(str(school), count) for school, count in counts] == [("Eastside", 1), ("Hillcrest", 1)]
    assert names(read(f"school={hillcrest.pk}", initiative, lead)) == ["Sixth grade"]
    assert names(read(f"school={hillcrest.pk}&school={eastside.pk}", initiative, lead)) == ["Math", "Sixth grade"]


def test_school_of_another_district_is_as_if_it_were_not_asked_for(district, initiative, lead):
    elsewhere = make_district()
    with scope(district=elsewhere):
        foreign = School.objects.create(district=elsewhere, name="Kent")
    make_stakeholder(district, name="Union")

    assert asked(f"school={foreign.pk}", lead) == asked("school=999999", lead) == {}
    assert names(read(f"school={foreign.pk}", initiative, lead)) == ["Union"]
