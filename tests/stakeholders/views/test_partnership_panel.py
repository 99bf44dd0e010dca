from datetime import date

import pytest
import time_machine

from stakeholders.enums import Kind, PersonType
from stakeholders.standing.assessing import assess
from tests.makers import level, make_district, make_initiative, make_partnership, make_seat, make_stakeholder

HTMX = {"HX-Request": "true", "HX-Target": "map-panel"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-17T18:00:00Z"):
        yield


@pytest.fixture
def partnership(initiative, lead):
    stakeholder = make_stakeholder(initiative.district, name="Board member, seat 3", influence=5)
    make_seat(stakeholder)
    return make_partnership(
        initiative,
        stakeholder,
        purposes=["make-the-case"],
        target_level=level("on-board"),
        lead=lead,
        next_step="Ask hospital HR for an introduction",
        due_on=date(2026, 11, 13),
    )


def panel(partnership, query=""):
    return f"/d/{partnership.district.slug}/partnerships/{partnership.pk}/panel/{query}"


def test_panel_says_everything_about_the_partner(browser, lead, partnership):
    for slug, day in (("aware", date(2025, 11, 3)), ("skeptical", date(2026, 6, 18))):
        assess(partnership=partnership, level=level(slug), assessor=lead, assessed_on=day, evidence="Said so in public")

    page = browser.get(panel(partnership), headers=HTMX).content.decode()

    for words in (
        "Families · Group",
        "Board member, seat 3",
        "Sway 5 of 5",
        "At the table",
        "Make the case",
        "Ask hospital HR for an introduction",
        "Nov 13, 4 days late",
        "Chief of strategy",
        "Investment since January",
        'aria-label="Investment history: Aware, then Skeptical"',
        "Target: On board",
        "Rated Jun 18, 2026 by Chief of strategy, fairly sure: “Said so in public”",
    ):
        assert words in page
    assert f"/d/cedar-bend/partnerships/{partnership.pk}/touchpoints/" in page


@pytest.mark.parametrize(("slug", "is_asked"), [("aware", True), ("on-board", False)])
def test_panel_leads_on_to_a_warm_way_to_whoever_is_not_on_board(browser, lead, partnership, slug, is_asked):
    assess(partnership=partnership, level=level(slug), assessor=lead, assessed_on=date(2026, 6, 18))

    page = browser.get(panel(partnership), headers=HTMX).content.decode()

    assert (f"/maps/network/?to={partnership.stakeholder_id}#way" in page) == is_asked


def test_panel_of_a_partner_nobody_rated_has_no_history(browser, partnership):
    page = browser.get(panel(partnership), headers=HTMX).content.decode()

    assert "Not placed yet" in page
    assert "Investment since" not in page


@pytest.mark.parametrize(
    ("due_on", "words"),
    [(date(2026, 11, 17), "Today"), (date(2026, 11, 16), "1 day late"), (date(2026, 11, 19), "Thu, Nov 19")],
)
def test_panel_says_when_the_next_step_is_due(browser, partnership, due_on, words):
    partnership.due_on = due_on
    partnership.save()

    assert words in browser.get(panel(partnership), headers=HTMX).content.decode()


def test_panel_keeps_the_filters_in_its_links(browser, partnership):
    page = browser.get(panel(partnership, f"?sector=families&partner={partnership.pk}"), headers=HTMX).content.decode()

    assert 'href="?sector=families" aria-label="Close panel"' in page
    assert f"/moves/?sector=families&amp;partner={partnership.pk}" in page


def test_panel_shows_a_viewer_everything_and_moves_nothing(browse, viewer, partnership):
    page = browse(viewer).get(panel(partnership), headers=HTMX).content.decode()

    assert "Ask hospital HR for an introduction" in page
    assert "Move to…" not in page
    assert "Log touchpoint" not in page


def test_panel_of_a_private_person_says_why_it_shows_no_rating(browser, lead, initiative):
    person = make_stakeholder(initiative.district, kind=Kind.PERSON, person_type=PersonType.PRIVATE, influence=2)
    lead.district.rates_private_people = True
    lead.district.save()
    partnership = make_partnership(initiative, person)
    lead.refresh_from_db()
    assess(partnership=partnership, level=level("adversary"), assessor=lead, assessed_on=date(2026, 11, 1))

    page = browser.get(panel(partnership), headers=HTMX).content.decode()

    assert "Only leads rate private individuals." in page
    assert "Adversary" not in page
    assert "Has concerns" not in page
    assert "Move to…" not in page


def test_panel_without_htmx_leads_to_the_map(browser, partnership):
    response = browser.get(panel(partnership))

    assert response["Location"] == (
        f"/d/cedar-bend/initiatives/{partnership.initiative_id}/maps/influence/?partner={partnership.pk}"
    )


def test_panel_of_another_district_is_not_found(browser, partnership):
    abroad = make_partnership(make_initiative(make_district()))

    assert browser.get(f"/d/cedar-bend/partnerships/{abroad.pk}/panel/", headers=HTMX).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 300])
def test_panel_takes_the_same_queries_however_many_ratings(
    browser, lead, partnership, django_assert_num_queries, count
):
    for number in range(count):
        slug = "aware" if number % 2 else "skeptical"
        assess(partnership=partnership, level=level(slug), assessor=lead, assessed_on=date(2026, 10, 1))

    with django_assert_num_queries(8):
        browser.get(panel(partnership), headers=HTMX)
