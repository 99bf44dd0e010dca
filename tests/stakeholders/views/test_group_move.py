"""Several partners changed in one step from a map or its table, and the step taken back."""

import re
from datetime import date

import pytest
import time_machine

from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment
from stakeholders.standing.group_moving import MOST_AT_ONCE
from tests.makers import level, make_district, make_initiative, make_partnership, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-17T19:00:00Z"):
        yield


@pytest.fixture
def partner(initiative):
    def make(name, at="unaware", **fields):
        return make_partnership(
            initiative,
            make_stakeholder(initiative.district, name=name, **fields),
            current_level=level(at),
            rated_on=date(2026, 9, 1),
        )

    return make


def address(initiative, partners, tail="", view=""):
    picked = ",".join(str(one.pk) for one in partners)
    return f"/d/{initiative.district.slug}/initiatives/{initiative.pk}/group-moves/{tail}?{view}picked={picked}"


def undo_in(browser, initiative):
    page = browser.get(f"/d/cedar-bend/initiatives/{initiative.pk}/maps/influence/").content.decode()
    return re.search(r'action="([^"]*/group-moves/[^"]+/undo/[^"]*)"', page)[1].replace("&amp;", "&")


def standing(partner):
    partner.refresh_from_db()
    return partner.current_level and partner.current_level.slug, partner.target_level and partner.target_level.slug


def test_everyone_picked_is_rated_aimed_and_led_in_one_step(browser, editor, initiative, partner):
    library, hospital, untouched = partner("Library"), partner("Hospital"), partner("Museum")
    data = {"level": "aware", "target": "on-board", "lead": editor.pk, "evidence": "Met at the fair."}

    response = browser.post(address(initiative, [library, hospital], view="view=table&"), data)

    assert response.status_code == 303
    assert "view=table" in response["Location"]
    assert [standing(one) for one in (library, hospital, untouched)] == [
        ("aware", "on-board"),
        ("aware", "on-board"),
        ("unaware", None),
    ]
    assert (library.lead, untouched.lead) == (editor, None)
    assert {one.evidence for one in Assessment.objects.all()} == {"Met at the fair."}
    assert library.version == 3


def test_step_is_taken_back_as_one(browser, editor, initiative, partner):
    library, hospital = partner("Library"), partner("Hospital")
    browser.post(address(initiative, [library, hospital]), {"level": "aware", "target": "champion", "lead": editor.pk})

    answer = browser.post(undo_in(browser, initiative))

    assert answer.status_code == 303
    assert [standing(one) for one in (library, hospital)] == [(None, None), (None, None)]
    assert library.lead is None


def test_newer_change_stands_when_a_step_is_taken_back(browser, initiative, partner):
    library, hospital = partner("Library"), partner("Hospital")
    browser.post(address(initiative, [library, hospital]), {"target": "on-board"})
    undo = undo_in(browser, initiative)
    hospital.refresh_from_db()
    hospital.target_level = level("champion")
    hospital.save()

    browser.post(undo)

    assert standing(library) == ("unaware", None)
    assert standing(hospital) == ("unaware", "champion")


def test_undo_of_somebody_else_and_a_made_up_one_are_not_found(browser, browse, lead, initiative, partner):
    library = partner("Library")
    browser.post(address(initiative, [library]), {"target": "on-board"})
    undo = undo_in(browser, initiative)

    assert browse(lead).post(undo).status_code == 404
    assert browser.post(re.sub("group-moves/[^/]+", "group-moves/made-up", undo)).status_code == 404
    assert standing(library) == ("unaware", "on-board")


def test_rating_of_a_private_person_is_left_out_and_said(browser, initiative, partner):
    parent = partner("Parent", kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    library = partner("Library")

    browser.post(address(initiative, [parent, library]), {"level": "champion"})

    page = browser.get(f"/d/cedar-bend/initiatives/{initiative.pk}/maps/influence/").content.decode()
    assert standing(parent)[0] == "unaware"
    assert standing(library)[0] == "champion"
    assert "1 partner changed. Not rated: Parent." in page


def test_step_is_not_taken_back_from_whom_its_author_may_no_longer_rate(browse, lead, initiative, partner):
    library = partner("Library")
    author = browse(lead)
    author.post(address(initiative, [library]), {"target": "champion"})
    undo = undo_in(author, initiative)
    type(library.stakeholder).objects.filter(pk=library.stakeholder_id).update(
        kind=Kind.PERSON, person_type=PersonType.PRIVATE
    )

    author.post(undo)

    assert standing(library) == ("unaware", "champion")


def test_page_names_who_is_picked_and_no_one_of_another_initiative(browser, initiative, partner):
    library = partner("Library")
    elsewhere = make_partnership(
        make_initiative(initiative.district), make_stakeholder(initiative.district, name="Zoo")
    )
    abroad = make_partnership(make_initiative(make_district()))

    page = browser.get(address(initiative, [library, elsewhere, abroad], "new/")).content.decode()

    assert "Change one partner" in page
    assert "Library" in page
    assert "Zoo" not in page


def test_nothing_chosen_is_said_and_changes_nothing(browser, initiative, partner):
    library = partner("Library")

    response = browser.post(address(initiative, [library]), {})

    assert response.status_code == 422
    assert "Choose a level, a target or a lead." in response.content.decode()
    assert not Assessment.objects.exists()


def test_no_more_than_a_hundred_are_changed_at_once(browser, initiative, partner):
    many = [partner(f"Group {number:03}") for number in range(MOST_AT_ONCE + 1)]

    browser.post(address(initiative, many), {"target": "aware"})

    assert sum(standing(one)[1] == "aware" for one in many) == MOST_AT_ONCE


def test_repeated_post_rates_once(browser, initiative, partner):
    library = partner("Library")
    data = {"level": "aware", "submission": "6a9c0d1e-7f6f-4f0c-8a3b-0c1d2e3f4a5b"}

    for _ in range(2):
        assert browser.post(address(initiative, [library]), data).status_code == 303

    assert Assessment.objects.count() == 1


def test_viewer_may_not(browse, viewer, initiative, partner):
    library = partner("Library")

    assert browse(viewer).post(address(initiative, [library]), {"target": "aware"}).status_code == 403
    page = browse(viewer).get(f"/d/cedar-bend/initiatives/{initiative.pk}/maps/influence/?view=table").content.decode()
    assert 'name="picked"' not in page


def test_picked_partners_are_marked_on_the_map_and_in_the_table(browser, initiative, partner):
    library = partner("Library")
    partner("Hospital")
    path = f"/d/cedar-bend/initiatives/{initiative.pk}/maps/influence/?picked={library.pk}"

    drawn = browser.get(path).content.decode()
    table = browser.get(f"{path}&view=table").content.decode()

    assert re.findall(r'id="chip-(\d+)"[^>]*map-chip--picked', drawn) == [str(library.pk)]
    assert re.findall(r'name="picked" value="(\d+)"[^>]*checked', table) == [str(library.pk)]
    assert "1 picked" in drawn
