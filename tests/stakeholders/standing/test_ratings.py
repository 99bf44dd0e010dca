"""The rule on ratings of named people: every kind of stakeholder x role x policy, written, read, filtered, worded."""

from datetime import date
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django_scopes import scope

from coalition.districts.roles import Role
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Partnership
from stakeholders.standing.assessing import assess
from stakeholders.standing.ratings import closed_to_everyone, hidden_from_everyone, level_label, may_see_rating, refusal
from tests.makers import level, make_district, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.django_db

WHO = {
    "a group": {"kind": Kind.GROUP},
    "an organization": {"kind": Kind.ORGANIZATION},
    "an official": {"kind": Kind.PERSON, "person_type": PersonType.OFFICIAL},
    "a private person": {"kind": Kind.PERSON, "person_type": PersonType.PRIVATE},
    "a student": {"kind": Kind.PERSON, "person_type": PersonType.STUDENT},
}
LEADS = (Role.LEAD, Role.ADMINISTRATOR)
EVERY_CASE = list(product(WHO, Role, (True, False)))


def may_be_read(who, role, switch):
    """The rule as QUALITY and PRODUCT say it, written anew."""
    if who == "a student":
        return False
    return who != "a private person" or (switch and role in LEADS)


def may_be_written(who, role, switch):
    return may_be_read(who, role, switch) and role != Role.VIEWER


@pytest.fixture
def case(request):
    """A partner of that kind who was rated, whatever the rule says now, and a member who looks."""
    who, role, switch = request.param
    district = make_district(rates_private_people=switch)
    with scope(district=district):
        member = make_member(district, role=role)
        partnership = make_partnership(make_initiative(district), make_stakeholder(district, **WHO[who]))
        yield who, role, switch, member, partnership


each_case = pytest.mark.parametrize(
    "case", EVERY_CASE, indirect=True, ids=lambda case: f"{case[0]}-{case[1]}-{case[2]}"
)


@each_case
def test_rating_is_written_where_the_rule_allows_and_nowhere_else(case):
    who, role, switch, member, partnership = case
    wanted = {"partnership": partnership, "level": level("aware"), "assessor": member, "assessed_on": date(2026, 11, 1)}

    if may_be_written(who, role, switch):
        assess(**wanted)
    else:
        with pytest.raises(PermissionDenied) as refused:
            assess(**wanted)
        assert refused.value.args == (refusal(partnership.stakeholder, member),)

    partnership.refresh_from_db()
    assert partnership.assessments.count() == may_be_written(who, role, switch)
    assert partnership.current_level_id == (1 if may_be_written(who, role, switch) else None)


@each_case
def test_rating_is_seen_where_the_rule_allows_and_nowhere_else(case):
    who, role, switch, member, partnership = case

    assert may_see_rating(partnership.stakeholder, member) == may_be_read(who, role, switch)


@each_case
def test_rating_and_target_cannot_be_found_out_by_filtering(case):
    who, role, switch, member, partnership = case
    Partnership.objects.filter(pk=partnership.pk).update(current_level=-2, target_level=2)
    visible = Partnership.objects.with_visible_levels(member)

    by_level = visible.filter(visible_level=-2).count()
    by_target = visible.filter(visible_target=2).count()
    unplaced = visible.filter(visible_level=None).count()

    shown = may_be_read(who, role, switch)
    assert (by_level, by_target, unplaced) == (shown, shown, not shown)


@each_case
def test_rating_is_hidden_from_the_whole_district_where_even_its_leads_may_not_see_it(case):
    who, _, switch, _, partnership = case
    hidden = not may_be_read(who, Role.LEAD, switch)

    assert bool(closed_to_everyone(partnership.stakeholder, partnership.district)) == hidden
    assert Partnership.objects.filter(hidden_from_everyone()).exists() == hidden


@pytest.mark.parametrize("who", WHO)
def test_adversary_is_softened_for_a_private_person_only(who):
    district = make_district()
    with scope(district=district):
        stakeholder = make_stakeholder(district, **WHO[who])

    assert level_label(level("adversary"), stakeholder) == (
        "Has concerns" if who == "a private person" else "Adversary"
    )
    assert level_label(level("skeptical"), stakeholder) == "Skeptical"
    assert level_label(None, stakeholder) == "Not placed yet"


def test_reason_says_what_to_do_instead():
    district = make_district()
    with scope(district=district):
        student = make_stakeholder(district, **WHO["a student"])
        private = make_stakeholder(district, **WHO["a private person"])
        group = make_stakeholder(district)

    reasons = [
        refusal(student, make_member(district, role="lead")),
        refusal(private, make_member(district, role="lead")),
        refusal(group, make_member(district, role="viewer")),
        refusal(group, make_member(district, role="editor")),
    ]

    assert reasons == [
        "Named students are never rated. Map them as a group instead.",
        "Your district does not rate private individuals by name. Map them as a group instead.",
        "Your role can read ratings, not write them.",
        "",
    ]
