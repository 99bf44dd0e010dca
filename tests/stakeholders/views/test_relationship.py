from datetime import date

import pytest

from stakeholders.enums import RelationshipKind
from stakeholders.models import Relationship
from tests.makers import make_district, make_initiative, make_relationship, make_stakeholder

TOKEN = "5f3c1c6e-3a0f-4a8e-9d0b-0a1f6f8c2b14"


@pytest.fixture
def near(district):
    return make_stakeholder(district, name="Council")


@pytest.fixture
def far(district):
    return make_stakeholder(district, name="Union")


def new(stakeholder):
    return f"/d/cedar-bend/stakeholders/{stakeholder.pk}/relationships/new/"


def page(relationship, part):
    return f"/d/cedar-bend/relationships/{relationship.pk}/{part}/"


def sent(other, tie="works-with.out", **more):
    return {"other": other.pk, "tie": tie, "trust": "", "source": "staff", **more}


@pytest.mark.parametrize(
    ("tie", "kind", "goes_out"),
    [("reports-to.out", "reports-to", True), ("reports-to.in", "reports-to", False), ("knows.out", "knows", True)],
)
def test_tie_is_added_in_the_direction_it_is_said(browser, district, near, far, tie, kind, goes_out):
    answer = browser.post(new(near), sent(far, tie, trust="3", since="2026-01-15", note="Since the strike."))

    added = Relationship.objects.get()
    ends = (near, far) if goes_out else (far, near)
    assert answer.status_code == 303
    assert (added.source_stakeholder, added.target_stakeholder, added.kind, added.district) == (*ends, kind, district)
    assert (added.trust, added.since, added.note) == (3, date(2026, 1, 15), "Since the strike.")


def test_tie_sent_twice_is_added_once(browser, near, far):
    answers = [browser.post(new(near), sent(far, submission=TOKEN)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Relationship.objects.count() == 1


def test_same_tie_is_not_listed_twice_from_either_side(browser, near, far):
    make_relationship(near, far, kind=RelationshipKind.KNOWS)
    make_relationship(near, far, kind=RelationshipKind.FUNDS)

    again = browser.post(new(near), sent(far, "knows.out"))
    from_there = browser.post(new(far), sent(near, "knows.out"))
    funds = browser.post(new(far), sent(near, "funds.in"))
    is_funded = browser.post(new(far), sent(near, "funds.out"))

    assert again.context["form"].errors == {"tie": ["This tie with Union is already listed."]}
    assert [answer.status_code for answer in (again, from_there, funds, is_funded)] == [422, 422, 422, 303]
    assert Relationship.objects.count() == 3


def test_nobody_is_tied_to_themselves_or_to_another_district(browser, near):
    theirs = make_stakeholder(make_district())

    answers = [browser.post(new(near), sent(other)) for other in (near, theirs)]

    assert [list(answer.context["form"].errors) for answer in answers] == [["other"], ["other"]]
    assert Relationship.objects.count() == 0


def test_tie_is_edited_and_keeps_its_ends(browser, near, far):
    tie = make_relationship(near, far, kind=RelationshipKind.ADVISES)
    changes = {"tie": "advises.in", "trust": "4", "version": 1}

    shown = browser.get(page(tie, "edit")).context["form"].initial["tie"]
    browser.post(page(tie, "edit"), {**changes, "source": "self-report"})

    tie.refresh_from_db()
    assert shown == "advises.out"
    assert (tie.source_stakeholder, tie.target_stakeholder, tie.trust, tie.source) == (far, near, 4, "self-report")


def test_tie_is_taken_away_and_its_history_kept(browser, near, far):
    tie = make_relationship(near, far)

    answer = browser.post(page(tie, "removal"))

    assert answer.status_code == 303
    assert Relationship.objects.count() == 0
    assert [row.history_type for row in Relationship.history.order_by("history_id")] == ["+", "-"]


def test_stale_edit_of_a_tie_shows_both_and_can_take_either(browser, browse, lead, near, far):
    tie = make_relationship(near, far, kind=RelationshipKind.ADVISES, note="")
    first = {"tie": "advises.in", "trust": "4", "source": "staff", "version": 1, "side": near.pk}
    browse(lead).post(page(tie, "edit"), first)

    late = browser.post(page(tie, "edit"), {**first, "tie": "funds.out", "trust": "", "note": "Since May"})
    form = late.context["form"]
    again = {
        "tie": "funds.out",
        "trust": "",
        "note": "Since May",
        "source": "staff",
        "version": form["version"].value(),
        "side": near.pk,
    }
    browser.post(page(tie, "edit"), {**again, "take-tie": "theirs", "take-trust": "theirs", "take-note": "yours"})

    tie.refresh_from_db()
    assert late.status_code == 409
    assert [(one.label, one.theirs, one.yours, one.takes_theirs) for one in form.clashes] == [
        ("What ties them", "Is advised by them", "Funds them", False),
        ("Trust", "A great deal", "Nothing", True),
        ("Note", "Nothing", "Since May", False),
    ]
    assert (tie.kind, tie.source_stakeholder, tie.trust, tie.note) == ("advises", far, 4, "Since May")


@pytest.mark.parametrize("part", ["edit", "removal"])
def test_tie_of_another_district_is_as_if_it_were_not_there(browser, part):
    other = make_district()
    theirs = make_relationship(make_stakeholder(other), make_stakeholder(other))

    assert browser.post(page(theirs, part)).status_code == 404
    assert Relationship.objects.count() == 1


def test_viewer_ties_nobody(browse, viewer, near, far):
    tie = make_relationship(near, far)

    urls = [new(near), page(tie, "edit"), page(tie, "removal")]

    assert [browse(viewer).post(url, sent(far)).status_code for url in urls] == [403, 403, 403]


def test_tie_added_from_the_map_leads_back_to_it(browser, district, near, far):
    initiative = make_initiative(district)
    way_back = f"/d/cedar-bend/initiatives/{initiative.pk}/maps/network/?around={near.pk}"

    form = browser.get(f"{new(near)}?map={initiative.pk}")
    answer = browser.post(f"{new(near)}?map={initiative.pk}", sent(far))

    assert f'href="{way_back}"' in form.content.decode()
    assert answer["Location"] == way_back


def test_map_of_another_district_is_no_way_back(browser, near, far):
    foreign = make_initiative(make_district())

    assert browser.post(f"{new(near)}?map={foreign.pk}", sent(far))["Location"] == f"{near.get_absolute_url()}#ties"


def test_tie_leads_back_to_whose_page_it_was_opened_from(browser, near, far):
    tie = make_relationship(near, far, kind="funds")
    back = f"{far.get_absolute_url()}#ties"
    opened = f"{page(tie, 'edit')}?side={far.pk}"

    told = browser.get(far.get_absolute_url()).content.decode()
    form = browser.get(opened)
    saved = browser.post(opened, sent(near, "funds.in", trust="3", version=1))
    gone = browser.post(form.context["remove_url"])

    assert f'href="{opened}"' in told
    assert (form.context["title"], form.context["back_url"]) == ("Union and Council", back)
    assert (saved["Location"], gone["Location"]) == (back, back)


def brought(tie):
    tie.refresh_from_db()
    target = (tie.target_power, tie.target_involvement, tie.target_resources)
    return target, (tie.source_power, tie.source_involvement, tie.source_resources)


@pytest.mark.parametrize("tie", ["funds.out", "funds.in", "knows.out"])
def test_what_each_brings_is_asked_folded_away_and_stays_with_them_when_the_tie_is_turned(browser, near, far, tie):
    shown = browser.get(new(near)).content.decode()
    browser.post(new(near), sent(far, tie, theirs_power="4", theirs_resources="2", ours_involvement="3"))

    added = Relationship.objects.get()
    theirs, ours = brought(added) if added.target_stakeholder == far else brought(added)[::-1]
    edited = browser.get(page(added, "edit"))
    form = edited.context["form"]
    values = {name: form.initial[name] or "" for name in form.asked} | {"side": form.near.pk, "version": 1}
    browser.post(page(added, "edit"), {**values, "tie": "advises.in", "trust": "", "source": "staff"})
    after = brought(added)

    assert '<details class="disclosure form__folded">' in shown
    assert '<details class="disclosure form__folded" open>' in edited.content.decode()
    assert (theirs, ours) == ((4, None, 2), (None, 3, None))
    assert after == ((theirs, ours) if added.target_stakeholder == far else (ours, theirs))


@pytest.mark.parametrize(("kind", "side"), [("student", "theirs"), ("private", "theirs"), ("student", "ours")])
def test_what_somebody_brings_who_is_not_rated_is_not_taken(browser, district, near, kind, side):
    person = make_stakeholder(district, name="Lee", kind="person", person_type=kind)
    ends = (near, person) if side == "theirs" else (person, near)

    answer = browser.post(new(ends[0]), sent(ends[1], **{f"{side}_power": "3"}))
    asked = browser.get(new(person)).context["form"].asked

    assert asked == ["theirs_power", "theirs_involvement", "theirs_resources"]
    assert answer.status_code == (422 if side == "theirs" else 303)
    assert not Relationship.objects.exclude(source_power=None, target_power=None).exists()


def test_stale_edit_shows_what_was_rated_meanwhile_and_proposes_it(browser, browse, lead, near, far):
    tie = make_relationship(near, far, kind=RelationshipKind.ADVISES, target_power=2)
    first = {"tie": "advises.out", "trust": "", "source": "staff", "version": 1, "side": near.pk, "theirs_power": "2"}
    browse(lead).post(page(tie, "edit"), {**first, "theirs_power": "4"})

    late = browser.post(page(tie, "edit"), {**first, "note": "Since May"})

    assert late.status_code == 409
    assert [(one.label, one.theirs, one.yours, one.takes_theirs) for one in late.context["form"].clashes] == [
        ("Note", "Nothing", "Since May", False),
        ("Power or influence that Union brings", "A great deal", "A little", True),
    ]
