"""The influence map in a real browser: by keys, by drag, by menu, as a table, on a phone, without a script."""

import pytest

from stakeholders.models import Assessment
from tests.e2e.axe import each_theme, scrolls_sideways, violations
from tests.makers import (
    level,
    make_initiative,
    make_partnership,
    make_seat,
    make_stakeholder,
)

CELL = """([score, sway]) => {
    const map = document.querySelector("svg.influence-map");
    const edges = map.dataset.rows.split(" ").map(Number);
    const at = new DOMPoint(42 + (score + 2.4) * 132.33, edges[5 - sway] + 14).matrixTransform(map.getScreenCTM());
    return [at.x, at.y];
}"""


@pytest.fixture
def partners(lead):
    """Three partners: at sway 5 Skeptical and On board, at sway 4 Aware."""
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


def open_map(visits, lead, partners, query="", **fields):
    path = f"/d/{lead.district.slug}/initiatives/{partners[0].initiative_id}/maps/influence/{query}"
    return visits.open(path, user=lead.user, **fields)


def chip(page, partner):
    return page.locator(f"#chip-{partner.pk}")


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def hear(page, words):
    page.locator("#live-polite").get_by_text(words, exact=True).wait_for(state="attached")


def stands(partner):
    partner.refresh_from_db()
    partner.stakeholder.refresh_from_db()
    return partner.current_level.slug, partner.stakeholder.influence


def test_map_is_walked_by_arrows_and_entered_once_by_tab(visits, lead, partners):
    page = open_map(visits, lead, partners)

    assert page.locator("svg.influence-map a[tabindex='0']").count() == 1
    chip(page, partners[0]).focus()
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("Principals.")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("Chamber.")
    page.keyboard.press("Home")
    assert focused(page) == "Adversary 0, as a table"


def test_number_moves_control_z_takes_back_and_the_focus_stays(visits, lead, partners):
    page = open_map(visits, lead, partners)
    chip(page, partners[0]).focus()

    page.keyboard.press("4")
    hear(page, "Board seat 3 moved to Aware. Undo, Control Z.")
    assert stands(partners[0]) == ("aware", 5)
    assert focused(page) == "Board seat 3. Sway 5 of 5. Aware, target Champion"

    page.keyboard.press("Control+z")
    hear(page, "Board seat 3 is back at Not placed yet, sway 5.")
    assert Assessment.objects.filter(partnership=partners[0]).count() == 2
    assert focused(page).startswith("Board seat 3.")


def test_brackets_change_the_sway(visits, lead, partners):
    page = open_map(visits, lead, partners)
    chip(page, partners[1]).focus()

    page.keyboard.press("]")
    hear(page, "Chamber moved to sway 5. Undo, Control Z.")
    page.keyboard.press("[")
    hear(page, "Chamber moved to sway 4. Undo, Control Z.")

    assert stands(partners[1]) == ("aware", 4)


def test_enter_opens_the_panel_and_escape_closes_it(visits, lead, partners):
    page = open_map(visits, lead, partners)
    chip(page, partners[0]).focus()

    page.keyboard.press("Enter")
    page.get_by_role("complementary", name="Selected partner").get_by_role("heading", name="Board seat 3").wait_for()
    assert page.url.endswith(f"?partner={partners[0].pk}")

    page.keyboard.press("Escape")
    page.get_by_text("No one selected").wait_for()
    assert "partner=" not in page.url
    assert focused(page).startswith("Board seat 3.")


def test_m_opens_the_menu_and_arrows_choose(visits, lead, partners):
    page = open_map(visits, lead, partners)
    chip(page, partners[0]).focus()

    page.keyboard.press("m")
    page.locator("#move-menu button[aria-checked='true']:focus").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    hear(page, "Board seat 3 moved to Unaware. Undo, Control Z.")
    assert focused(page).startswith("Board seat 3.")


def test_go_to_maps_does_not_open_the_menu(visits, lead, partners):
    page = open_map(visits, lead, partners)
    chip(page, partners[0]).focus()

    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url(lambda url: "influence" not in url)


def test_targets_and_table_are_one_key_away(visits, lead, partners):
    page = open_map(visits, lead, partners)
    chip(page, partners[0]).focus()

    page.keyboard.press("t")
    page.wait_for_url("**?targets=off")
    assert page.locator(".map-chip__target").count() == 0
    assert focused(page) == "Board seat 3. Sway 5 of 5. Skeptical, target Champion"

    page.keyboard.press("v")
    page.wait_for_url("**?view=table&targets=off")
    assert page.get_by_role("row").count() == 4


def drag(page, partner, score, sway):
    box = chip(page, partner).locator("rect").bounding_box()
    x, y = page.evaluate(CELL, [score, sway])
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(x, y, steps=5)


def test_drop_on_a_level_asks_what_changed_and_writes_it(visits, lead, partners):
    page = open_map(visits, lead, partners)

    drag(page, partners[1], 2, 3)
    assert page.locator(".map-cell--over").count() == 1
    page.mouse.up()
    page.locator("#move-here-evidence:focus").wait_for()
    page.keyboard.type("Signed the pledge")
    page.keyboard.press("Enter")

    hear(page, "Chamber moved to On board, sway 3. Undo, Control Z.")
    assert stands(partners[1]) == ("on-board", 3)
    assert Assessment.objects.get(partnership=partners[1]).evidence == "Signed the pledge"
    assert focused(page).startswith("Chamber.")


def test_drop_in_the_same_column_changes_the_sway_at_once(visits, lead, partners):
    page = open_map(visits, lead, partners)

    drag(page, partners[1], 1, 2)
    page.mouse.up()

    hear(page, "Chamber moved to sway 2. Undo, Control Z.")
    assert stands(partners[1]) == ("aware", 2)


def test_escape_puts_a_dragged_name_back(visits, lead, partners):
    page = open_map(visits, lead, partners)
    stood = chip(page, partners[1]).get_attribute("transform")

    drag(page, partners[1], 2, 3)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert chip(page, partners[1]).get_attribute("transform") == stood

    drag(page, partners[1], 2, 3)
    page.mouse.up()
    page.locator("#move-here-evidence:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator(".map-chip--ghost").wait_for(state="detached")
    assert chip(page, partners[1]).get_attribute("transform") == stood
    assert stands(partners[1]) == ("aware", 4)


def test_finger_drags_a_name(visits, lead, partners):
    page = open_map(visits, lead, partners)
    box = chip(page, partners[1]).locator("rect").bounding_box()
    start, end = (box["x"] + 20, box["y"] + 10), page.evaluate(CELL, [2, 3])
    finger = page.context.new_cdp_session(page)

    def touch(kind, *points):
        places = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", start)
    for part in (0.2, 0.6, 1):
        touch("touchMove", tuple(one + (other - one) * part for one, other in zip(start, end, strict=True)))
    touch("touchEnd")
    page.get_by_role("button", name="Save").click()

    hear(page, "Chamber moved to On board, sway 3. Undo, Control Z.")


def test_move_that_fails_puts_the_name_back(visits, lead, partners):
    page = open_map(visits, lead, partners)
    stood = chip(page, partners[1]).get_attribute("transform")
    page.route("**/moves/**", lambda route: route.fulfill(status=503, body="busy"))

    drag(page, partners[1], 1, 2)
    page.mouse.up()
    page.locator(".toast--error").first.wait_for()
    assert chip(page, partners[1]).get_attribute("transform") == stood

    drag(page, partners[1], 2, 2)
    page.mouse.up()
    page.locator(".toast--error").nth(1).wait_for()
    assert chip(page, partners[1]).get_attribute("transform") == stood
    assert stands(partners[1]) == ("aware", 4)
    visits.problems = [problem for problem in visits.problems if "503" not in problem]


def test_undo_on_the_toast_takes_the_move_back(visits, lead, partners):
    page = open_map(visits, lead, partners)
    chip(page, partners[1]).focus()
    page.keyboard.press("6")

    page.locator(".toast").get_by_role("button", name="Undo").click()

    hear(page, "Chamber is back at Not placed yet, sway 4.")


def test_link_of_a_filter_keeps_who_is_selected(visits, lead, partners):
    page = open_map(visits, lead, partners)
    chip(page, partners[1]).click()
    page.get_by_role("heading", name="Chamber").wait_for()

    page.get_by_role("button", name="Sector: all").click()
    page.get_by_role("link", name="Families").click()

    page.wait_for_url(f"**?sector=families&partner={partners[1].pk}")
    hear(page, "3 partners")
    page.get_by_role("heading", name="Chamber").wait_for()
    assert page.evaluate("document.activeElement.id") == "filter-sector"


def test_table_cell_opens_the_menu_and_enter_alone_moves_nobody(visits, lead, partners):
    page = open_map(visits, lead, partners, "?view=table")

    page.get_by_role("link", name="Level of Chamber, Aware").click()
    page.get_by_label("What changed?").fill("Signed the pledge")
    page.keyboard.press("Enter")
    assert stands(partners[1]) == ("aware", 4)
    page.get_by_role("menuitemradio", name="On board").click()

    hear(page, "Chamber moved to On board. Undo, Control Z.")
    assert focused(page) == "Level of Chamber, On board"
    assert Assessment.objects.get(partnership=partners[1]).evidence == "Signed the pledge"


def test_phone_moves_from_its_list(visits, lead, partners):
    page = open_map(visits, lead, partners, width=390)

    page.get_by_role("link", name="Move to… Chamber").tap()
    page.get_by_role("menuitemradio", name="Champion").tap()

    hear(page, "Chamber moved to Champion. Undo, Control Z.")
    assert focused(page) == "Move to… Chamber"


def test_name_is_moved_and_taken_back_without_a_script(visits, lead, partners):
    page = open_map(visits, lead, partners, javascript=False)

    chip(page, partners[1]).click()
    page.get_by_role("button", name="Move to…").click()
    page.get_by_role("menuitemradio", name="On board").click()
    page.get_by_text("Chamber moved to On board.").wait_for()
    page.get_by_role("button", name="Undo").click()

    page.get_by_text("Chamber is back at Not placed yet, sway 4.").wait_for()


def test_picture_can_be_taken_away_more_than_once(visits, lead, partners):
    page = open_map(visits, lead, partners)
    page.get_by_role("button", name="Export").click()

    for _ in range(2):
        with page.expect_download() as download:
            page.get_by_role("button", name="Picture SVG").click()
        assert download.value.suggested_filename.endswith(".svg")


@each_theme
@pytest.mark.parametrize("query", ["", "?partner={}", "?view=table"])
def test_page_has_no_barrier(visits, lead, partners, width, scheme, query):
    make_seat(partners[0].stakeholder)
    make_partnership(partners[0].initiative, make_stakeholder(lead.district, under_represented=True, influence=None))
    page = open_map(visits, lead, partners, query.format(partners[0].pk), width=width, scheme=scheme)

    assert violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_open_menus_have_no_barrier(visits, lead, partners, width):
    page = open_map(visits, lead, partners, "?view=table", width=width)
    page.get_by_role("link", name="Level of Chamber, Aware").click()
    page.locator("#move-here button:focus").wait_for()
    assert violations(page) == []

    page.goto(f"/d/{lead.district.slug}/partnerships/{partners[0].pk}/moves/new/")
    assert violations(page) == []


def test_several_are_picked_changed_and_taken_back_in_one_step(visits, lead, partners):
    page = open_map(visits, lead, partners)
    chip(page, partners[0]).click(modifiers=["Control"])
    chip(page, partners[1]).focus()
    page.keyboard.press("x")
    hear(page, "Chamber picked, 2 in all.")
    assert f"picked={partners[0].pk}%2C{partners[1].pk}" in page.url

    page.get_by_role("button", name="Move, set target or lead").click()
    page.get_by_label("Level now").select_option("on-board")
    page.get_by_role("button", name="Change 2").click()
    page.locator("[data-toast-text]").get_by_text("2 partners changed.").wait_for()
    assert {stands(partner)[0] for partner in partners[:2]} == {"on-board"}

    page.get_by_role("button", name="Undo").click()
    page.locator("[data-toast-text]").get_by_text("2 partners as before.").wait_for()
    partners[0].refresh_from_db()
    assert partners[0].current_level is None
