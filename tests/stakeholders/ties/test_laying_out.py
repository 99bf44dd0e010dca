import pytest
from django_scopes import scopes_disabled

from stakeholders.tasks import lay_out_network
from stakeholders.ties.laying_out import lay_out
from stakeholders.ties.places import move, places_of, tidy
from tests.makers import make_district, make_initiative, make_partnership, make_relationship, make_stakeholder


@pytest.fixture(autouse=True)
def every_district():
    with scopes_disabled():
        yield


@pytest.fixture
def initiative(db):
    made = make_initiative(make_district())
    one, other = (make_partnership(made, make_stakeholder(made.district, name=name)) for name in ("PTA", "Seat 3"))
    make_relationship(one.stakeholder, other.stakeholder)
    return made


def keys(initiative):
    return [f"p{pk}" for pk in initiative.partnerships.order_by("pk").values_list("stakeholder", flat=True)]


def test_worker_keeps_where_everyone_stands(initiative):
    lay_out_network(initiative.pk)

    found = places_of(initiative)
    assert sorted(found.of("everyone")) == sorted(keys(initiative))
    assert found.percent == 100


def test_worker_leaves_everyone_where_they_are_and_places_who_is_new(initiative):
    lay_out(initiative)
    before = places_of(initiative).of("everyone")
    make_partnership(initiative, make_stakeholder(initiative.district, name="Newcomer"))

    lay_out(initiative)

    after = places_of(initiative).of("everyone")
    assert {key: after[key] for key in before} == before
    assert len(after) == 3


def test_place_by_hand_goes_before_the_layout_until_it_is_tidied(initiative):
    lay_out(initiative)
    key = keys(initiative)[0]

    move(initiative, "everyone", key, (70.0, 80.0), {})
    assert places_of(initiative).of("everyone")[key] == (70.0, 80.0)

    tidy(initiative)
    assert places_of(initiative).of("everyone") == {}


def test_worker_does_nothing_for_an_initiative_that_is_gone(db):
    lay_out_network(999)
