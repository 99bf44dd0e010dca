"""The plan in a real browser: a bar is dragged by days and moved by keys, and either can be taken back."""

from datetime import date, timedelta

import pytest

from tests.makers import make_activity, make_initiative

BEGIN = date(2026, 11, 2)
END = date(2026, 11, 27)


@pytest.fixture
def activity(lead):
    initiative = make_initiative(lead.district)
    return make_activity(initiative, lead, name="Listening sessions", starts_on=BEGIN, ends_on=END)


def hear(page, words):
    page.locator("#live-polite").get_by_text(words, exact=True).wait_for(state="attached")


def moved_by(activity):
    activity.refresh_from_db()
    assert activity.ends_on - activity.starts_on == END - BEGIN
    return activity.starts_on - BEGIN


def test_bar_is_moved_by_keys_and_by_drag_and_taken_back(visits, lead, activity):
    page = visits.open(f"/d/{lead.district.slug}/initiatives/{activity.initiative_id}/plan/", user=lead.user)
    bar = page.locator(f"#bar-{activity.pk}")

    bar.focus()
    page.keyboard.press("Shift+ArrowRight")
    hear(page, "Listening sessions is now Nov 9 to Dec 4. Undo, Control Z.")
    assert page.evaluate("document.activeElement.id") == f"bar-{activity.pk}"
    assert moved_by(activity) == timedelta(days=7)

    box = bar.locator(".timeline__bar").bounding_box()
    a_day = float(page.locator("svg.timeline").get_attribute("data-pixels-a-day")) * page.locator(
        "svg.timeline"
    ).evaluate("svg => svg.getScreenCTM().a")
    page.mouse.move(box["x"] + 10, box["y"] + 9)
    page.mouse.down()
    page.mouse.move(box["x"] + 10 - 3.1 * a_day, box["y"] + 9, steps=6)
    page.mouse.up()
    hear(page, "Listening sessions is now Nov 6 to Dec 1. Undo, Control Z.")
    assert moved_by(activity) == timedelta(days=4)

    page.get_by_role("button", name="Undo").last.click()
    hear(page, "Listening sessions is now Nov 9 to Dec 4. Undo, Control Z.")
    assert moved_by(activity) == timedelta(days=7)
