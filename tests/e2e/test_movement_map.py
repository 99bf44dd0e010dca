"""Movement in a real browser: the slider by keys and by dragging, the fields without a script, no barrier."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from stakeholders.models import Assessment
from tests.e2e.axe import each_theme, scrolls_sideways, violations
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

TODAY = timezone.now().date()


def days_ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def lead(stack):
    return make_member(make_district(name="Cedar Valley", time_zone="UTC"), "lead", title="Director")


@pytest.fixture
def initiative(lead):
    """One partner who came on board 20 days ago, one who is new."""
    found = make_initiative(lead.district)
    hospital = make_partnership(found, make_stakeholder(lead.district, name="Hospital"))
    newcomer = make_partnership(found, make_stakeholder(lead.district, name="Newcomer"))
    for partnership, slug, days in ((hospital, "aware", 200), (hospital, "on-board", 20), (newcomer, "aware", 5)):
        Assessment.objects.create(
            district=lead.district, partnership=partnership, level=level(slug), assessed_on=days_ago(days)
        )
    return found


def open_movement(visits, lead, initiative, days=(60, 0), **fields):
    query = f"?since={days_ago(days[0])}&until={days_ago(days[1])}"
    path = f"/d/{lead.district.slug}/initiatives/{initiative.pk}/maps/movement/{query}"
    return visits.open(path, user=lead.user, **fields)


def slider(page, name):
    return page.get_by_role("slider", name=name)


def test_keys_move_a_date_and_the_page_follows_with_the_focus_kept(visits, lead, initiative):
    page = open_movement(visits, lead, initiative)
    page.get_by_role("heading", name="1 move").wait_for()
    first = slider(page, "First date")
    now = int(first.get_attribute("aria-valuenow"))

    first.focus()
    handle, marks = page.query_selector("#slide-since"), page.locator(".date-slider path.rating-up--in-range")
    told = page.locator("#live-polite")
    page.keyboard.press("ArrowLeft")
    assert int(first.get_attribute("aria-valuenow")) == now - 1
    page.wait_for_url(f"**since={days_ago(61)}**")
    expect(told).to_have_text("1 toward us, 0 back")
    assert handle.evaluate("handle => handle === document.activeElement")
    assert marks.count() == 1
    assert f"since={days_ago(61)}" in page.locator("#map-filters a").first.get_attribute("href")
    day = days_ago(61)
    assert slider(page, "First date").get_attribute("aria-valuetext") == f"From {day:%a, %b} {day.day}, {day.year}"

    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    page.wait_for_url(f"**since={days_ago(1)}**")
    page.get_by_role("heading", name="0 moves").wait_for()
    assert marks.count() == 0


def test_no_date_passes_the_other_or_leaves_the_line(visits, lead, initiative):
    page = open_movement(visits, lead, initiative, days=(60, 30))
    first, second = slider(page, "First date"), slider(page, "Second date")

    second.focus()
    page.keyboard.press("Home")
    assert second.get_attribute("aria-valuenow") == first.get_attribute("aria-valuenow")
    page.keyboard.press("End")
    assert second.get_attribute("aria-valuenow") == second.get_attribute("aria-valuemax")
    page.keyboard.press("ArrowRight")
    assert second.get_attribute("aria-valuenow") == second.get_attribute("aria-valuemax")


def test_dragging_a_date_asks_for_the_page_of_that_date(visits, lead, initiative):
    page = open_movement(visits, lead, initiative)
    box = page.locator("#slide-since circle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y, steps=4)
    page.mouse.up()

    page.wait_for_url(lambda url: f"since={days_ago(60)}" not in url)
    assert page.get_by_label("From", exact=True).input_value() < str(days_ago(61))


def test_touchpoints_before_a_move_open_in_their_row(visits, lead, initiative):
    page = open_movement(visits, lead, initiative)

    page.get_by_role("link", name="Touchpoints before it, Hospital").click()

    page.get_by_text("None yet in this initiative.").wait_for()


def test_same_without_a_script(visits, lead, initiative):
    page = open_movement(visits, lead, initiative, javascript=False)
    assert page.get_by_role("slider").count() == 0

    page.get_by_label("From", exact=True).fill(str(days_ago(10)))
    page.get_by_role("button", name="Compare").click()

    page.get_by_role("heading", name="0 moves").wait_for()


@each_theme
@pytest.mark.parametrize("days", [(60, 0), (400, 300)])
def test_page_has_no_barrier(visits, lead, initiative, width, scheme, days):
    page = open_movement(visits, lead, initiative, days=days, width=width, scheme=scheme)

    assert violations(page) == []
    assert not scrolls_sideways(page)
