from datetime import date

import pytest

from coalition.districts.models import School, Submission
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Partnership, Sector, Stakeholder
from stakeholders.standing.assessing import assess
from tests.makers import (
    level,
    make_district,
    make_partnership,
    make_stakeholder,
)

pytestmark = pytest.mark.usefixtures("noon")

NEW = "/d/cedar-bend/stakeholders/new/"
TOKEN = "5f3c1c6e-3a0f-4a8e-9d0b-0a1f6f8c2b11"
FILLED = {"name": "Teachers’ association", "kind": "organization", "influence": "5"}


def page(stakeholder, part=""):
    return f"/d/cedar-bend/stakeholders/{stakeholder.pk}/{part}"


def typed(stakeholder, **changes):
    """What the edit form of `stakeholder` sends, with changes."""
    values = {
        "name": stakeholder.name,
        "kind": stakeholder.kind,
        "person_type": stakeholder.person_type,
        "sector": stakeholder.sector_id or "",
        "influence": stakeholder.influence or "",
        "version": stakeholder.version,
    }
    return {**values, **changes}


def rate(partnership, slug, by, **fields):
    fields = {"assessed_on": date(2026, 11, 3), **fields}
    return assess(partnership=partnership, level=level(slug), assessor=by, **fields)


# Adding


def test_browser_offers_nobody_their_own_name_and_number(browser, editor):
    fields = browser.get(NEW).context["form"].fields

    widgets = [fields[name].widget for name in ("email", "name", "phone")]
    assert [(widget.input_type, widget.attrs["autocomplete"]) for widget in widgets] == [
        ("email", "off"),
        ("text", "off"),
        ("tel", "off"),
    ]


def test_stakeholder_is_added_with_everything_that_was_typed(browser, editor, district):
    council = make_stakeholder(district, name="Council")

    answer = browser.post(
        NEW,
        {
            **FILLED,
            "sector": Sector.objects.get(slug="educators").pk,
            "organization": council.pk,
            "influence_basis": "640 members",
            "under_represented": "on",
            "under_represented_reason": "Never asked before.",
            "languages": "English, Spanish",
            "what_matters": "Planning time",
        },
    )

    added = Stakeholder.objects.get(name="Teachers’ association")
    assert (answer.status_code, answer["Location"]) == (303, page(added))
    assert (added.district, added.sector.slug, added.organization, added.influence) == (
        district,
        "educators",
        council,
        5,
    )
    assert (added.under_represented_reason, added.what_matters) == ("Never asked before.", "Planning time")
    assert [row.history_user for row in added.history.all()] == [editor.user]


def test_form_holds_the_name_that_was_searched_for(browser):
    shown = browser.get(NEW, {"name": "PTA president"})

    assert shown.context["form"]["name"].value() == "PTA president"
    assert not shown.context["form"].is_bound


def test_form_sent_twice_adds_one(browser):
    first = browser.post(NEW, {**FILLED, "submission": TOKEN})
    second = browser.post(NEW, {**FILLED, "submission": TOKEN})

    assert Stakeholder.objects.count() == 1
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", "This field is required."),
        ({"kind": "person"}, "person_type", "Say in what capacity this person is listed."),
        (
            {"under_represented": "on"},
            "under_represented_reason",
            "Say in one sentence why this voice has been missing.",
        ),
        ({"influence": "6"}, "influence", "Select a valid choice. 6 is not one of the available choices."),
        ({"sector": "999999"}, "sector", "Select a valid choice. That choice is not one of the available choices."),
    ],
)
def test_stakeholder_that_lacks_something_is_not_added(browser, changes, field, sentence):
    answer = browser.post(NEW, {**FILLED, **changes})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert Stakeholder.objects.count() == 0


def test_capacity_is_forgotten_for_those_who_are_no_person(browser):
    browser.post(NEW, {**FILLED, "person_type": "student"})

    assert Stakeholder.objects.get().person_type == ""


def test_nobody_of_another_district_can_be_chosen_as_organization(browser):
    theirs = make_stakeholder(make_district(), name="Their council")

    foreign = browser.post(NEW, {**FILLED, "organization": theirs.pk})
    missing = browser.post(NEW, {**FILLED, "organization": 999999})

    assert foreign.context["form"].errors == missing.context["form"].errors
    assert foreign.context["form"].errors["organization"] == [
        "Select a valid choice. That choice is not one of the available choices."
    ]
    assert "Their council" not in foreign.content.decode()


@pytest.mark.parametrize(
    ("twin", "same"),
    [
        ({"name": "TEACHERS’ Associatión"}, "name"),
        ({"name": "Somebody else", "email": "Hello@Union.example"}, "e-mail address"),
    ],
)
def test_adding_a_twin_is_asked_about_first(browser, district, twin, same):
    listed = make_stakeholder(district, **twin)
    sent = {**FILLED, "email": "hello@union.example"}

    asked = browser.post(NEW, sent)
    agreed = browser.post(NEW, {**sent, "anyway": "yes"})

    assert asked.status_code == 422
    assert asked.context["form"].open_question.text == f"{listed} is already listed with the same {same}."
    assert f'href="{page(listed)}"' in asked.content.decode()
    assert agreed.status_code == 303
    assert Stakeholder.objects.count() == 2


def test_note_that_had_better_not_be_written_down_is_asked_about_once(browser, district):
    sent = {**FILLED, "notes": "Her number is 123-45-6789."}

    asked = browser.post(NEW, sent)
    kept = browser.post(NEW, {**sent, "kept": "yes"})
    added = Stakeholder.objects.get()
    later = browser.post(page(added, "edit/"), typed(added, notes=sent["notes"], name="Union"))

    assert (asked.status_code, kept.status_code, later.status_code) == (422, 303, 303)
    assert asked.context["form"].open_question.text.startswith("A note seems to tell of a Social Security number.")
    assert sent["notes"] in asked.content.decode()


def test_twin_in_another_district_or_in_the_archive_is_none(browser, district):
    make_stakeholder(make_district(), name="Teachers’ association")
    make_stakeholder(district, name="Teachers’ association").archive()

    answer = browser.post(NEW, FILLED)

    assert answer.status_code == 303


def test_find_without_javascript_shows_matches_and_keeps_what_was_typed(browser, district):
    council = make_stakeholder(district, name="Núñez council")

    answer = browser.post(
        NEW, {**FILLED, "notes": "Met in June.", "find": "organization", "organization-find": "nunez"}
    )

    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<input type="radio" name="organization" value="{council.pk}">' in text
    assert "Met in June." in text
    assert 'class="field__error"' not in text
    assert Stakeholder.objects.count() == 1


# Editing


def test_edit_saves_what_changed_with_its_author(browser, editor, district):
    stakeholder = make_stakeholder(district)

    answer = browser.post(page(stakeholder, "edit/"), typed(stakeholder, name="New name", notes="Said yes."))

    saved = Stakeholder.objects.get(pk=stakeholder.pk)
    assert (answer.status_code, answer["Location"]) == (303, page(stakeholder))
    assert (saved.name, saved.notes, saved.version, saved.sort_name) == ("New name", "Said yes.", 2, "new name")
    assert saved.history.first().history_user == editor.user


def test_stale_edit_is_told_and_keeps_what_was_typed(browser, browse, lead, district):
    stakeholder = make_stakeholder(district, name="Council", influence=3)
    browse(lead).post(page(stakeholder, "edit/"), typed(stakeholder, influence="5", notes="Heard by all."))

    late = browser.post(page(stakeholder, "edit/"), typed(stakeholder, influence="1", notes="Not heard."))

    form = late.context["form"]
    assert late.status_code == 409
    assert [(clash.label, clash.theirs, clash.yours) for clash in form.clashes] == [
        ("Sway", "5, a great deal: others follow them", "1, hardly any yet"),
        ("Notes", "Heard by all.", "Not heard."),
    ]
    assert late.context["last_change"].history_user == lead.user
    assert "Not heard." in late.content.decode()
    assert Stakeholder.objects.get(pk=stakeholder.pk).notes == "Heard by all."


def test_stale_edit_sent_again_replaces_knowingly(browser, browse, lead, district):
    stakeholder = make_stakeholder(district)
    browse(lead).post(page(stakeholder, "edit/"), typed(stakeholder, notes="Theirs"))
    late = browser.post(page(stakeholder, "edit/"), typed(stakeholder, notes="Ours"))

    again = browser.post(
        page(stakeholder, "edit/"), typed(stakeholder, notes="Ours", version=late.context["form"]["version"].value())
    )

    assert again.status_code == 303
    assert Stakeholder.objects.get(pk=stakeholder.pk).notes == "Ours"


def test_edit_without_a_version_is_stale(browser, district):
    stakeholder = make_stakeholder(district)

    answer = browser.post(page(stakeholder, "edit/"), typed(stakeholder, version=""))

    assert answer.status_code == 409


def test_listing_a_rated_official_as_student_asks_and_then_takes_ratings_back(browser, editor, district, initiative):
    person = make_stakeholder(district, kind=Kind.PERSON)
    partnership = make_partnership(initiative, person)
    rate(partnership, "skeptical", editor)
    sent = typed(person, person_type="student")

    asked = browser.post(page(person, "edit/"), sent)
    before = Stakeholder.objects.get(pk=person.pk).person_type
    agreed = browser.post(page(person, "edit/"), {**sent, "confirmed": "yes"})

    assert (asked.status_code, before) == (422, PersonType.OFFICIAL)
    assert asked.context["form"].open_question.button == "Change it all the same"
    assert agreed.status_code == 303
    assert Partnership.objects.get(pk=partnership.pk).current_level is None
    assert "Skeptical" not in main_part(browser.get(page(person)))


def main_part(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_editor_cannot_list_a_student_as_something_else_but_a_lead_can(browser, browse, lead, district):
    student = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.STUDENT)

    as_official = browser.post(page(student, "edit/"), typed(student, person_type="official"))
    as_group = browser.post(page(student, "edit/"), typed(student, kind="group"))
    by_lead = browse(lead).post(page(student, "edit/"), typed(student, person_type="official"))

    assert (as_official.status_code, list(as_official.context["form"].errors)) == (422, ["person_type"])
    assert (as_group.status_code, list(as_group.context["form"].errors)) == (422, ["kind"])
    assert by_lead.status_code == 303


def test_archived_stakeholder_leaves_the_list_and_comes_back(browser, district):
    stakeholder = make_stakeholder(district)

    browser.post(page(stakeholder, "archive/"))
    archived = browser.get(page(stakeholder))
    gone = Stakeholder.objects.active().count()
    browser.post(page(stakeholder, "restoration/"))

    assert gone == 0
    assert "Take back into the list" in archived.content.decode()
    assert Stakeholder.objects.active().get() == stakeholder


@pytest.mark.parametrize("part", ["edit/", "archive/", "restoration/"])
def test_viewer_changes_nothing(browse, viewer, district, part):
    stakeholder = make_stakeholder(district)

    answer = browse(viewer).post(page(stakeholder, part), typed(stakeholder, name="Other"))

    assert answer.status_code == 403
    assert Stakeholder.objects.get().name == stakeholder.name


def test_tags_are_typed_with_commas_and_shown_as_links(browser, district):
    stakeholder = make_stakeholder(district, name="Council")
    url = f"/d/cedar-bend/stakeholders/{stakeholder.pk}/"
    form = {
        "name": "Council",
        "kind": "group",
        "version": 1,
        "influence": "3",
        "tag_names": " Bilingual,parent  leader, ",
    }

    browser.post(f"{url}edit/", form)

    stakeholder.refresh_from_db()
    assert stakeholder.tag_names == "Bilingual, parent leader"
    assert set(stakeholder.tags.values_list("key", flat=True)) == {"bilingual", "parent leader"}
    assert stakeholder.history.first().tag_names == "Bilingual, parent leader"
    assert '<a href="/d/cedar-bend/stakeholders/?tag=parent%20leader">' in browser.get(url).content.decode()
    assert 'value="Bilingual, parent leader"' in browser.get(f"{url}edit/").content.decode()

    browser.post(f"{url}edit/", {**form, "version": 2, "tag_names": "BILINGUAL"})

    stakeholder.refresh_from_db()
    assert (stakeholder.tag_names, stakeholder.tags.count()) == ("Bilingual", 1)


# Schools


def test_school_is_chosen_among_those_of_the_district(browser, editor, district):
    hillcrest = School.objects.create(district=district, name="Hillcrest Middle")

    answer = browser.post(NEW, {**FILLED, "school": hillcrest.pk, "submission": TOKEN})

    assert answer.status_code == 303
    assert Stakeholder.objects.get().school == hillcrest
    assert "Hillcrest Middle" in browser.get(answer["Location"]).text


def test_school_of_another_district_is_refused_like_a_missing_one(browser, editor, district):
    School.objects.create(district=district, name="Hillcrest Middle")
    foreign = School.objects.create(district=make_district(), name="Kent")

    answers = [browser.post(NEW, {**FILLED, "school": pk, "submission": TOKEN}) for pk in (foreign.pk, 999999)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("Select a valid choice" in answer.text and "Kent" not in answer.text for answer in answers)
    assert not Stakeholder.objects.exists()


def test_district_without_schools_is_not_asked_for_one(browser, editor):
    assert 'name="school"' not in browser.get(NEW).text
