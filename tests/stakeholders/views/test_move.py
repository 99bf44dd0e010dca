import json
from datetime import date
from uuid import uuid4

import pytest
import time_machine

from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment
from tests.makers import level, make_district, make_initiative, make_partnership, make_stakeholder

HTMX = {"HX-Request": "true", "HX-Target": "map-region"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def clock():
    """An evening on which it is the twentieth in London and the nineteenth in Denver, where the district is."""
    with time_machine.travel("2026-11-20T03:00:00Z"):
        yield


@pytest.fixture
def partnership(initiative):
    stakeholder = make_stakeholder(initiative.district, name="Board member, seat 3", influence=5)
    return make_partnership(initiative, stakeholder, current_level=level("skeptical"), target_level=level("on-board"))


def moves(partnership, rest=""):
    return f"/d/{partnership.district.slug}/partnerships/{partnership.pk}/moves/{rest}"


def map_of(partnership, query=""):
    return f"/d/{partnership.district.slug}/initiatives/{partnership.initiative_id}/maps/influence/{query}"


def place(partnership):
    partnership.refresh_from_db()
    partnership.stakeholder.refresh_from_db()
    return partnership.current_level.slug if partnership.current_level else None, partnership.stakeholder.influence


def toast_of(response):
    return json.loads(response["HX-Trigger-After-Settle"])["toast"]


def test_move_writes_a_rating_of_today_and_leads_to_the_map(browser, editor, partnership):
    response = browser.post(
        moves(partnership, "?sector=families"), {"level": "aware", "evidence": "Came to the open house"}
    )

    rating = Assessment.objects.get()
    assert (response.status_code, response["Location"]) == (
        303,
        map_of(partnership, f"?sector=families&partner={partnership.pk}"),
    )
    assert place(partnership) == ("aware", 5)
    assert (rating.assessed_on, rating.assessor, rating.evidence) == (
        date(2026, 11, 19),
        editor,
        "Came to the open house",
    )
    page = browser.get(map_of(partnership)).content.decode()
    assert "Board member, seat 3 moved to Aware." in page
    assert f'action="{moves(partnership, f"{rating.pk}/undo/?sector=families")}"' in page


def test_move_by_htmx_shows_the_region_says_it_and_offers_the_way_back(browser, partnership):
    response = browser.post(moves(partnership, f"?partner={partnership.pk}"), {"level": "aware"}, headers=HTMX)

    page = response.content.decode()
    way_back = moves(partnership, f"{Assessment.objects.get().pk}/undo/?partner={partnership.pk}")
    assert response.status_code == 200
    assert "Sway 5 of 5. Aware, target On board" in page
    assert f'data-moved="{partnership.pk}"' in page
    assert toast_of(response) == {
        "message": "Board member, seat 3 moved to Aware.",
        "undo": way_back,
        "undoTarget": "#map-region",
    }


def test_undo_takes_the_move_back_and_says_where_the_partner_is(browser, partnership):
    browser.post(moves(partnership), {"level": "skeptical", "sway": "4", "evidence": "Said so"}, headers=HTMX)
    moved = browser.post(moves(partnership), {"level": "champion", "sway": "2"}, headers=HTMX)

    response = browser.post(toast_of(moved)["undo"], headers=HTMX)

    assert place(partnership) == ("skeptical", 4)
    assert toast_of(response)["message"] == "Board member, seat 3 is back at Skeptical, sway 4."
    assert Assessment.objects.exclude(retracts=None).count() == 1


def test_undo_without_htmx_leads_to_the_map(browser, partnership):
    browser.post(moves(partnership), {"level": "aware"})
    rating = Assessment.objects.get()

    response = browser.post(moves(partnership, f"{rating.pk}/undo/"))

    assert (response.status_code, response["Location"]) == (303, map_of(partnership, f"?partner={partnership.pk}"))
    assert place(partnership) == (None, 5)


def test_undo_is_refused_with_a_sentence_when_something_newer_stands(browser, lead, browse, partnership):
    first = browser.post(moves(partnership), {"level": "aware"}, headers=HTMX)
    browse(lead).post(moves(partnership), {"level": "champion"})

    response = browser.post(toast_of(first)["undo"], headers=HTMX)

    page = response.content.decode()
    assert response.status_code == 409
    assert place(partnership) == ("champion", 5)
    assert "Board member, seat 3 stands at Champion, sway 5 by now, rated Nov 19 by Chief of strategy." in page
    assert "Nothing was changed." in page


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_page_that_is_out_of_date_moves_nothing_and_keeps_the_words(browser, partnership, headers):
    browser.post(moves(partnership), {"level": "champion"})

    data = {"level": "aware", "seen": "-1,5", "evidence": "Came to the open house"}
    response = browser.post(moves(partnership), data, headers=headers)

    page = response.content.decode()
    assert response.status_code == 409
    assert place(partnership) == ("champion", 5)
    assert "You wrote: “Came to the open house”" in page
    assert "Champion" in page


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_double_click_moves_once(browser, partnership, headers):
    data = {"level": "aware", "evidence": "Came to the open house", "submission": str(uuid4())}

    answers = [browser.post(moves(partnership), data, headers=headers) for _ in range(2)]

    assert Assessment.objects.count() == 1
    assert {answer.status_code for answer in answers} == {200 if headers else 303}


def test_move_to_the_same_place_writes_nothing_and_offers_no_undo(browser, partnership):
    response = browser.post(moves(partnership), {"level": "skeptical", "sway": "5"}, headers=HTMX)

    assert Assessment.objects.count() == 0
    assert toast_of(response)["message"] == "Board member, seat 3 already stands there."
    assert toast_of(response)["undo"] == ""


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "Choose a level or a sway."),
        ({"level": "hero"}, "Select a valid choice. That choice is not one of the available choices."),
        ({"sway": "9"}, "Select a valid choice. 9 is not one of the available choices."),
    ],
)
def test_nonsense_moves_nobody(browser, partnership, data, problem):
    by_form = browser.post(moves(partnership), data)
    by_htmx = browser.post(moves(partnership), data, headers=HTMX)

    assert (by_form.status_code, by_htmx.status_code) == (422, 422)
    assert problem in by_form.content.decode()
    assert f"Nothing was moved. {problem}" in by_htmx.content.decode()
    assert place(partnership) == ("skeptical", 5)


def test_viewer_may_not_move(browse, viewer, partnership):
    client = browse(viewer)

    assert client.post(moves(partnership), {"level": "aware"}).status_code == 403
    assert client.get(moves(partnership, "new/")).status_code == 403
    assert place(partnership) == ("skeptical", 5)


@pytest.mark.parametrize("person_type", [PersonType.PRIVATE, PersonType.STUDENT])
def test_named_private_person_is_not_moved(browser, initiative, person_type):
    person = make_stakeholder(initiative.district, kind=Kind.PERSON, person_type=person_type, influence=2)
    partnership = make_partnership(initiative, person)

    # What cannot be read is refused alike: the form would come back with where they stand.
    for data in ({"level": "aware"}, {"sway": "5"}, {"level": "no-such-level"}, {}):
        assert browser.post(moves(partnership), data).status_code == 403
    assert browser.get(moves(partnership, "new/")).status_code == 403
    assert place(partnership) == (None, 2)


def test_lead_moves_a_private_person_where_the_district_rates_them_in_soft_words(browse, lead, initiative):
    lead.district.rates_private_people = True
    lead.district.save()
    person = make_stakeholder(
        initiative.district, name="Parent", kind=Kind.PERSON, person_type=PersonType.PRIVATE, influence=2
    )
    partnership = make_partnership(initiative, person)

    response = browse(lead).post(moves(partnership), {"level": "adversary"}, headers=HTMX)

    assert toast_of(response)["message"] == "Parent moved to Has concerns."


def test_partner_of_another_district_is_not_found(browser, editor, partnership):
    abroad = make_partnership(make_initiative(make_district()))
    rating = Assessment.objects.create(
        district=abroad.district, partnership=abroad, level=level("aware"), assessed_on=date(2026, 11, 1), assessor=None
    )
    base = f"/d/{partnership.district.slug}/partnerships"

    for path in (
        f"{abroad.pk}/moves/",
        f"{abroad.pk}/moves/{rating.pk}/undo/",
        f"{partnership.pk}/moves/{rating.pk}/undo/",
    ):
        assert browser.post(f"{base}/{path}", {"level": "aware"}).status_code == 404
    assert browser.get(f"{base}/{abroad.pk}/moves/new/").status_code == 404
    assert Assessment.objects.count() == 1


def test_menu_for_htmx_marks_now_and_target_and_takes_one_click(browser, partnership):
    page = browser.get(moves(partnership, f"new/?partner={partnership.pk}"), headers=HTMX).content.decode()

    assert 'id="move-here" popover' in page
    assert f'hx-post="{moves(partnership, f"?partner={partnership.pk}")}"' in page
    assert 'value="skeptical" role="menuitemradio" aria-checked="true"' in page
    assert 'On board<span class="menu__hint">target <kbd>5</kbd>' in page
    assert 'name="seen" value="-1,5"' in page


def test_menu_of_the_sway_has_five_choices(browser, partnership):
    page = browser.get(moves(partnership, "new/?change=sway"), headers=HTMX).content.decode()

    assert page.count('name="sway"') == 5
    assert "Sway of <bdi>Board member, seat 3</bdi>" in page


def test_question_after_a_drop_knows_where_to(browser, partnership):
    page = browser.get(moves(partnership, "new/?to_level=aware&to_sway=4"), headers=HTMX).content.decode()

    assert "<bdi>Board member, seat 3</bdi> to Aware, sway 4" in page
    assert '<input type="hidden" name="level" value="aware">' in page
    assert '<input type="hidden" name="sway" value="4">' in page


def test_form_page_does_the_same_without_a_script(browser, partnership):
    page = browser.get(moves(partnership, "new/?sector=families&to_level=aware")).content.decode()

    assert "Move <bdi>Board member, seat 3</bdi></h1>" in page
    assert f'action="{moves(partnership, f"?sector=families&amp;partner={partnership.pk}")}"' in page
    assert '<option value="aware" selected>Aware</option>' in page


def test_move_from_another_page_leads_to_the_map_by_htmx_too(browser, partnership):
    response = browser.post(moves(partnership), {"level": "aware"}, headers={"HX-Request": "true"})

    assert response["HX-Redirect"] == map_of(partnership, f"?partner={partnership.pk}")


@pytest.mark.parametrize("count", [1, 3, 300])
def test_move_takes_the_same_queries_however_many_partners(browser, partnership, django_assert_max_num_queries, count):
    others = [make_partnership(partnership.initiative) for _ in range(count)]

    with django_assert_max_num_queries(45):
        browser.post(moves(partnership), {"level": "aware"}, headers=HTMX)

    assert len(others) == count


def test_undo_in_the_name_of_another_role_is_refused(browse, viewer, browser, partnership):
    moved = browser.post(moves(partnership), {"level": "aware"}, headers=HTMX)

    assert browse(viewer).post(toast_of(moved)["undo"]).status_code == 403
    assert place(partnership) == ("aware", 5)


@pytest.mark.parametrize(
    ("shown_map", "query"),
    [
        ("coverage", "count=on-board"),
        ("movement", "since=2026-06-01"),
        ("network", "around={}"),
    ],
)
def test_move_from_the_panel_of_another_map_stays_there(browser, partnership, shown_map, query):
    path = f"/d/cedar-bend/initiatives/{partnership.initiative_id}/maps/{shown_map}/"
    chosen = f"partner={partnership.pk}&{query.format(partnership.stakeholder_id)}"

    page = browser.get(f"{path}?{chosen}").text
    swapped = browser.post(moves(partnership, f"?map={shown_map}&{chosen}"), {"level": "aware"}, headers=HTMX)
    led = browser.post(moves(partnership, f"?map={shown_map}&{chosen}"), {"level": "champion"})

    assert f"{moves(partnership)}?" in page
    assert "Move to…" in page
    assert (swapped.status_code, "<html" in swapped.text, 'id="map-region"' in swapped.text) == (200, False, True)
    assert toast_of(swapped)["undoTarget"] == "#map-region"
    assert (led.status_code, led["Location"].partition("?")[0]) == (303, path)
    assert place(partnership) == ("champion", 5)


@pytest.mark.parametrize("shown_map", ["coverage", "movement", "network"])
def test_page_of_another_map_that_is_out_of_date_says_so_there(browser, partnership, shown_map):
    answer = browser.post(
        moves(partnership, f"?map={shown_map}&partner={partnership.pk}"),
        {"level": "aware", "seen": "3,5", "evidence": "Said so"},
        headers=HTMX,
    )

    assert answer.status_code == 409
    assert "Nothing was changed" in answer.text
    assert "Said so" in answer.text
    assert place(partnership) == ("skeptical", 5)


def test_viewer_sees_the_panel_of_coverage_without_the_menu(browse, viewer, partnership):
    path = f"/d/cedar-bend/initiatives/{partnership.initiative_id}/maps/coverage/?partner={partnership.pk}"

    page = browse(viewer).get(path).text

    assert "Board member, seat 3" in page
    assert "Move to…" not in page
