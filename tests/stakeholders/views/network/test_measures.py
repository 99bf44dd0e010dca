import csv
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.urls import reverse

from stakeholders.enums import RelationshipKind
from stakeholders.views.network import kept as network_kept
from stakeholders.views.network import measures as network_measures
from tests.makers import make_partnership, make_relationship, make_stakeholder


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    network_kept.kept.clear()


@pytest.fixture
def address(initiative):
    return reverse("stakeholders:network-map", args=["cedar-bend", initiative.pk])


@pytest.fixture
def star(initiative):
    hub, *rays = (
        make_partnership(initiative, make_stakeholder(initiative.district, name=name)).stakeholder for name in "habc"
    )
    for ray in rays:
        make_relationship(hub, ray, kind=RelationshipKind.FUNDS, trust=3)


def test_every_measure_has_its_number_sentence_and_source(browser, star, address):
    page = browser.get(address, {"view": "measures"})

    numbers = {row.name: row.number for row in page.context["all_measures"]}
    assert numbers["Density"] == "0.50"
    assert numbers["Degree centralization"] == numbers["Betweenness centralization"] == "1.00"
    assert numbers["Closeness centralization"] == "1.00"
    assert numbers["Components"] == "1"
    assert numbers["Reciprocity"] == "0.00"
    assert numbers["Network trust"] == "75%"
    assert all(row.sentence and row.formula for row in page.context["all_measures"])


def test_partners_are_listed_with_their_measures_the_busiest_first(browser, star, address):
    first, second, *_ = browser.get(address, {"view": "measures"}).context["measured_partners"]

    assert (first.partner.name, first.ties, first.betweenness, first.closeness) == ("h", 3, "1.000", "1.000")
    assert (first.effective_size, first.trust) == ("3.0", "3.0")
    assert (second.constraint, second.betweenness) == ("1.00", "0.000")


def test_nobody_tied_leaves_dashes(browser, initiative, address):
    make_partnership(initiative)

    page = browser.get(address, {"view": "measures"})

    assert {row.number for row in page.context["all_measures"]} >= {"–"}
    assert page.context["measured_partners"][0].constraint == "–"


def test_thousands_are_sent_to_a_network_program(browser, star, address, monkeypatch):
    monkeypatch.setattr(network_measures, "MANY", 3)

    assert "measure it with a network program" in browser.get(address, {"view": "measures"}).content.decode()


@pytest.fixture
def rated(initiative):
    """Hub and two others: each is rated by who is tied to them, in the fields of their own end."""
    made = {name: make_partnership(initiative, make_stakeholder(initiative.district, name=name)) for name in "hab"}
    hub, one, other = (made[name].stakeholder for name in "hab")
    brings = {"source_power": 4, "source_involvement": 3, "source_resources": 2, "target_power": 1}
    tie = make_relationship(hub, one, kind=RelationshipKind.FUNDS, trust=4, **brings)
    make_relationship(other, hub, target_power=2, target_resources=1)
    make_relationship(one, other, kind=RelationshipKind.IN_TENSION, trust=1, target_power=4)
    return tie


def numbers_of(page):
    whole = {row.name: row.number for row in page.context["all_measures"]}
    each = {row.partner.name: (row.trust, row.value) for row in page.context["measured_partners"]}
    return whole["Network trust"], whole["Network value"], each


def test_value_of_each_is_what_the_others_say_they_bring_but_for_ties_in_tension(browser, rated, address):
    page = browser.get(address, {"view": "measures"})

    # Hub: (3 + 1.5) / 2; a: 1; the network: (3 + 1 + 1.5) / 3 / 4.
    assert numbers_of(page) == ("100%", "46%", {"h": ("4.0", "2.2"), "a": ("4.0", "1.0"), "b": ("–", "–")})
    assert "it counts for the other alone" in page.content.decode()


def test_rating_changed_shows_at_once(browser, rated, address):
    browser.get(address, {"view": "measures"})
    rated.target_power = 4
    rated.save()

    assert numbers_of(browser.get(address, {"view": "measures"}))[2]["a"] == ("4.0", "4.0")


def test_what_private_people_bring_is_only_shown_to_who_sees_their_ratings(browser, browse, lead, rated, address):
    rated.district.rates_private_people = True
    rated.district.save()
    person = rated.target_stakeholder
    person.kind, person.person_type = "person", "private"
    person.save()

    pages = [one.get(address, {"view": "measures"}) for one in (browse(lead), browser)]

    assert [numbers_of(page)[2]["a"][1] for page in pages] == ["1.0", "–"]


def taken(browser, address, name, view):
    query = f"?view={view}" if view else ""
    content = b"".join(browser.post(f"{address.removesuffix('network/')}{name}{query}"))
    return content.decode("utf-8-sig")


def test_trust_and_value_of_each_partner_are_in_the_files(browser, rated, address):
    table = list(csv.DictReader(StringIO(taken(browser, address, "network.csv", "measures"))))
    graph = ElementTree.fromstring(taken(browser, address, "network.graphml", ""))

    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id"): key.get("attr.name") for key in graph.iter(f"{space}key")}
    nodes = [{keys[data.get("key")]: data.text for data in node} for node in graph.iter(f"{space}node")]
    ties = [{keys[data.get("key")]: data.text for data in edge} for edge in graph.iter(f"{space}edge")]
    assert {row["Who"]: (row["Trust, of 4"], row["Value, of 4"]) for row in table} == {
        "a": ("4.0000", "1.0000"),
        "b": ("", ""),
        "h": ("4.0000", "2.2500"),
    }
    assert {node["name"]: node.get("value") for node in nodes} == {"a": "1.0000", "b": None, "h": "2.2500"}
    assert (ties[0]["source_power"], ties[0]["target_power"], ties[2]["trust"]) == ("4", "1", "1")


def test_ties_carry_what_each_end_brings_on_the_page_and_in_the_file(browser, rated, address):
    page = browser.get(address, {"view": "table"}).context["page"]
    rows = list(csv.DictReader(StringIO(taken(browser, address, "network.csv", "table"))))

    assert sorted(row.value for row in page.rows) == ["a 1.0, h 3.0", "b 4.0", "h 1.5"]
    assert [rows[0][f"From brings: {item}"] for item in ("power or influence", "involvement", "resources")] == [*"432"]
    assert (rows[0]["To brings: power or influence"], rows[0]["To brings: resources"]) == ("1", "")


def test_board_gets_the_measures_on_paper(browser, rated, address):
    answer = browser.post(f"{address.removesuffix('network/')}network.pdf?view=measures")

    assert b"".join(answer).startswith(b"%PDF")
