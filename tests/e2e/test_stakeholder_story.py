"""One stakeholder's story in a real browser: what loads as one reads on, two who edit at once, a merge and its undo."""

from datetime import date

import pytest
from django_scopes import scope
from playwright.sync_api import expect

from stakeholders.models import Stakeholder
from stakeholders.standing.assessing import assess
from tests.e2e.axe import each_theme, scrolls_sideways, violations
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_relationship,
    make_stakeholder,
)


@pytest.fixture
def lead(stack):
    district = make_district(name="Cedar Valley", keeps_respect=True, respect_role="lead")
    return make_member(district, "lead", title="Director")


@pytest.fixture
def chamber(lead):
    one = make_stakeholder(lead.district, name="Chamber of commerce")
    make_partnership(make_initiative(lead.district), one, ["do-the-work"], current_level=level("aware"))
    make_relationship(one, make_stakeholder(lead.district, name="Workforce board"), kind="in-tension", trust=2)
    return one


def address(lead, path):
    return f"/d/{lead.district.slug}/stakeholders/{path}"


@each_theme
def test_page_with_all_that_loads_later_and_a_conflict_holds_for_everyone(visits, lead, chamber, scheme, width):
    page = visits.open(address(lead, f"{chamber.pk}/"), user=lead.user, scheme=scheme, width=width)
    page.get_by_text("Who changed what, and when").click()
    page.get_by_text("Added to the list").scroll_into_view_if_needed()
    page.locator("svg.ego-map").scroll_into_view_if_needed()
    page.get_by_text("Nothing is written. Ask them first.").wait_for()
    on_page = violations(page) + ["runs off the side"] * scrolls_sideways(page)

    page.goto(address(lead, f"{chamber.pk}/edit/"))
    with scope(district=lead.district):
        Stakeholder.objects.get(pk=chamber.pk).claim_version(1)
        Stakeholder.objects.filter(pk=chamber.pk).update(notes="Theirs")
    page.get_by_label("Phone").fill("303 555 0100")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("saved this while you were writing").wait_for()

    assert on_page == []
    assert violations(page) + ["runs off the side"] * scrolls_sideways(page) == []
    assert page.get_by_label("Phone", exact=False).last.input_value() == "303 555 0100"
    assert page.locator(".clashes").get_by_role("radio").first.bounding_box()["width"] < 30


def test_paper_shows_what_is_folded_on_the_screen(visits, lead, chamber):
    rating = {"level": level("on-board"), "assessed_on": date(2025, 11, 3), "evidence": "Offered a room."}
    assess(partnership=chamber.partnerships.get(), assessor=lead, **rating)
    page = visits.open(address(lead, f"{chamber.pk}/"), user=lead.user)
    evidence = page.get_by_text("Offered a room.").last

    expect(evidence).not_to_be_visible()
    page.emulate_media(media="print")
    expect(evidence).to_be_visible()

    page.goto(address(lead, ""))
    page.set_viewport_size({"width": 738, "height": 900})
    expect(page.get_by_role("columnheader", name="Next step")).to_be_visible()


def test_two_are_merged_from_the_list_of_duplicates_and_the_toast_parts_them(visits, lead, chamber):
    make_stakeholder(lead.district, name="Chamber of Commerce", email="desk@chamber.example")
    page = visits.open(address(lead, "duplicates/"), user=lead.user)

    page.get_by_role("link", name="Merge Chamber").click()
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_text("desk@chamber.example").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.locator("[data-toast-text]", has_text="stands apart again").wait_for()

    with scope(district=lead.district):
        assert Stakeholder.objects.filter(merged_into=None, archived_at=None).count() == 3
        assert Stakeholder.objects.get(pk=chamber.pk).email == ""


def test_words_without_a_break_run_off_no_page(visits, lead):
    long = "Überlangername" * 14
    one = make_stakeholder(lead.district, name=long, role_title=long, languages=long, notes=long)
    page = visits.open(address(lead, f"{one.pk}/"), user=lead.user, width=390)

    sideways = []
    for path in ("", "edit/", "history/", "relationships/new/"):
        page.goto(address(lead, f"{one.pk}/{path}"))
        sideways += [path] * scrolls_sideways(page)

    assert sideways == []
