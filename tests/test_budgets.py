"""What pages may cost in queries and bytes, as the figures of `benchmarks/` say; milliseconds are measured there."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from stakeholders.models import Partnership, Relationship, Sector, Stakeholder
from tests.makers import level, make_district, make_initiative, make_member

QUERIES = {"registry": 8, "stakeholder": 12, "today": 15}
BYTES = {"registry": 60_000, "map": 150_000}


@pytest.fixture
def district(db):
    return make_district()


def fill(district, member, *, people):
    """Make that many stakeholders, all partners of one initiative, each tied to the first."""
    sectors = list(Sector.objects.all())
    with scope(district=district):
        initiative = make_initiative(district)
        made = [
            Stakeholder(district=district, name=f"Parent council {number:03}", sector=sectors[number % 10], influence=3)
            for number in range(people)
        ]
        for stakeholder in made:
            stakeholder.refresh_search()
        made = Stakeholder.objects.bulk_create(made)
        Partnership.objects.bulk_create(
            Partnership(
                district=district,
                initiative=initiative,
                stakeholder=stakeholder,
                lead=member,
                current_level=level("aware") if number % 2 else level("skeptical"),
                rated_on=date(2026, 11, 1),
                next_step="Ask what they have heard",
                due_on=date(2026, 11, 1) + timedelta(days=number % 30),
            )
            for number, stakeholder in enumerate(made)
        )
        Relationship.objects.bulk_create(
            Relationship(district=district, source_stakeholder=made[0], target_stakeholder=other) for other in made[1:]
        )
    return {
        "registry": reverse("stakeholders:stakeholder-list", args=[district.slug]),
        "stakeholder": reverse("stakeholders:stakeholder-detail", args=[district.slug, made[0].pk]),
        "today": reverse("engagement:today", args=[district.slug]),
        "map": reverse("stakeholders:influence-map", args=[district.slug, initiative.pk]),
    }


def cost(member, address):
    """Return the queries of a second visit and the bytes of the page."""
    browser = Client()
    browser.force_login(member.user)
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(address)
    assert response.status_code == 200
    return len(queries), len(response.content)


@pytest.mark.parametrize("page", QUERIES)
@pytest.mark.parametrize("people", [1, 3, 300])
def test_page_asks_the_database_no_more_than_its_budget_however_many_there_are(district, page, people):
    member = make_member(district, role="lead")
    pages = fill(district, member, people=people)

    queries, _ = cost(member, pages[page])

    assert queries <= QUERIES[page]


@pytest.mark.parametrize("page", BYTES)
def test_page_weighs_no_more_than_its_budget_with_300_partners(district, page):
    member = make_member(district, role="lead")
    pages = fill(district, member, people=300)

    _, weight = cost(member, pages[page])

    assert weight <= BYTES[page]
