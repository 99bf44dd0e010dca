import pytest
from django.core.cache import cache
from django.urls import reverse

from stakeholders.enums import RelationshipKind
from stakeholders.views import network_kept, network_measures
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
