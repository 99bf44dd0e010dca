from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django_scopes import scope

from coalition.districts.tenancy import OtherDistrict
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Assessment
from stakeholders.standing.assessing import NewerRatingStands, assess, retract
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    district = make_district()
    with scope(district=district):
        yield district


@pytest.fixture
def editor(district):
    return make_member(district, role="editor")


@pytest.fixture
def partnership(district):
    return make_partnership(make_initiative(district))


def rate(partnership, slug, day, assessor):
    return assess(partnership=partnership, level=level(slug), assessor=assessor, assessed_on=date(2026, 10, day))


def standing(partnership):
    """Where the partner stands, as the database has it."""
    partnership.refresh_from_db()
    return partnership.current_level and partnership.current_level.slug, partnership.rated_on


def test_newest_rating_is_where_the_partner_stands(partnership, editor):
    rate(partnership, "skeptical", 1, editor)
    rate(partnership, "aware", 5, editor)

    assert standing(partnership) == ("aware", date(2026, 10, 5))


def test_callers_copy_of_the_partnership_knows_the_new_rating(partnership, editor):
    rate(partnership, "champion", 1, editor)

    assert (partnership.current_level_id, partnership.rated_on) == (3, date(2026, 10, 1))


def test_rating_entered_late_does_not_hide_a_newer_one(partnership, editor):
    rate(partnership, "aware", 5, editor)
    rate(partnership, "skeptical", 1, editor)

    assert standing(partnership) == ("aware", date(2026, 10, 5))


def test_of_two_ratings_of_one_day_the_later_entry_counts(partnership, editor):
    rate(partnership, "aware", 5, editor)
    rate(partnership, "on-board", 5, editor)

    assert standing(partnership) == ("on-board", date(2026, 10, 5))


def test_rating_leaves_a_row_of_history_with_the_partnership(partnership, editor):
    before = partnership.history.count()

    rate(partnership, "aware", 5, editor)

    assert partnership.history.count() == before + 1


def test_taking_back_the_newest_rating_restores_the_one_before(partnership, editor):
    rate(partnership, "skeptical", 1, editor)
    newest = rate(partnership, "aware", 5, editor)

    taking_back = retract(newest, by=editor, on=date(2026, 10, 6))

    assert standing(partnership) == ("skeptical", date(2026, 10, 1))
    assert (taking_back.retracts, taking_back.level_id) == (newest, -1)
    assert Assessment.objects.count() == 3


def test_taking_back_the_only_rating_leaves_the_partner_unplaced(partnership, editor):
    only = rate(partnership, "aware", 5, editor)

    retract(only, by=editor, on=date(2026, 10, 6))

    assert standing(partnership) == (None, None)


def test_taking_back_twice_is_one_taking_back(partnership, editor):
    only = rate(partnership, "aware", 5, editor)

    first = retract(only, by=editor, on=date(2026, 10, 6))
    second = retract(only, by=editor, on=date(2026, 10, 7))

    assert first == second
    assert Assessment.objects.count() == 2


def test_rating_under_a_newer_one_is_not_taken_back(partnership, editor):
    older = rate(partnership, "skeptical", 1, editor)
    rate(partnership, "aware", 5, editor)

    with pytest.raises(NewerRatingStands):
        retract(older, by=editor, on=date(2026, 10, 6))

    assert standing(partnership) == ("aware", date(2026, 10, 5))


def test_ratings_are_taken_back_one_after_the_other(partnership, editor):
    first = rate(partnership, "skeptical", 1, editor)
    second = rate(partnership, "aware", 5, editor)

    retract(second, by=editor, on=date(2026, 10, 6))
    retract(first, by=editor, on=date(2026, 10, 6))

    assert standing(partnership) == (None, None)


def test_viewer_takes_nothing_back(partnership, editor, district):
    only = rate(partnership, "aware", 5, editor)

    with pytest.raises(PermissionDenied):
        retract(only, by=make_member(district, role="viewer"), on=date(2026, 10, 6))

    assert standing(partnership) == ("aware", date(2026, 10, 5))


def test_member_of_another_district_rates_nobody_here(partnership):
    with pytest.raises(OtherDistrict):
        rate(partnership, "aware", 5, make_member(make_district(), role="lead"))

    assert standing(partnership) == (None, None)


def test_rule_is_looked_up_as_the_stakeholder_is_now(partnership, editor, district):
    seen_before = make_partnership(
        make_initiative(district), make_stakeholder(district, kind=Kind.PERSON, person_type=PersonType.OFFICIAL)
    )
    changed = type(seen_before.stakeholder).objects.get(pk=seen_before.stakeholder_id)
    changed.person_type = PersonType.STUDENT
    changed.save()

    with pytest.raises(PermissionDenied):
        rate(seen_before, "aware", 5, editor)
