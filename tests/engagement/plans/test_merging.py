"""Asks and parts in activities come along when two stakeholders become one."""

import pytest

from engagement.models import ActivityPartner, Ask
from stakeholders.merging.merge import merge
from tests.makers import make_activity, make_ask, make_partnership

pytestmark = pytest.mark.django_db


def test_partner_who_was_two_takes_part_once_and_keeps_all_asks(initiative, editor):
    first, second = make_partnership(initiative), make_partnership(initiative)
    activity = make_activity(initiative, editor, [first, second])
    for partner in (first, second):
        make_ask(partner, editor)

    merge(first.stakeholder, [second.stakeholder], {}, by=editor)

    assert [row.partnership for row in ActivityPartner.objects.filter(activity=activity)] == [first]
    assert [ask.partnership for ask in Ask.objects.all()] == [first, first]


def test_partner_who_is_accountable_stays_so_as_who_they_are_now(initiative, editor):
    first, second = make_partnership(initiative), make_partnership(initiative)
    activity = make_activity(initiative, editor, [first, second], accountable=None, accountable_partner=second)

    merge(first.stakeholder, [second.stakeholder], {}, by=editor)

    activity.refresh_from_db()
    assert activity.accountable_partner == first
