import pytest

from stakeholders.maps.allies import Tie, sort_allies
from stakeholders.maps.influence_shapes import Partner


def partner(number, level, target=None):
    return Partner(number, f"Partner {number}", None, level, target)


def ids(partners):
    return [one.id for one in partners]


def test_on_board_and_past_are_natural_allies_whatever_they_are_asked_for():
    allies = sort_allies([partner(1, 4), partner(2, 5), partner(3, 4, 5)], [])

    assert ids(allies.natural) == [1, 2, 3]
    assert ids(allies.bridges) == []


@pytest.mark.parametrize(("trust", "is_ally"), [(4, True), (3, True), (2, False), (None, False)])
def test_aware_with_a_trusted_tie_to_somebody_on_board_is_a_natural_ally(trust, is_ally):
    partners = [partner(1, 3), partner(2, 4)]

    for tie in (Tie(1, 2, trust), Tie(2, 1, trust)):
        assert (1 in ids(sort_allies(partners, [tie]).natural)) == is_ally


def test_trust_in_somebody_who_is_not_on_board_makes_no_ally():
    allies = sort_allies([partner(1, 3), partner(2, 3), partner(3, None)], [Tie(1, 2, 4), Tie(1, 3, 4)])

    assert ids(allies.natural) == []


def test_trust_makes_no_ally_of_somebody_below_aware():
    allies = sort_allies([partner(1, 2, 3), partner(2, 4)], [Tie(1, 2, 4)])

    assert ids(allies.natural) == [2]
    assert ids(allies.bridges) == [1]


def test_bridge_to_build_is_below_aware_and_asked_to_come_closer():
    partners = [
        partner(1, 0, 1),
        partner(2, 2, 4),
        partner(3, 3, 4),
        partner(4, 2, 2),
        partner(5, 1),
        partner(6, None, 3),
    ]

    assert ids(sort_allies(partners, []).bridges) == [1, 2]
