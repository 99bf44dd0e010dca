from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from engagement.models import Touchpoint
from stakeholders.enums import Kind, PersonType
from stakeholders.standing.assessing import assess
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def november():
    with scopes_disabled(), time_machine.travel("2026-11-17T19:00:00Z"):
        yield


@pytest.fixture
def initiative():
    return make_initiative(make_district(slug="cedar-bend", rates_private_people=True), name="Mastery learning")


@pytest.fixture
def editor(initiative):
    return make_member(initiative.district, "editor")


def read(member, initiative, **headers):
    client = Client()
    client.force_login(member.user)
    return client.get(f"/d/{initiative.district.slug}/initiatives/{initiative.pk}/momentum/", headers=headers)


def moved(initiative, by, **fields):
    partner = make_partnership(initiative, make_stakeholder(initiative.district, **fields))
    for slug, day in (("unaware", date(2026, 9, 1)), ("on-board", date(2026, 10, 1))):
        assess(partnership=partner, level=level(slug), assessor=by, assessed_on=day)
    contact = Touchpoint.objects.create(
        district=initiative.district,
        initiative=initiative,
        happened_on=date(2026, 10, 3),
        channel="call",
        logged_by=by,
    )
    contact.stakeholders.add(partner.stakeholder)


def test_fragment_counts_touchpoints_and_moves_of_twelve_months(initiative, editor):
    moved(initiative, editor)

    page = read(editor, initiative, **HTMX).content.decode()

    assert "Last twelve months: 1 touchpoint, 1 move toward us, 0 back." in page
    assert "<html" not in page


def test_fragment_says_in_a_sentence_that_nothing_happened(initiative, editor):
    page = read(editor, initiative, **HTMX).content.decode()

    assert "No touchpoint was written and nobody moved in these twelve months." in page
    assert "<svg" not in page


def test_page_is_the_same_months_as_a_table(initiative, editor):
    moved(initiative, editor)

    page = read(editor, initiative).content.decode()

    assert '<th scope="row">October 2026</th><td class="numeric" data-label="Touchpoints">1</td>' in page
    assert page.count('<th scope="row">') == 12


def test_moves_of_a_private_person_are_counted_for_leads_only(initiative, editor):
    lead = make_member(initiative.district, "lead")
    moved(initiative, lead, kind=Kind.PERSON, person_type=PersonType.PRIVATE)

    assert "0 moves toward us" in read(editor, initiative, **HTMX).content.decode()
    assert "1 move toward us" in read(lead, initiative, **HTMX).content.decode()


def test_page_costs_the_same_with_1_3_and_30_partners(initiative, editor):
    costs = []
    for many in (1, 2, 27):
        for _ in range(many):
            moved(initiative, editor)
        with CaptureQueriesContext(connection) as queries:
            read(editor, initiative)
        costs.append(len(queries))

    assert len(set(costs)) == 1
