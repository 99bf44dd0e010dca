"""Today in a real browser: the form under its row, by keys, with two open at once, on a phone, without a script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalition.lib.local_time import local_date
from engagement.models import Touchpoint
from engagement.touchpoints import log_touchpoint
from tests.e2e.axe import each_theme, scrolls_sideways, violations
from tests.makers import level, make_initiative, make_partnership, make_stakeholder


@pytest.fixture
def outreach(lead):
    """Two overdue, one due today, in the order of the page."""
    initiative = make_initiative(lead.district)
    on = local_date(timezone.now(), lead.zone)
    rows = (("City liaison", -7), ("Families network", -3), ("Chamber of commerce", 0))
    return [
        make_partnership(
            initiative,
            make_stakeholder(lead.district, name=name),
            lead=lead,
            cadence_days=21,
            due_on=on + timedelta(days=days),
        )
        for name, days in rows
    ]


def open_today(visits, lead, **fields):
    return visits.open(f"/d/{lead.district.slug}/", user=lead.user, **fields)


def open_form(page, name):
    page.get_by_role("link", name=f"Log touchpoint, {name}").click()
    form = page.get_by_role("form", name=f"Log touchpoint, {name}")
    form.wait_for()
    return form


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.name")


def test_saving_by_keys_takes_the_row_away_and_goes_on_to_the_next(visits, lead, outreach):
    page = open_today(visits, lead)
    form = open_form(page, "City liaison")
    page.locator("[name=channel]:focus").wait_for(state="attached")

    page.keyboard.press("ArrowRight")
    form.get_by_label("What did you hear?").fill("They have read the brief.")
    page.keyboard.press("Control+Enter")

    page.locator(f"#outreach-{outreach[0].pk}").wait_for(state="detached")
    page.locator("[data-open-log]:focus").wait_for()
    touchpoint = Touchpoint.objects.get(district=lead.district)
    assert (touchpoint.channel, touchpoint.heard) == ("meeting", "They have read the brief.")
    assert focused(page) == "Log touchpoint, Families network"
    assert page.locator("#count-t").inner_text().split() == ["2", "waiting"]
    assert page.locator(".toast").inner_text().startswith("Touchpoint saved. Next: stay in touch,")
    page.locator("#live-polite").get_by_text("Touchpoint saved.").wait_for(state="attached")


def test_words_in_another_open_form_stay_when_one_is_saved(visits, lead, outreach):
    page = open_today(visits, lead)
    other = open_form(page, "Chamber of commerce")
    other.get_by_label("What did you hear?").fill("Half a sentence")
    form = open_form(page, "City liaison")

    form.get_by_role("button", name="Save touchpoint").click()
    page.locator(f"#outreach-{outreach[0].pk}").wait_for(state="detached")

    assert other.get_by_label("What did you hear?").input_value() == "Half a sentence"


def test_closing_keeps_the_words_and_gives_the_focus_back(visits, lead, outreach):
    page = open_today(visits, lead)
    form = open_form(page, "City liaison")
    form.get_by_label("What did you hear?").fill("Half a sentence")

    page.keyboard.press("Escape")
    assert (form.is_visible(), focused(page)) == (False, "Log touchpoint, City liaison")

    page.keyboard.press("Enter")
    form.wait_for()
    assert form.get_by_label("What did you hear?").input_value() == "Half a sentence"
    assert focused(page) == "channel"

    page.get_by_role("button", name="Close, City liaison").click()
    assert (form.is_visible(), focused(page)) == (False, "Log touchpoint, City liaison")


def test_error_is_told_in_place_and_focused(visits, lead, outreach):
    page = open_today(visits, lead)
    form = open_form(page, "City liaison")
    form.get_by_label("What did you hear?").fill("They have read the brief.")
    form.get_by_label("By when?").fill("2020-01-01")

    form.get_by_role("button", name="Save touchpoint").click()

    page.locator("[name=due_on]:focus").wait_for()
    assert "or a later day." in form.inner_text()
    assert form.get_by_label("What did you hear?").input_value() == "They have read the brief."
    assert Touchpoint.objects.filter(district=lead.district).count() == 0


def test_double_click_saves_once(visits, lead, outreach):
    page = open_today(visits, lead)
    form = open_form(page, "City liaison")

    form.get_by_role("button", name="Save touchpoint").dblclick()
    page.locator(f"#outreach-{outreach[0].pk}").wait_for(state="detached")

    assert Touchpoint.objects.filter(district=lead.district).count() == 1


def test_same_without_a_script(visits, lead, outreach):
    page = open_today(visits, lead, javascript=False)
    form = open_form(page, "City liaison")
    form.get_by_label("What did you hear?").fill("They have read the brief.")
    form.get_by_label("Email").check()

    form.get_by_role("button", name="Save touchpoint").click()

    page.get_by_text("Touchpoint saved. Next: stay in touch").wait_for()
    assert page.locator(f"#outreach-{outreach[0].pk}").count() == 0
    assert Touchpoint.objects.get(district=lead.district).channel == "email"


@each_theme
def test_page_with_an_open_form_has_no_barrier(visits, lead, outreach, width, scheme):
    page = open_today(visits, lead, width=width, scheme=scheme)
    form = open_form(page, "Families network")
    form.get_by_label("By when?").fill("2020-01-01")
    form.get_by_role("button", name="Save touchpoint").click()
    page.locator("[name=due_on]:focus").wait_for()

    assert violations(page) == []
    assert not scrolls_sideways(page)


@each_theme
def test_pages_that_today_leads_to_have_no_barrier(visits, lead, outreach, width, scheme):
    partnership = outreach[0]
    touchpoint = log_touchpoint(
        partnership=partnership,
        by=lead,
        channel="meeting",
        happened_on=partnership.due_on,
        heard="They want to see a classroom.",
        level=level("aware"),
    )
    page = open_today(visits, lead, width=width, scheme=scheme)
    for path in (
        f"partnerships/{partnership.pk}/touchpoints/new/",
        f"stakeholders/{partnership.stakeholder_id}/touchpoints/",
        f"touchpoints/{touchpoint.pk}/",
        "gaps/never-contacted/",
        "gaps/quiet-voices/",
        "outreach/overdue/",
        "?whose=team",
    ):
        page.goto(f"/d/{lead.district.slug}/{path}")

        assert (path, violations(page), scrolls_sideways(page)) == (path, [], False)
