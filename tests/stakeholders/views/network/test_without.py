from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from stakeholders.enums import Kind, PersonType, RelationshipKind
from tests.makers import (
    make_district,
    make_initiative,
    make_relationship,
    make_seat,
)
from tests.stakeholders.views.network.who_knows_whom import partner


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def address(initiative):
    return reverse("stakeholders:network-without", args=["cedar-bend", initiative.pk])


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


def test_staff_who_leave_cost_no_way_that_starts_at_somebody_on_board(browser, bridge, editor, address):
    page = browser.get(address, {"gone": f"m{editor.pk}"})

    assert page.context["sentences"] == ["Faith leaders need somebody else to lead the contact."]
    assert [(row.before, row.after) for row in page.context["rows"]][-1] == ("2", "2")


def test_way_that_starts_at_an_ally_counts_beside_those_from_staff(browser, initiative, bridge, address):
    ally, paper = partner(initiative, "Library", at="champion"), partner(initiative, "Paper", at="unaware")
    make_relationship(ally.stakeholder, paper.stakeholder, trust=2)

    page = browser.get(address, {"gone": f"p{ally.stakeholder_id}"})

    assert page.context["sentences"] == ["Paper loses their last tie.", "Paper has no warm way to them any more."]
    assert [(row.before, row.after) for row in page.context["rows"]][-1] == ("3", "2")


def test_tie_in_tension_is_no_warm_way_to_lose(browser, initiative, bridge, address):
    ally, paper = partner(initiative, "Library", at="champion"), partner(initiative, "Paper", at="unaware")
    make_relationship(ally.stakeholder, paper.stakeholder)
    make_relationship(paper.stakeholder, ally.stakeholder, kind=RelationshipKind.IN_TENSION)

    page = browser.get(address, {"gone": f"p{ally.stakeholder_id}"})

    assert page.context["sentences"] == ["Paper loses their last tie."]


def test_one_person_whose_name_ends_in_s_is_one(browser, initiative, address):
    hub, one, other = (partner(initiative, name, at="champion") for name in ("Library", "Ridge", "Dale"))
    official = {"kind": Kind.PERSON, "person_type": PersonType.OFFICIAL}
    carlos = partner(initiative, "Carlos Reyes", at="on-board", **official)
    for tied in (one, other, carlos):
        make_relationship(hub.stakeholder, tied.stakeholder)
    make_relationship(one.stakeholder, other.stakeholder)

    page = browser.get(address, {"gone": f"p{hub.stakeholder_id}"})

    assert page.context["sentences"] == ["Carlos Reyes loses their last tie."]


def test_same_are_cut_off_as_the_map_says(browser, initiative, address):
    """A barbell: three families on one side, two with a seat on the other, one between."""
    made = {name: partner(initiative, name) for name in ("Ana", "Bea", "Cid", "Hub", "Seat 1", "Seat 2")}
    for one, other in (
        ("Ana", "Bea"), ("Bea", "Cid"), ("Ana", "Hub"), ("Cid", "Hub"), ("Hub", "Seat 1"), ("Hub", "Seat 2"),
        ("Seat 1", "Seat 2"),
    ):  # fmt: skip
        make_relationship(made[one].stakeholder, made[other].stakeholder)
    make_seat(made["Seat 1"].stakeholder)

    said = browser.get(reverse("stakeholders:network-map", args=["cedar-bend", initiative.pk])).context["parts"].weak
    page = browser.get(address, {"gone": f"p{made['Hub'].stakeholder_id}"})

    assert "Without Hub, Ana, Bea and Cid are cut off." in said
    assert page.context["sentences"] == ["Ana, Bea and Cid are cut off from the others."]


def test_ring_that_loses_one_keeps_a_way_and_does_not_claim_every_way(browser, initiative, address):
    ring = [partner(initiative, name).stakeholder for name in "abcd"]
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        make_relationship(one, other)

    page = browser.get(address, {"gone": f"p{ring[0].pk}"})

    assert page.context["sentences"] == []
    assert (
        "Nothing breaks: the 3 partners who stay still have a way to everyone they had one to." in page.content.decode()
    )


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
