from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from stakeholders.models import Sector
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_partnership,
    make_relationship,
    make_seat,
    make_stakeholder,
)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def address(initiative):
    return reverse("stakeholders:network-without", args=["cedar-bend", initiative.pk])


def partner(initiative, name, sector="families", at=None, lead=None):
    stakeholder = make_stakeholder(initiative.district, name=name, sector=Sector.objects.get(slug=sector))
    return make_partnership(initiative, stakeholder, current_level=at and level(at), lead=lead)


@pytest.fixture
def bridge(initiative, editor):
    """Families reach the board through faith leaders, whose contact the editor leads."""
    families, faith, board = (
        partner(initiative, "Abuelas"),
        partner(initiative, "Faith leaders", "community-leaders", at="on-board", lead=editor),
        partner(initiative, "Board president", "policymakers", at="skeptical"),
    )
    ends_on = timezone.now().date() + timedelta(days=90)
    make_seat(board.stakeholder, ends_on=ends_on)
    make_relationship(families.stakeholder, faith.stakeholder)
    make_relationship(faith.stakeholder, board.stakeholder, trust=4)
    return f"p{faith.stakeholder_id}"


def test_leaving_says_who_loses_what_with_figures_before_and_after(browser, bridge, address):
    page = browser.get(address, {"gone": bridge})

    assert page.context["gone"] == "Faith leaders"
    assert page.context["sentences"] == [
        "Families lose the only way to the decision table.",
        "Abuelas and Board president lose their last tie.",
        "Abuelas and Board president have no warm way to them any more.",
    ]
    assert [(row.before, row.after, row.is_worse) for row in page.context["rows"]] == [
        ("100%", "0%", True),
        ("1", "0", False),
        ("0", "2", True),
        ("2", "1", True),
        ("2", "0", True),
    ]


def test_staff_who_leave_leave_contacts_and_warm_ways(browser, bridge, editor, address):
    page = browser.get(address, {"gone": f"m{editor.pk}"})

    assert "Faith leaders needs somebody else to lead the contact." not in page.context["sentences"]
    assert "Faith leaders need somebody else to lead the contact." in page.context["sentences"]


def test_several_leave_at_once_and_the_address_restores_it(browser, bridge, editor, address):
    page = browser.get(address, {"gone": [bridge, f"m{editor.pk}"]})

    assert page.context["gone"] == "Faith leaders and Communications director"
    assert page.content.decode().count(" checked") == 2


def test_seats_that_end_are_offered(browser, bridge, address):
    reasons = {one.name: one.reason for one in browser.get(address).context["choices"]}

    assert "the seat ends" in reasons["Board president"]
    assert reasons["Faith leaders"] == "Others are tied to the rest only through them."
    assert reasons["Communications director"] == "Staff, leads 1 contact."


@pytest.mark.parametrize("gone", ["p99999", "x", "", "m0"])
def test_whoever_is_not_there_is_left_out(browser, bridge, address, gone):
    page = browser.get(address, {"gone": gone})

    assert page.status_code == 200
    assert "Nobody is chosen yet" in page.content.decode()


def test_map_of_another_district_and_posting_are_refused(browser, bridge, address):
    foreign = reverse("stakeholders:network-without", args=["cedar-bend", make_initiative(make_district()).pk])

    assert browser.get(foreign).status_code == 404
    assert browser.post(address).status_code == 405


def test_page_costs_the_same_with_1_3_and_300_partners(browser, initiative, bridge, address):
    costs = []
    for many in (1, 2, 297):
        for number in range(many):
            partner(initiative, f"Group {number:03}")
        with CaptureQueriesContext(connection) as queries:
            browser.get(address, {"gone": bridge})
        costs.append(len(queries))

    assert len(set(costs)) == 1
