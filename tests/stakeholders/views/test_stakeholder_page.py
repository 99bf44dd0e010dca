from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.enums import Kind, PersonType, RelationshipKind, Trust
from stakeholders.models import Stakeholder
from stakeholders.standing.assessing import assess, retract
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


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-11-17T19:00:00Z")


def page(stakeholder, part=""):
    return f"/d/cedar-bend/stakeholders/{stakeholder.pk}/{part}"


def rate(partnership, slug, by, **fields):
    fields = {"assessed_on": date(2026, 11, 3), **fields}
    return assess(partnership=partnership, level=level(slug), assessor=by, **fields)


def main_part(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


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
        last_contact_on=date(2026, 11, 3),
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
    words = ("Every 2 weeks, last contact 14 days ago", "Workload memo", "Due today", "The hours are not there.")
    assert [word for word in (*words, "(4 of 5)") if word not in text] == []


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


def test_tie_says_what_the_other_brings_but_of_students(browser, district):
    stakeholder = make_stakeholder(district)
    bank = make_stakeholder(district, name="Bank")
    student = make_stakeholder(district, name="Lee", kind="person", person_type="student")
    make_relationship(bank, stakeholder, kind=RelationshipKind.FUNDS, source_power=2, source_resources=4)
    make_relationship(stakeholder, student, kind=RelationshipKind.KNOWS, target_power=4, source_power=1)

    ties = browser.get(page(stakeholder)).context["ties"]

    assert [tie.words for tie in ties] == ["Funds them. Value to them 3.0 of 4.", "Knows them personally."]


def test_ties_beyond_the_first_forty_are_a_click_away(browser, district):
    hub = make_stakeholder(district)
    for _ in range(42):
        make_relationship(hub, make_stakeholder(district))

    first, whole = browser.get(page(hub)), browser.get(page(hub, "?ties=all"))

    assert '<a class="small-link" href="?ties=all#ties">2 more ties</a>' in main_part(first)
    assert [len(answer.context["ties"]) for answer in (first, whole)] == [40, 42]
    assert "more tie" not in main_part(whole)


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

    assert [(tie.name, tie.words) for tie in context["helpers"]] == [("Ally", "Advises them. A fair amount of trust.")]
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


@pytest.mark.parametrize(("part", "most"), [("", 12), ("history/", 15)])
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
