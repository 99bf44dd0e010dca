"""Who knows whom and coverage in a real browser: by keys, without a script, on a phone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import scrolls_sideways, violations
from tests.makers import (
    level,
    make_initiative,
    make_partnership,
    make_relationship,
    make_stakeholder,
)


@pytest.fixture
def partners(lead):
    """An ally whose contact the lead leads, and a skeptic the ally knows."""
    initiative = make_initiative(lead.district)
    ally, skeptic = (
        make_partnership(initiative, make_stakeholder(lead.district, name=name), current_level=level(slug), lead=led_by)
        for name, slug, led_by in (("Workforce board", "on-board", lead), ("Board seat 3", "skeptical", None))
    )
    make_relationship(ally.stakeholder, skeptic.stakeholder, trust=3)
    return [ally, skeptic]


def open_map(visits, lead, partners, name="network", query="", **fields):
    path = f"/d/{lead.district.slug}/initiatives/{partners[0].initiative_id}/maps/{name}/{query}"
    return visits.open(path, user=lead.user, **fields)


def place(figure):
    return figure.evaluate("one => { const { e, f } = one.transform.baseVal.consolidate().matrix; return [e, f]; }")


def test_arrows_move_between_those_on_the_map_and_enter_looks_around_one(visits, lead, partners):
    page = open_map(visits, lead, partners)

    page.locator("svg.network-map a[tabindex='0']").focus()
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Home")
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.wait_for_url("**around=*")

    assert {first, last} == {"Board seat 3: Skeptical, sway 3 of 5", "Director, staff, leads 1 contact"}
    assert page.get_by_role("link", name="1 step").get_attribute("aria-current") == "true"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == first
    assert violations(page) == []

    page.go_back()
    page.get_by_role("link", name="1 step").wait_for(state="detached")
    assert "around" not in page.url


def test_the_current_tab_and_the_filter_that_is_on_are_in_sight_on_a_phone(visits, lead, partners):
    page = open_map(visits, lead, partners, "coverage", "?under_represented=yes", width=390)

    expect(page.get_by_role("link", name="Coverage", exact=True)).to_be_in_viewport(ratio=0.9)
    expect(page.get_by_role("link", name="Under-represented")).to_be_in_viewport(ratio=0.9)
    assert page.get_by_role("group", name="Filters").bounding_box()["height"] < 60
    assert not scrolls_sideways(page)


def test_somebody_dragged_or_moved_by_keys_stays_there(visits, lead, partners):
    page = open_map(visits, lead, partners)
    figure = page.locator(f"#node-p{partners[0].stakeholder_id}")
    disc = figure.locator(".node__disc").bounding_box()
    x, y = disc["x"] + disc["width"] / 2, disc["y"] + disc["height"] / 2

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=4)
    page.mouse.up()
    page.get_by_text("The place is kept.").wait_for(state="attached")
    figure.focus()
    with page.expect_response("**/places/**"):
        page.keyboard.press("Shift+ArrowRight")
    there = place(figure)
    page.reload()

    assert place(figure) == there
    assert page.get_by_role("button", name="Tidy again").is_visible()


def test_introduction_is_found_and_planned_without_a_script(visits, lead, partners):
    page = open_map(visits, lead, partners, javascript=False)

    page.get_by_label("Find a way to").select_option("Board seat 3")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="Plan the introduction").click()

    partners[0].refresh_from_db()
    assert partners[0].next_step == "Ask for an introduction to Board seat 3"


def test_coverage_scrolls_inside_itself_on_a_phone_and_keeps_the_sectors(visits, lead, partners):
    page = open_map(visits, lead, partners, "coverage", width=390)
    region = page.get_by_role("region", name="Partners by sector and purpose")

    region.evaluate("region => region.scrollTo(400, 0)")

    assert page.get_by_role("rowheader", name="Families").bounding_box()["x"] < 20
    assert not scrolls_sideways(page)
    assert violations(page) == []
