from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coalition.districts.models import AuditEntry
from stakeholders.enums import Kind, PersonType, RelationshipKind
from stakeholders.ties.laying_out import lay_out
from stakeholders.views.network import drawing as network_drawing
from stakeholders.views.network import kept as network_kept
from tests.makers import (
    learn_sizes,
    make_district,
    make_initiative,
    make_relationship,
    make_seat,
)
from tests.stakeholders.views.network.who_knows_whom import address, nothing_kept, partner, to, way

__all__ = ["address", "nothing_kept", "way"]


def test_map_draws_partners_staff_and_their_ties(browser, way, address):
    page = browser.get(address)

    assert [(one.drawn.figure.name, one.drawn.radius) for one in page.context["nodes"]] == [
        ("Board member, seat 3", 14.9),
        ("Workforce board", 14.9),
    ]
    assert [one.initials for one in page.context["staff"]] == ["CD"]
    assert [(classes, words) for classes, words, _ in page.context["paths"]] == [
        ("tie tie--knows tie--some-trust", "knows personally, a fair amount of trust"),
        ("tie tie--leads", "leads the contact"),
    ]


def test_figures_say_their_sentence(browser, way, address):
    figures = {one.name: (one.number, one.note) for one in browser.get(address).context["measures"]}

    assert figures["Density"] == ("67%", "2 of 3 possible ties.")
    assert figures["Trust, of 4"] == ("3.0", "Mean of 1 rated tie. 0 ties are in tension.")
    assert figures["Centralization"] == ("1.00", "Leans on Workforce board: 2 ties.")
    assert figures["Brokers"] == ("1", "Workforce board.")


def test_way_to_somebody_names_each_step_and_why(browser, way, address):
    page = browser.get(address, to(way[1]))

    best = page.context["ways"][0]
    assert best.title == "Best path: one introduction"
    assert best.why == "No way from staff is shorter; at every step at least a fair amount of trust."
    assert [(step.name, step.why) for step in best.steps] == [
        ("Communications director", "Leads the contact with Workforce board."),
        (
            "Workforce board",
            "On board. Knows personally Board member, seat 3, a fair amount of trust. Serve together.",
        ),
        ("Board member, seat 3", "Skeptical."),
    ]
    assert len(page.context["steps"]) == 2


def test_leading_the_contact_is_no_way_in_and_neither_is_tension(browser, editor, initiative, address):
    skeptic = partner(initiative, "Board member, seat 3", at="skeptical", lead=editor)
    ally = partner(initiative, "Board president", at="champion", lead=editor)
    make_relationship(ally.stakeholder, skeptic.stakeholder, kind=RelationshipKind.IN_TENSION, trust=2)

    page = browser.get(address, to(skeptic))

    assert page.context["ways"] == []
    assert "No warm way yet" in page.content.decode()


def test_without_staff_the_way_starts_at_an_ally(browser, initiative, address):
    ally, skeptic = partner(initiative, "PTA", at="champion"), partner(initiative, "Seat 3", at="skeptical")
    make_relationship(skeptic.stakeholder, ally.stakeholder, kind=RelationshipKind.REPORTS_TO)

    page = browser.get(address, to(skeptic))

    best = page.context["ways"][0]
    assert [step.name for step in best.steps] == ["PTA", "Seat 3"]
    assert best.steps[0].why == "Champion. Seat 3 reports to PTA, trust not known."
    assert (best.title, best.why) == (
        "Best path: one introduction",
        "They know each other, but not every step is rated for trust.",
    )


def test_hidden_rating_makes_nobody_an_ally_and_shows_nowhere(browse, editor, lead, initiative, address):
    initiative.district.rates_private_people = True
    initiative.district.save()
    private = {"kind": Kind.PERSON, "person_type": PersonType.PRIVATE}
    quiet = partner(initiative, "Ana Ruiz", at="on-board", lead=editor, **private)
    skeptic = partner(initiative, "Seat 3", at="skeptical")
    make_relationship(quiet.stakeholder, skeptic.stakeholder, trust=4)

    seen = {who: browse(who).get(address, to(skeptic)) for who in (editor, lead)}

    assert [step.name for step in seen[lead].context["ways"][0].steps][1] == "Ana Ruiz"
    assert seen[editor].context["ways"] == []
    labels = [one.label for one in seen[editor].context["nodes"]]
    assert "Ana Ruiz: Not placed yet, sway 3 of 5" in labels
    graph = reverse("stakeholders:network-map-graphml", args=["cedar-bend", initiative.pk])
    assert b"On board" in browse(lead).post(graph).content
    assert b"On board" not in browse(editor).post(graph).content


def test_other_ways_say_whom_they_do_without_and_where_they_are_weak(browser, editor, initiative, address):
    strong, weak, skeptic = (
        partner(initiative, name, at=at, lead=lead)
        for name, at, lead in (
            ("PTA", "champion", editor),
            ("Union", "on-board", editor),
            ("Seat 3", "skeptical", None),
        )
    )
    make_relationship(strong.stakeholder, skeptic.stakeholder, trust=4)
    make_relationship(weak.stakeholder, skeptic.stakeholder, trust=2)

    ways = browser.get(address, to(skeptic)).context["ways"]

    assert [way.first_name for way in ways] == ["PTA", "Union"]
    assert ways[1].why == "Does without PTA. Weakest between Union and Seat 3: a little trust."


def test_after_the_ways_from_staff_come_those_on_board_whom_nobody_leads(browser, editor, initiative, address):
    led, between, other, skeptic = (
        partner(initiative, name, at=at, lead=lead)
        for name, at, lead in (
            ("PTA", "champion", editor),
            ("Union", "on-board", None),
            ("Library", "on-board", None),
            ("Seat 3", "skeptical", None),
        )
    )
    make_relationship(led.stakeholder, between.stakeholder, trust=3)
    make_relationship(between.stakeholder, skeptic.stakeholder, trust=4)
    make_relationship(other.stakeholder, skeptic.stakeholder, trust=2)

    ways = browser.get(address, to(skeptic)).context["ways"]

    assert [[step.name for step in way.steps] for way in ways] == [
        ["Communications director", "PTA", "Union", "Seat 3"],
        ["Library", "Seat 3"],
    ]
    assert ways[1].why == (
        "No staff lead the contact with Library yet. Weakest between Library and Seat 3: a little trust."
    )


def test_broker_is_tied_to_as_many_as_there_are_however_many_ties(browser, initiative, address):
    hub, *rays = (partner(initiative, name).stakeholder for name in ("Hub", "a", "b", "c"))
    for ray in rays:
        make_relationship(hub, ray)
        make_relationship(ray, hub, kind=RelationshipKind.ADVISES)

    page = browser.get(address)

    assert "Hub stands between others, with ties to 3 of them." in page.context["parts"].weak


def test_who_holds_a_sector_to_the_table_is_named(browser, initiative, address):
    families = partner(initiative, "Abuelas")
    bridge = partner(initiative, "Faith leaders", "community-leaders")
    board = partner(initiative, "Board president", "policymakers")
    make_seat(board.stakeholder)
    make_relationship(families.stakeholder, bridge.stakeholder)
    make_relationship(bridge.stakeholder, board.stakeholder)

    page = browser.get(address)

    assert [one.text for one in page.context["losses"]] == [
        "Without Faith leaders, families lose their only tie to the decision table."
    ]


def test_ego_view_shows_those_around_one(browser, initiative, way, address):
    partner(initiative, "Far away")

    page = browser.get(address, {"around": way[1].stakeholder_id, "steps": 1})

    assert {one.drawn.figure.name for one in page.context["nodes"]} == {"Workforce board", "Board member, seat 3"}
    assert page.context["panel"].level_word == "Skeptical"


def test_table_lists_the_same_ties_with_a_way_to_change_them(browser, way, address):
    page = browser.get(address, {"view": "table"})

    row = page.context["rows"][0]
    assert (row.one.name, row.kind, row.other.name) == ("Workforce board", "knows personally", "Board member, seat 3")
    assert reverse("stakeholders:relationship-edit", args=["cedar-bend", row.pk]) in page.content.decode()


@pytest.mark.parametrize("query", [{"to": "x"}, {"to": 999}, {"around": 999}, {"group": "nobody"}, {"steps": 9}])
def test_address_with_what_is_not_there_shows_the_map(browser, way, address, query):
    assert browser.get(address, query).status_code == 200


def test_map_of_another_district_is_not_there(browser):
    foreign = make_initiative(make_district())

    assert browser.get(reverse("stakeholders:network-map", args=["cedar-bend", foreign.pk])).status_code == 404


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_partners_without_a_tie_have_a_picture_and_a_sentence(browser, initiative, address, count):
    for number in range(count):
        partner(initiative, f"Group {number}")

    page = browser.get(address)

    assert page.status_code == 200
    assert ("No partners yet" if not count else "No relationship is listed") in page.content.decode()


def test_sectors_are_drawn_as_one_on_wish_and_open(browser, initiative, address):
    for number in range(8):
        partner(initiative, f"Group {number:03}", "families" if number % 2 else "employers")

    folded = browser.get(address, {"fold": "sector"})
    opened = browser.get(address, {"fold": "sector", "group": "families"})

    assert [(one.drawn.figure.name, one.drawn.figure.size) for one in folded.context["nodes"]] == [
        ("Employers", 4),
        ("Families", 4),
    ]
    assert len(opened.context["nodes"]) == 5
    assert "4 of 4 in Families are drawn one by one" in opened.content.decode()


def test_people_fold_into_their_organization_which_keeps_its_level_and_opens(browser, initiative, address):
    college = partner(initiative, "Community college", "higher-education", at="on-board", influence=4)
    for name in ("Dean", "Registrar"):
        partner(initiative, name, "higher-education", organization=college.stakeholder)
    partner(initiative, "PTA")

    folded = browser.get(address, {"fold": "organization"})
    opened = browser.get(address, {"fold": "organization", "group": college.stakeholder_id})

    home = next(one for one in folded.context["nodes"] if one.drawn.figure.size > 1)
    assert home.label == "Community college: On board, drawn as one with 2 of their people. Open"
    assert f"group={college.stakeholder_id}" in home.url
    assert len(folded.context["nodes"]) == 2
    assert len(opened.context["nodes"]) == 4


def test_groups_that_ties_make_are_named_and_can_be_drawn_as_one(browser, initiative, address):
    made = {name: partner(initiative, name).stakeholder for name in "abcdef"}
    for one, other in ("ab", "bc", "ca", "de", "ef", "fd", "cd"):
        make_relationship(made[one], made[other])

    page = browser.get(address, {"fold": "group"})

    assert [(one.name, one.members) for one in page.context["groups"]] == [
        ("Around a", "a, b and c"),
        ("Around d", "d, e and f"),
    ]
    assert [one.drawn.figure.size for one in page.context["nodes"]] == [3, 3]
    assert "Louvain" in page.content.decode()


def test_large_map_waits_by_sectors_until_the_worker_has_laid_it_out(browser, initiative, address, monkeypatch):
    monkeypatch.setattr(network_drawing, "IN_A_PAGE", 3)
    monkeypatch.setattr(network_drawing, "NEWCOMERS", 0)
    for number in range(4):
        partner(initiative, f"Group {number:03}")

    before = browser.get(address)
    poll = browser.get(address, headers={"HX-Request": "true", "HX-Target": "network-waiting"})
    lay_out(initiative)
    after = browser.get(address, headers={"HX-Request": "true", "HX-Target": "network-waiting"})

    assert "The whole map is being laid out: 0%" in before.content.decode()
    assert [one.drawn.figure.size for one in before.context["nodes"]] == [4]
    assert poll.content.decode().count("<p") == 1
    assert after["HX-Refresh"] == "true"
    network_kept.kept.clear()
    assert len(browser.get(address).context["nodes"]) == 4


@pytest.mark.parametrize(
    ("name", "kind", "begins"),
    [
        ("network.svg", "image/svg+xml", b"<?xml"),
        ("network.csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
        ("network.graphml", "application/graphml+xml", b"<?xml"),
    ],
)
def test_what_is_taken_away_is_whole_and_logged(browser, initiative, way, name, kind, begins):
    answer = browser.post(f"/d/cedar-bend/initiatives/{initiative.pk}/maps/{name}")

    content = b"".join(answer)
    assert answer["Content-Type"] == kind
    assert content.startswith(begins)
    assert b"Workforce" in content
    if kind.endswith("xml"):
        ElementTree.fromstring(content)
    assert AuditEntry.objects.filter(verb="export", subject="Relationships, Mastery learning").count() == 1


@pytest.mark.parametrize("query", [{}, {"view": "table"}])
def test_page_costs_the_same_with_1_3_and_300_partners(browser, initiative, editor, address, query):
    costs, hub = [], partner(initiative, "Hub", at="aware")
    for many in (1, 2, 297):
        for number in range(many):
            made = partner(initiative, f"Group {number:03}", at="on-board", lead=editor)
            make_relationship(made.stakeholder, hub.stakeholder, trust=3)
        learn_sizes()
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address, {**query, "to": hub.stakeholder_id})
        costs.append(len(queries))

    assert len(set(costs)) == 1
