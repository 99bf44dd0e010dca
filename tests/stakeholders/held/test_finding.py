import pytest
from django.apps import apps
from django_scopes import scopes_disabled

from coalition.districts.tenancy import is_tenant
from engagement.models import OutgoingMail
from stakeholders.enums import Kind, PersonType
from stakeholders.held.finding import held_on, is_history, tables_about_people
from stakeholders.models import Assessment, Partnership, Relationship, Seat, Stakeholder
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_partnership,
    make_relationship,
    make_seat,
    make_stakeholder,
)
from tests.walk.planting import plant


@pytest.fixture(autouse=True)
def every_district(db):
    with scopes_disabled():
        yield


def test_every_table_that_names_a_stakeholder_is_looked_into():
    named = {
        model
        for model in apps.get_models()
        if is_tenant(model) and not is_history(model)
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.is_relation and field.remote_field.model in (Stakeholder, Partnership)
    }

    assert named - set(tables_about_people()) == set()


def test_a_record_of_every_table_is_found():
    planted = plant(700_000, "Planted")
    OutgoingMail._base_manager.filter(pk=planted[OutgoingMail].pk).update(partnership=planted[Partnership])

    found = held_on(planted[Stakeholder])

    assert {model for model in tables_about_people() if planted[model].pk not in found[model]} == set()


def test_colleagues_of_an_organization_are_not_about_it():
    district = make_district()
    hospital = make_stakeholder(district, kind=Kind.ORGANIZATION)
    make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.OFFICIAL, organization=hospital)

    assert held_on(hospital)[Stakeholder] == {hospital.pk}


def test_what_stands_on_somebody_merged_is_theirs():
    district = make_district()
    first, second, third = (make_stakeholder(district) for _ in range(3))
    third.merged_into = second
    second.merged_into = first
    third.save()
    second.save()

    assert held_on(first)[Stakeholder] == {first.pk, second.pk, third.pk}


def test_what_was_taken_away_is_still_found_by_its_history():
    district = make_district()
    parent, seat = make_stakeholder(district), make_seat(make_stakeholder(district))
    tie = make_relationship(parent, make_stakeholder(district))
    was = tie.pk
    tie.delete()
    seat.stakeholder, holder = None, seat.stakeholder
    seat.save()

    assert held_on(parent)[Relationship] == {was}
    assert held_on(holder)[Seat] == {seat.pk}


def test_ratings_of_one_are_not_those_of_another():
    district = make_district()
    initiative = make_initiative(district)
    ours, theirs = make_partnership(initiative), make_partnership(initiative)
    for partnership in (ours, theirs):
        Assessment.objects.create(
            district=district, partnership=partnership, level=level("aware"), assessed_on="2026-11-01"
        )

    assert held_on(ours.stakeholder)[Assessment] == set(ours.assessments.values_list("pk", flat=True))
