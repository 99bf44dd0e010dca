from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django_scopes import scopes_disabled

from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment, Partnership
from stakeholders.standing.assessing import assess
from stakeholders.standing.capacities import consequence, refusal, settle
from tests.makers import (
    level,
    make_district,
    make_initiative,
    make_member,
    make_partnership,
    make_relationship,
    make_stakeholder,
)

OFFICIAL, PRIVATE, STUDENT = PersonType.OFFICIAL, PersonType.PRIVATE, PersonType.STUDENT
DAY = date(2026, 11, 17)
LEADS_ONLY = "Only leads list a student or a private individual as something else. Ask the lead of your initiative."
TAKEN_BACK = (
    "Every rating of this person is taken back, and targets are cleared. Nobody sees them again, "
    "and they do not come back by themselves."
)


@pytest.fixture(autouse=True)
def every_district():
    with scopes_disabled():
        yield


@pytest.fixture
def strict(db):
    """A district that does not rate private individuals."""
    return make_district()


@pytest.fixture
def open_district(db):
    return make_district(rates_private_people=True)


def person(district, person_type=OFFICIAL):
    return make_stakeholder(district, kind=Kind.PERSON, person_type=person_type)


def rate(stakeholder, by, *slugs):
    partnership = make_partnership(make_initiative(stakeholder.district), stakeholder, target_level=level("champion"))
    for slug in slugs:
        assess(partnership=partnership, level=level(slug), assessor=by, assessed_on=DAY)
    return partnership


@pytest.mark.parametrize(
    ("before", "after", "editor_may"),
    [
        (OFFICIAL, PRIVATE, True),
        (OFFICIAL, STUDENT, True),
        (OFFICIAL, "", True),
        ("", STUDENT, True),
        (PRIVATE, STUDENT, True),
        (PRIVATE, PRIVATE, True),
        (PRIVATE, OFFICIAL, False),
        (PRIVATE, "", False),
        (STUDENT, PRIVATE, False),
        (STUDENT, OFFICIAL, False),
        (STUDENT, "", False),
    ],
)
def test_only_leads_take_the_shelter_of_a_capacity_away(strict, before, after, editor_may):
    editor, lead = make_member(strict, "editor"), make_member(strict, "lead")

    assert refusal(before, after, editor) == ("" if editor_may else LEADS_ONLY)
    assert refusal(before, after, lead) == ""


def test_becoming_a_student_takes_every_rating_back_and_keeps_the_record(strict):
    editor = make_member(strict)
    stakeholder = person(strict)
    partnership = rate(stakeholder, editor, "skeptical", "aware")
    stakeholder.person_type = STUDENT
    stakeholder.save()

    settle(stakeholder, before=OFFICIAL, by=editor, on=DAY)

    partnership = Partnership.objects.get(pk=partnership.pk)
    assert (partnership.current_level, partnership.rated_on, partnership.target_level) == (None, None, None)
    assert list(partnership.assessments.effective()) == []
    written = Assessment.objects.filter(partnership=partnership)
    assert [one.level_id for one in written.filter(retracts=None).order_by("pk")] == [-1, 1]
    assert {(one.assessor, one.assessed_on) for one in written.exclude(retracts=None)} == {(editor, DAY)}


def test_becoming_a_private_person_takes_ratings_back_where_the_district_does_not_rate_those(strict):
    editor = make_member(strict)
    stakeholder = person(strict)
    partnership = rate(stakeholder, editor, "aware")
    stakeholder.person_type = PRIVATE
    stakeholder.save()

    settle(stakeholder, before=OFFICIAL, by=editor, on=DAY)

    assert Partnership.objects.get(pk=partnership.pk).current_level is None


def test_becoming_a_private_person_keeps_ratings_where_leads_may_see_them(open_district):
    editor = make_member(open_district)
    stakeholder = person(open_district)
    partnership = rate(stakeholder, editor, "aware")
    stakeholder.person_type = PRIVATE
    stakeholder.save()

    settle(stakeholder, before=OFFICIAL, by=editor, on=DAY)

    assert Partnership.objects.get(pk=partnership.pk).current_level == level("aware")


def test_settling_refuses_an_editor_who_takes_shelter_away(open_district):
    stakeholder = person(open_district, OFFICIAL)

    with pytest.raises(PermissionDenied):
        settle(stakeholder, before=PRIVATE, by=make_member(open_district, "editor"), on=DAY)


def test_consequence_is_said_before_ratings_are_taken_away(strict, open_district):
    rated, unrated = person(strict), person(strict)
    editor = make_member(strict)
    rate(rated, editor, "aware")
    seen_by_leads = person(open_district)
    rate(seen_by_leads, make_member(open_district), "aware")

    assert consequence(rated, STUDENT, editor) == TAKEN_BACK
    assert consequence(rated, PRIVATE, editor) == TAKEN_BACK
    assert consequence(unrated, STUDENT, editor) == ""
    assert consequence(rated, OFFICIAL, editor) == ""
    assert consequence(seen_by_leads, PRIVATE, make_member(open_district)) == (
        "From then on only leads see where this person stands."
    )


def test_target_alone_counts_as_a_rating(strict):
    stakeholder = person(strict)
    rate(stakeholder, make_member(strict))

    assert consequence(stakeholder, STUDENT, make_member(strict)) == TAKEN_BACK


def test_consequence_tells_an_editor_nothing_of_ratings_they_may_not_see(open_district):
    editor, lead = make_member(open_district, "editor"), make_member(open_district, "lead")
    rated, unrated = person(open_district, PRIVATE), person(open_district, PRIVATE)
    rate(rated, lead, "adversary")

    assert consequence(rated, STUDENT, editor) == consequence(unrated, STUDENT, editor) == TAKEN_BACK
    assert (consequence(rated, STUDENT, lead), consequence(unrated, STUDENT, lead)) == (TAKEN_BACK, "")


def test_what_ties_say_a_student_brings_is_taken_back_and_what_others_bring_stays(strict):
    stakeholder, other = person(strict), person(strict)
    tie = make_relationship(stakeholder, other, source_power=3, target_power=2)
    lead = make_member(strict, "lead")
    said = consequence(stakeholder, STUDENT, lead)
    stakeholder.person_type = STUDENT
    stakeholder.save()

    settle(stakeholder, before=OFFICIAL, by=lead, on=DAY)

    tie.refresh_from_db()
    assert said == TAKEN_BACK
    assert (tie.source_power, tie.target_power, tie.version) == (None, 2, 2)
    assert [row.source_power for row in tie.history.order_by("history_id")] == [3, None]
