import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stakeholders.models import Partnership
from tests.makers import make_relationship
from tests.stakeholders.views.network.who_knows_whom import address, nothing_kept, partner

__all__ = ["address", "nothing_kept"]


@pytest.fixture
def way(initiative):
    """An ally who knows a skeptic."""
    ally, skeptic = partner(initiative, "Workforce board", at="on-board"), partner(initiative, "Seat 3", at="skeptical")
    make_relationship(ally.stakeholder, skeptic.stakeholder, trust=3)
    return ally, skeptic


def test_partners_stand_in_the_order_of_their_names_whenever_they_came(browser, initiative, address):
    for name in ("zoo", "Élan", "Bakery", "apiary"):
        partner(initiative, name)

    page = browser.get(address)

    assert [one.drawn.figure.name for one in page.context["nodes"]] == ["apiary", "Bakery", "Élan", "zoo"]


def test_unchanged_map_is_shown_without_reading_where_everybody_stands(browser, way, initiative, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(address)

    assert not [one for one in queries.captured_queries if "laid_out" in one["sql"]]
    assert page.content.count(b'<svg class="chart network-map"') == 1


def test_names_in_a_sentence_keep_their_direction_to_themselves(browser, initiative, address):
    names = ("رابطة", "رשת", "Library")
    ends, middle = [partner(initiative, name) for name in names], partner(initiative, "PTA")
    for end in ends:
        make_relationship(middle.stakeholder, end.stakeholder)

    page = browser.get(address)

    assert [one.text for one in page.context["losses"]] == [
        f"Without PTA, Library, \u2068{names[1]}\u2069 and \u2068{names[0]}\u2069 are cut off."
    ]


def test_asking_for_a_way_leads_to_the_answer(browser, way, initiative, address):
    stranger = partner(initiative, "Stranger", at="skeptical")
    pages = [browser.get(address, {"to": one.stakeholder_id}).content.decode() for one in (way[1], stranger)]

    assert all('<form method="get" action="#way">' in page for page in pages)
    assert ['<h2 class="map-panel__heading" id="way" tabindex="-1">' in page for page in pages] == [True, True]


def test_panel_of_whom_the_map_is_drawn_around_is_that_of_every_map(browse, viewer, editor, way, address):
    Partnership.objects.filter(pk=way[1].pk).update(next_step="Ask about the pilot")

    seen = {
        who: browse(who).get(address, {"around": way[1].stakeholder_id}).content.decode() for who in (viewer, editor)
    }

    recent = reverse("engagement:touchpoint-recent", args=["cedar-bend", way[1].pk])
    acts = [
        reverse(f"{act}", args=["cedar-bend", way[1].pk])
        for act in ("engagement:touchpoint-new", "stakeholders:move-create")
    ]
    for who, page in seen.items():
        assert ("Ask about the pilot" in page, recent in page) == (True, True)
        assert [act in page for act in acts] == [who == editor] * 2
