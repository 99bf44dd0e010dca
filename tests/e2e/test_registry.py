"""The registry in a real browser: rows are selected, tagged and given back; filters open with their counts."""

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.test_influence_map import focused, hear
from tests.makers import make_district, make_member, make_stakeholder

IS_COVERED = """() => {
    const { left, top, width, height } = document.activeElement.getBoundingClientRect();
    const shown = document.elementFromPoint(left + width / 2, top + height / 2);
    return !shown?.contains(document.activeElement);
}"""


def test_rows_are_selected_tagged_and_given_back_without_a_barrier(visits, stack):
    lead = make_member(make_district(name="Cedar Valley"), "lead", title="Director")
    first, second = (make_stakeholder(lead.district, name=name) for name in ("Board", "Chamber"))
    page = visits.open(f"/d/{lead.district.slug}/stakeholders/", user=lead.user, width=390, scheme="dark")
    assert not page.get_by_role("region", name="With the selected").is_visible()

    page.get_by_label("Select Chamber").focus()
    page.keyboard.press("Space")
    hear(page, "1 selected")
    assert page.get_by_role("region", name="With the selected").is_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Clear selection").click()
    page.wait_for_function("document.activeElement.matches('input[name=pick]')")
    assert focused(page) == "Select Board"

    page.get_by_label("Select all rows of this page").check()
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="Set lead")).to_be_focused()
    page.get_by_role("button", name="Tag", exact=True).click()
    page.get_by_label("Tags").fill("Bilingual")
    page.keyboard.press("Tab")
    hear(page, "2 will change.")
    assert violations(page) == []
    page.get_by_role("button", name="Tag 2").click()
    hear(page, "Tagged 2: Bilingual. Undo, Control Z.")
    second.refresh_from_db()
    assert second.tag_names == "Bilingual"

    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("group", name="Tag").get_by_text("Bilingual").wait_for()
    assert violations(page) == []
    page.get_by_label("Bilingual").check()
    page.get_by_role("link", name="Tag: Bilingual").wait_for()
    assert "tag=bilingual" in page.url
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Tag: Bilingual").press("Enter")
    hear(page, "2 listed")
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_focused()
    assert "tag=" not in page.url

    page.keyboard.press("Control+z")
    page.get_by_text("Undone for 2.").first.wait_for()
    first.refresh_from_db()
    assert first.tag_names == ""


def test_focus_is_never_behind_the_bars_at_the_foot_of_a_phone(visits, stack):
    lead = make_member(make_district(name="Cedar Valley"), "lead", title="Director")
    names = [f"Neighbor {number:02}" for number in range(24)]
    for name in names:
        make_stakeholder(lead.district, name=name)
    page = visits.open(f"/d/{lead.district.slug}/stakeholders/", user=lead.user, width=390)
    page.get_by_label("Select Neighbor 00").check()
    page.get_by_role("region", name="With the selected").wait_for()

    hidden = []
    for name in names[1:]:
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_label(f"Select {name}")).to_be_focused()
        hidden += [name] * page.evaluate(IS_COVERED)

    assert hidden == []


def test_order_and_next_page_are_heard_where_the_focus_is(visits, stack):
    lead = make_member(make_district(name="Cedar Valley"), "lead", title="Director")
    for number in range(60):
        make_stakeholder(lead.district, name=f"Neighbor {number:02}")
    page = visits.open(f"/d/{lead.district.slug}/stakeholders/", user=lead.user)

    page.get_by_role("link", name="Sway", exact=True).press("Enter")
    hear(page, "Sorted by sway, highest first")
    expect(page.get_by_role("link", name="Sway", exact=True)).to_be_focused()
    assert page.url.endswith("?sort=sway")

    page.get_by_role("link", name="Next", exact=True).press("Enter")
    hear(page, "Next 10. 60 listed")
    expect(page.get_by_role("region", name="Stakeholders")).to_be_focused()
    page.get_by_role("link", name="Back", exact=True).press("Enter")
    hear(page, "Previous 50. 60 listed")
