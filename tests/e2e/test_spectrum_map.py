"""The spectrum in a real browser: moved by keys, taken back, the way of a step, without a barrier."""

import pytest

from tests.e2e.axe import each_theme, scrolls_sideways, violations
from tests.e2e.test_influence_map import chip, focused, hear, stands
from tests.makers import (
    level,
    make_initiative,
    make_partnership,
    make_relationship,
    make_stakeholder,
)


@pytest.fixture
def partners(lead):
    """Three partners, each asked for more: Skeptical, Aware and On board."""
    initiative = make_initiative(lead.district)
    rows = (("Board seat 3", 5, "skeptical"), ("Chamber", 4, "aware"), ("Principals", 5, "on-board"))
    return [
        make_partnership(
            initiative,
            make_stakeholder(lead.district, name=name, influence=sway),
            current_level=level(slug),
            target_level=level("champion"),
        )
        for name, sway, slug in rows
    ]


def open_spectrum(visits, lead, partners, query="", **fields):
    path = f"/d/{lead.district.slug}/initiatives/{partners[0].initiative_id}/maps/spectrum/{query}"
    return visits.open(path, user=lead.user, **fields)


def test_number_moves_on_the_spectrum_and_control_z_takes_back(visits, lead, partners):
    page = open_spectrum(visits, lead, partners)
    chip(page, partners[1]).focus()

    page.keyboard.press("5")
    hear(page, "Chamber moved to On board. Undo, Control Z.")
    assert stands(partners[1]) == ("on-board", 4)
    assert focused(page) == "Chamber. On board, next step Champion"
    assert page.locator("svg.spectrum-map").count() == 1

    page.keyboard.press("Control+z")
    hear(page, "Chamber is back at Not placed yet, sway 4.")
    assert page.locator("svg.spectrum-map").count() == 1


def test_enter_shows_the_step_of_a_name_and_escape_hides_it(visits, lead, partners):
    page = open_spectrum(visits, lead, partners)
    chip(page, partners[1]).focus()
    assert not page.locator(".step-ring:visible").count()

    page.keyboard.press("Enter")
    page.get_by_role("heading", name="One step means").wait_for()
    assert page.locator(".step-ring:visible").count() == 1

    page.keyboard.press("Escape")
    page.get_by_text("No one selected").wait_for()
    assert not page.locator(".step-ring:visible").count()
    assert focused(page).startswith("Chamber.")


def test_arrows_walk_the_spectrum_and_t_hides_the_steps(visits, lead, partners):
    page = open_spectrum(visits, lead, partners)
    chip(page, partners[1]).focus()

    page.keyboard.press("ArrowUp")
    assert focused(page) == "Aware 1, as a table"
    page.keyboard.press("t")
    page.wait_for_url("**?targets=off")
    assert not page.locator(".map-chip__step").count()


@each_theme
@pytest.mark.parametrize("query", ["", "?partner={}"])
def test_page_has_no_barrier(visits, lead, partners, width, scheme, query):
    make_relationship(partners[1].stakeholder, partners[2].stakeholder, trust=3)
    make_partnership(partners[0].initiative, make_stakeholder(lead.district, under_represented=True))
    page = open_spectrum(visits, lead, partners, query.format(partners[1].pk), width=width, scheme=scheme)

    assert violations(page) == []
    assert not scrolls_sideways(page)


def test_name_dropped_on_another_wedge_asks_what_changed_and_is_moved(visits, lead, partners):
    page = open_spectrum(visits, lead, partners)
    name, goal = chip(page, partners[0]).locator("text").bounding_box(), page.locator(".wedge").nth(3).bounding_box()

    page.mouse.move(name["x"] + 5, name["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=5)
    assert page.locator(".wedge--over").count() == 1
    page.mouse.up()
    question = page.get_by_label("What changed?")
    question.wait_for()
    question.press("Enter")
    hear(page, "Board seat 3 moved to Aware. Undo, Control Z.")

    assert stands(partners[0]) == ("aware", 5)
    assert page.locator("svg.spectrum-map").count() == 1
