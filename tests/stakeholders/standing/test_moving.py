from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django_scopes import scope

from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment
from stakeholders.standing.assessing import assess
from stakeholders.standing.moving import Move, MovedMeanwhile, NoSuchMove, Place, move, undo
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 19)


@pytest.fixture
def district():
    district = make_district()
    with scope(district=district):
        yield district


@pytest.fixture
def editor(district):
    return make_member(district, "editor")


@pytest.fixture
def partnership(district, editor):
    stakeholder = make_stakeholder(district, name="Chamber of commerce", influence=3)
    partnership = make_partnership(make_initiative(district), stakeholder)
    assess(partnership=partnership, level=level("aware"), assessor=editor, assessed_on=date(2026, 10, 1))
    return partnership


def place(partnership):
    """Where the partner stands, as the database has it."""
    partnership.refresh_from_db()
    partnership.stakeholder.refresh_from_db()
    return partnership.current_level.slug if partnership.current_level else None, partnership.stakeholder.influence


def test_move_to_a_level_is_one_dated_rating_with_its_evidence(partnership, editor):
    made = move(partnership=partnership, member=editor, on=TODAY, level=level("on-board"), evidence="Signed the pledge")

    rating = Assessment.objects.get(pk=made.rating)
    assert place(partnership) == ("on-board", 3)
    assert (rating.assessed_on, rating.assessor, rating.evidence) == (TODAY, editor, "Signed the pledge")
    assert made.sway is None


def test_move_to_a_sway_is_a_change_of_the_stakeholder_with_its_reason(partnership, editor):
    version = partnership.stakeholder.version

    made = move(partnership=partnership, member=editor, on=TODAY, sway=5, evidence="Chairs the county board now")

    record = partnership.stakeholder.history.get(pk=made.sway)
    assert place(partnership) == ("aware", 5)
    assert (record.influence, record.history_change_reason) == (5, "Chairs the county board now")
    assert partnership.stakeholder.version == version + 1
    assert partnership.assessments.count() == 1


def test_move_of_both_is_undone_as_one(partnership, editor):
    made = move(partnership=partnership, member=editor, on=TODAY, level=level("champion"), sway=5)
    assert place(partnership) == ("champion", 5)

    undo(partnership=partnership, made=Move.named(made.name), member=editor, on=TODAY)

    assert place(partnership) == ("aware", 3)
    assert Assessment.objects.get(retracts=made.rating).assessor == editor


def test_move_to_where_the_partner_stands_writes_nothing(partnership, editor):
    made = move(partnership=partnership, member=editor, on=TODAY, level=level("aware"), sway=3)

    assert not made.did_something
    assert partnership.assessments.count() == 1


def test_same_level_with_evidence_is_a_fresh_rating(partnership, editor):
    move(partnership=partnership, member=editor, on=TODAY, level=level("aware"), evidence="Asked again")

    partnership.refresh_from_db()
    assert partnership.rated_on == TODAY


def test_move_from_a_page_that_is_out_of_date_is_refused(partnership, editor):
    seen = Place(level("aware").score, 3)
    move(partnership=partnership, member=editor, on=TODAY, level=level("skeptical"))

    with pytest.raises(MovedMeanwhile):
        move(partnership=partnership, member=editor, on=TODAY, level=level("champion"), seen=seen)

    assert place(partnership) == ("skeptical", 3)


def test_move_counts_though_somebody_east_of_here_rated_tomorrow(partnership, editor):
    assess(partnership=partnership, level=level("unaware"), assessor=editor, assessed_on=date(2026, 11, 20))

    move(partnership=partnership, member=editor, on=TODAY, level=level("champion"))

    assert place(partnership) == ("champion", 3)


def test_undo_twice_changes_nothing_more(partnership, editor):
    made = move(partnership=partnership, member=editor, on=TODAY, level=level("champion"), sway=5)
    undo(partnership=partnership, made=made, member=editor, on=TODAY)
    written = partnership.assessments.count(), partnership.stakeholder.history.count()

    undo(partnership=partnership, made=made, member=editor, on=TODAY)

    assert place(partnership) == ("aware", 3)
    assert (partnership.assessments.count(), partnership.stakeholder.history.count()) == written


@pytest.mark.parametrize("newer", [{"level": "skeptical"}, {"sway": 2}])
def test_undo_is_refused_whole_when_something_newer_stands_on_it(partnership, editor, newer):
    made = move(partnership=partnership, member=editor, on=TODAY, level=level("champion"), sway=5)
    later = {name: level(value) if name == "level" else value for name, value in newer.items()}
    move(partnership=partnership, member=editor, on=TODAY, **later)
    before = place(partnership)

    with pytest.raises(MovedMeanwhile):
        undo(partnership=partnership, made=made, member=editor, on=TODAY)

    assert place(partnership) == before


def test_undo_leaves_other_changes_of_the_stakeholder_alone(partnership, editor):
    made = move(partnership=partnership, member=editor, on=TODAY, sway=5)
    partnership.stakeholder.refresh_from_db()
    partnership.stakeholder.name = "Regional chamber"
    partnership.stakeholder.save()

    undo(partnership=partnership, made=made, member=editor, on=TODAY)

    assert place(partnership) == ("aware", 3)
    assert partnership.stakeholder.name == "Regional chamber"


def test_undo_of_somebody_elses_move_is_no_move_of_this_partner(partnership, editor):
    other = make_partnership(partnership.initiative)
    made = move(partnership=other, member=editor, on=TODAY, level=level("champion"), sway=5)

    for name in (str(made.rating), f"s{made.sway}"):
        with pytest.raises(NoSuchMove):
            undo(partnership=partnership, made=Move.named(name), member=editor, on=TODAY)

    assert place(other) == ("champion", 5)


@pytest.mark.parametrize("name", ["", "x", "s", "12-34", "12-s", "-", "9" * 30])
def test_name_that_names_no_move_is_refused(name):
    with pytest.raises(NoSuchMove):
        Move.named(name)


@pytest.mark.parametrize(
    ("person_type", "rates_private_people", "role", "sentence"),
    [
        (PersonType.STUDENT, True, "lead", "Named students are never rated"),
        (PersonType.PRIVATE, False, "lead", "does not rate private individuals"),
        (PersonType.PRIVATE, True, "editor", "Only leads rate"),
        (PersonType.OFFICIAL, True, "viewer", "Your role can read ratings"),
    ],
)
def test_nobody_is_moved_against_the_rule_on_ratings(district, person_type, rates_private_people, role, sentence):
    district.rates_private_people = rates_private_people
    district.save()
    person = make_stakeholder(district, kind=Kind.PERSON, person_type=person_type, influence=3)
    partnership = make_partnership(make_initiative(district), person)
    member = make_member(district, role)

    for wanted in ({"level": level("champion")}, {"sway": 5}):
        with pytest.raises(PermissionDenied, match=sentence):
            move(partnership=partnership, member=member, on=TODAY, **wanted)

    assert place(partnership) == (None, 3)
