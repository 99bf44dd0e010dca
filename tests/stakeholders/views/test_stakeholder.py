from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coalition.districts.models import Submission
from stakeholders.assessing import assess, retract
from stakeholders.enums import Kind, PersonType, RelationshipKind, Trust
from stakeholders.models import Partnership, Sector, Stakeholder
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_relationship,
    make_seat,
    make_stakeholder,
)

NEW = "/d/cedar-bend/stakeholders/new/"
TOKEN = "5f3c1c6e-3a0f-4a8e-9d0b-0a1f6f8c2b11"
FILLED = {"name": "Teachers’ association", "kind": "organization", "influence": "5"}


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-11-17T19:00:00Z")


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


# The page


def test_page_shows_where_they_stand_and_what_is_agreed(browser, editor, district, initiative):
    initiative.target_on = date(2027, 6, 15)
    initiative.save()
    stakeholder = make_stakeholder(district, name="Teachers’ association")
    partnership = make_partnership(
        initiative,
        stakeholder,
        ["do-the-work"],
        target_level=level("on-board"),
        participation=4,
        cadence_days=14,
        next_step="Workload memo",
        due_on=date(2026, 11, 17),
        lead=editor,
    )
    rate(partnership, "aware", editor, assessed_on=date(2026, 9, 1))
    rate(partnership, "skeptical", editor, evidence="The hours are not there.")

    answer = browser.get(page(stakeholder))

    text = answer.content.decode()
    steps = {step.label: step.note for step in answer.context["steps"] if step.note}
    assert steps == {"Skeptical": "now", "On board": "June target"}
    assert answer.context["why"][0][2] == "do the work"
    assert answer.context["past"].words == "Aware, then Skeptical"
    assert [one.label for one in answer.context["ratings"]] == ["Skeptical", "Aware"]
    assert [one.can_take_back for one in answer.context["ratings"]] == [True, False]
    for words in ("Every 2 weeks", "Workload memo", "Due today", "The hours are not there.", "(4 of 5)"):
        assert words in text


def test_page_marks_a_rating_that_was_taken_back(browser, editor, district, initiative):
    partnership = make_partnership(initiative, make_stakeholder(district))
    rate(partnership, "aware", editor, assessed_on=date(2026, 9, 1))
    retract(rate(partnership, "champion", editor), by=editor, on=date(2026, 11, 4))

    ratings = browser.get(page(partnership.stakeholder)).context["ratings"]

    assert [(one.label, one.is_taken_back, one.can_take_back) for one in ratings] == [
        ("Champion", True, False),
        ("Aware", False, True),
    ]


@pytest.mark.parametrize(
    ("switched_on", "role", "sees"),
    [(True, "lead", True), (True, "editor", False), (True, "viewer", False), (False, "lead", False)],
)
def test_page_shows_ratings_of_a_private_person_to_leads_of_districts_that_allow_them(
    browse, district, initiative, switched_on, role, sees
):
    author = make_member(district, "lead")
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.OFFICIAL)
    partnership = make_partnership(initiative, person, target_level=level("aware"))
    rate(partnership, "adversary", author, evidence="Said so at the meeting.")
    Stakeholder.objects.filter(pk=person.pk).update(person_type=PersonType.PRIVATE)
    district.rates_private_people = switched_on
    district.save()

    text = main_part(browse(make_member(district, role)).get(page(person)))

    assert ("Has concerns" in text, "Said so at the meeting." in text) == (sees, sees)
    assert "Adversary" not in text
    assert ("Where they stand is not shown." in text) is not sees


def test_page_names_who_can_help_before_other_ties(browser, editor, district, initiative):
    stakeholder = make_stakeholder(district)
    ally, skeptic, foe = (make_stakeholder(district, name=name) for name in ("Ally", "Skeptic", "Foe"))
    for other, slug in ((ally, "champion"), (skeptic, "skeptical"), (foe, "on-board")):
        rate(make_partnership(initiative, other), slug, editor)
    make_relationship(ally, stakeholder, kind=RelationshipKind.ADVISES, trust=Trust.FAIR)
    make_relationship(stakeholder, skeptic, kind=RelationshipKind.REPORTS_TO)
    make_relationship(stakeholder, foe, kind=RelationshipKind.IN_TENSION)
    make_relationship(stakeholder, make_stakeholder(district, name="Gone"))
    Stakeholder.objects.get(name="Gone").archive()

    context = browser.get(page(stakeholder)).context

    assert [(tie.name, tie.words) for tie in context["helpers"]] == [
        ("Ally", "Advises them. A fair amount of trust.")
    ]
    assert [(tie.name, tie.words) for tie in context["ties"]] == [
        ("Foe", "In tension with them."),
        ("Skeptic", "They report here."),
    ]


def test_page_of_somebody_who_is_no_partner_offers_to_bring_them_in(browser, browse, viewer, district, initiative):
    stakeholder = make_stakeholder(district)
    offer = f"/initiatives/{initiative.pk}/partnerships/new/?stakeholder={stakeholder.pk}"

    assert offer in browser.get(page(stakeholder)).content.decode()
    assert offer not in browse(viewer).get(page(stakeholder)).content.decode()


def test_page_names_other_initiatives_and_seats(browser, editor, district, initiative):
    stakeholder = make_stakeholder(district)
    elsewhere = make_partnership(
        make_initiative(district, name="Work-based learning"), stakeholder, ["extend-the-work"]
    )
    rate(elsewhere, "on-board", editor)
    make_seat(stakeholder, title="Seat 3")
    make_partnership(make_initiative(district, name="Old one"), stakeholder).end()

    answer = browser.get(page(stakeholder))

    (other,) = answer.context["others"]
    assert (other.partnership.initiative.name, other.level_label) == ("Work-based learning", "On board")
    assert answer.context["is_at_table"] is True
    assert "Seat 3" in answer.content.decode()


def test_foreign_and_missing_stakeholders_look_the_same(browser):
    theirs = make_stakeholder(make_district())

    foreign, missing = browser.get(page(theirs)), browser.get("/d/cedar-bend/stakeholders/999999/")

    assert (foreign.status_code, missing.status_code) == (404, 404)


def count_queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        browser.get(url)
    return len(queries)


@pytest.mark.parametrize(("part", "most"), [("", 12), ("history/", 14)])
def test_page_asks_the_same_number_of_questions_however_much_is_known(browser, editor, district, part, most):
    counts = []
    for amount in (1, 3, 60):
        stakeholder = make_stakeholder(district)
        initiatives = [make_initiative(district) for _ in range(min(amount, 5))]
        for initiative in initiatives:
            partnership = make_partnership(initiative, stakeholder, ["do-the-work"], lead=editor)
            for _ in range(min(amount, 5)):
                rate(partnership, "aware", editor)
        for _ in range(amount):
            make_relationship(stakeholder, make_stakeholder(district))
            make_seat(stakeholder)
            stakeholder.save()
        editor.current_initiative_id = initiatives[0].pk
        editor.save()
        counts.append(count_queries(browser, page(stakeholder, part)))

    assert len(set(counts)) == 1, counts
    assert counts[0] <= most


# History


def test_history_says_who_changed_what_and_when(browser, editor, browse, lead, district, initiative):
    stakeholder = make_stakeholder(district, name="Council", influence=3)
    browser.post(page(stakeholder, "edit/"), typed(stakeholder, influence="5"))
    make_partnership(initiative, stakeholder, ["do-the-work"], next_step="Call")

    changes = browser.get(page(stakeholder, "history/")).context["changes"]

    told = [
        (change.who, change.about, change.is_first, [(d.label, d.before, d.after) for d in change.differences])
        for change in changes
    ]
    assert told == [
        ("", "Mastery learning", False, [("Why they are here", "nothing", "Do the work")]),
        ("", "Mastery learning", True, []),
        (str(editor.user), "", False, [("Sway", "3", "5")]),
        ("", "", True, []),
    ]


def test_history_keeps_targets_from_those_who_may_not_see_them(browser, browse, lead, district, initiative):
    district.rates_private_people = True
    district.save()
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    partnership = make_partnership(initiative, person)
    partnership.target_level = level("adversary")
    partnership.save()

    def labels(member):
        changes = browse(member).get(page(person, "history/")).context["changes"]
        return [(d.label, d.after) for change in changes for d in change.differences]

    assert labels(lead) == [("Target", "Has concerns")]
    assert labels(make_member(district, "editor")) == []


def test_history_is_a_fragment_for_htmx_and_a_page_without(browser, district):
    stakeholder = make_stakeholder(district)

    whole = browser.get(page(stakeholder, "history/")).content.decode()
    part = browser.get(page(stakeholder, "history/"), headers={"HX-Request": "true"}).content.decode()

    assert (whole.count("<html"), part.count("<html")) == (1, 0)
    assert "Added to the list" in part


# Finding somebody to choose


def test_options_hold_the_matches_and_those_already_chosen(browser, district):
    chosen = make_stakeholder(district, name="Zebra club")
    match = make_stakeholder(district, name="Núñez council")
    make_stakeholder(district, name="Núñez, a person", kind=Kind.PERSON)
    url = reverse("stakeholders:stakeholder-options", args=["cedar-bend"])

    answer = browser.get(url, {"for": "organization", "organization-find": "nunez", "organization": chosen.pk})

    options = [(option.pk, option.is_chosen) for option in answer.context["options"]]
    assert options == [(chosen.pk, True), (match.pk, False)]


def test_options_for_partners_leave_out_who_is_one_already(browser, district, initiative):
    make_partnership(initiative, make_stakeholder(district, name="Council one"))
    free = make_stakeholder(district, name="Council two")
    url = reverse("stakeholders:stakeholder-options", args=["cedar-bend"])
    asked = {"for": "partners", "partners-find": "council"}

    ours = browser.get(url, {**asked, "initiative": initiative.pk})
    theirs = browser.get(url, {**asked, "initiative": make_initiative(make_district()).pk})

    assert [option.pk for option in ours.context["options"]] == [free.pk]
    assert theirs.status_code == 404
