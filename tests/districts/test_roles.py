import pytest

from coalition.districts.roles import CAPABILITIES, DESCRIPTIONS, Role, allows

MAY = {
    Role.VIEWER: {"view"},
    Role.EDITOR: {"view", "edit"},
    Role.LEAD: {"view", "edit", "lead"},
    Role.ADMINISTRATOR: {"view", "edit", "lead", "administer"},
}


@pytest.mark.parametrize("role", Role)
def test_role_may_do_what_it_is_for_and_what_weaker_ones_may(role):
    assert {capability for capability in CAPABILITIES if allows(role, capability)} == MAY[role]


def test_unknown_capability_is_an_error_not_a_refusal():
    with pytest.raises(KeyError):
        allows(Role.ADMINISTRATOR, "fly")


def test_every_role_is_described():
    assert set(DESCRIPTIONS) == set(Role)
