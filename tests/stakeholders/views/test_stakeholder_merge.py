import re

import pytest

from stakeholders.merging.merge import merge
from stakeholders.models import Stakeholder, StakeholderMerge
from tests.makers import make_district, make_seat, make_stakeholder

pytestmark = pytest.mark.usefixtures("noon")

MERGES = "/d/cedar-bend/stakeholders/merges/"
TOKEN = "5f3c1c6e-3a0f-4a8e-9d0b-0a1f6f8c2b11"


@pytest.fixture
def pair(district):
    return (
        make_stakeholder(district, name="Chamber of commerce", phone="303 555 0100", notes="Meets monthly"),
        make_stakeholder(district, name="Chamber", email="desk@chamber.example", notes="Likes mornings"),
    )


def page(stakeholder, part=""):
    return f"/d/cedar-bend/stakeholders/{stakeholder.pk}/{part}"


def address(*stakeholders):
    return f"{MERGES}new/?" + "&".join(f"stakeholder={one.pk}" for one in stakeholders)


def sent(one, other, **changes):
    seen = f"{one.pk}-{one.version}.{other.pk}-{other.version}"
    first = {"name": one.pk, "notes": "both"}
    return {"keep": one.pk, "seen": seen, **first, **changes}


def test_form_asks_only_where_they_differ_and_proposes_what_is_filled(browser, pair):
    one, other = pair

    form = browser.get(address(one, other)).context["form"]

    taken = [(one.value, one.words) for one in form.taken]
    proposed = {field.name: str(field.initial) for field in form.visible_fields()}
    assert proposed == {"keep": str(one.pk), "name": str(one.pk), "notes": str(one.pk)}
    assert taken == [("E-mail", "desk@chamber.example")]


def test_merging_leads_to_the_one_who_stays_and_old_pages_lead_there(browser, pair):
    one, other = pair

    answer = browser.post(address(one, other), sent(one, other))

    kept = Stakeholder.objects.get(pk=one.pk)
    assert (answer.status_code, answer["Location"]) == (303, page(one))
    assert (kept.name, kept.email, kept.phone) == ("Chamber of commerce", "desk@chamber.example", "303 555 0100")
    assert kept.notes == "Meets monthly\n\nLikes mornings"
    old = browser.get(page(other))
    assert (old.status_code, old["Location"]) == (302, page(one))


def test_double_click_merges_once(browser, pair):
    data = sent(*pair, submission=TOKEN)

    first = browser.post(address(*pair), data)
    second = browser.post(address(*pair), data)

    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert StakeholderMerge.objects.count() == 1


def test_somebody_changed_meanwhile_is_told_of_and_nothing_is_merged(browser, pair):
    data = sent(*pair, name=pair[1].pk)
    pair[1].claim_version(1)

    told = browser.post(address(*pair), data)
    again = browser.post(address(*pair), {**data, "seen": told.context["form"]["seen"].value()})

    assert told.status_code == 409
    assert told.context["form"]["name"].value() == str(pair[1].pk)
    assert again.status_code == 303


def test_stale_edit_of_the_one_who_went_meets_the_one_who_stays(browser, editor, pair):
    one, other = pair
    merge(one, [other], {}, by=editor)

    typed = {"name": "Chamber, typed", "kind": "group", "influence": 3, "version": 1, "sector": one.sector_id}
    answer = browser.post(page(other, "edit/"), typed)

    assert answer.status_code == 409
    assert answer.context["form"]["name"].value() == "Chamber, typed"
    assert Stakeholder.objects.get(pk=one.pk).name == "Chamber of commerce"


@pytest.mark.parametrize("part", ["archive/", "restoration/"])
def test_one_who_went_is_neither_archived_nor_restored(browser, editor, pair, part):
    one, other = pair
    merge(one, [other], {}, by=editor)

    answer = browser.post(page(other, part))

    assert answer["Location"] == page(one)
    assert Stakeholder.objects.get(pk=one.pk).archived_at is None
    assert Stakeholder.objects.get(pk=other.pk).merged_into_id == one.pk


def test_with_fewer_than_two_of_the_district_it_asks_who_else(browser, pair):
    theirs = make_stakeholder(make_district(), name="Chamber of theirs")

    foreign = browser.get(address(pair[0], theirs))
    missing = browser.get(f"{MERGES}new/?stakeholder={pair[0].pk}&stakeholder=999999")

    assert [one.name for one in foreign.context["matches"]] == []
    assert "Chamber of theirs" not in foreign.content.decode()
    assert "No one else is listed under this name." in foreign.content.decode()
    searched = browser.get(f"{MERGES}new/?stakeholder={pair[0].pk}&q=theirs").content.decode()
    assert "No one else matches. Try fewer words." in searched
    assert foreign.context["chosen"] == missing.context["chosen"] == pair[0]


def test_viewer_may_not_merge(browse, viewer, pair):
    assert browse(viewer).post(address(*pair), sent(*pair)).status_code == 403
    assert StakeholderMerge.objects.count() == 0


def test_undo_brings_the_other_back(browser, editor, pair):
    one, other = pair
    done = merge(one, [other], {}, by=editor)

    answer = browser.post(f"{MERGES}{done.pk}/undo/")

    assert (answer.status_code, answer["Location"]) == (303, page(one))
    assert browser.get(page(other)).status_code == 200


def test_undo_that_is_refused_says_what_stands_in_the_way(browser, editor, pair):
    one, other = pair
    done = merge(one, [other], {}, by=editor)
    make_seat(one, title="Chair")

    shown = browser.get(f"{MERGES}{done.pk}/").content.decode()
    answer = browser.post(f"{MERGES}{done.pk}/undo/")

    assert answer.status_code == 409
    assert "Seat Chair, School board was added." in shown
    assert "Seat Chair, School board was added." in answer.content.decode()


def test_merges_are_listed_with_who_and_when(browser, editor, pair):
    merge(pair[0], [pair[1]], {}, by=editor)

    text = re.sub(r"<[^>]+>", "", browser.get(MERGES).content.decode())

    assert "Chamber into Chamber of commerce" in text
    assert "Communications director" in text
