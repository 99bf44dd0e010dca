import pytest
from django_scopes import scope

from coalition.districts import members
from coalition.districts.models import AuditEntry
from tests.makers import make_district, make_member


@pytest.fixture
def district(db):
    district = make_district()
    with scope(district=district):
        yield district


@pytest.fixture
def administrator(district):
    return make_member(district, "administrator", title="Chief of strategy")


def log():
    return [(entry.verb, entry.subject, entry.detail) for entry in AuditEntry.objects.order_by("pk")]


def test_change_role_is_written_in_the_log(district, administrator):
    member = make_member(district, "editor", title="Principal, Hillcrest")

    changed = members.change_role(member, role="lead", by=administrator)

    member.refresh_from_db()
    assert (changed, member.role) == (True, "lead")
    assert log() == [("Changed role", "Principal, Hillcrest", "Editor to Lead")]


def test_change_role_to_the_same_role_writes_nothing(district, administrator):
    member = make_member(district, "editor")

    assert members.change_role(member, role="editor", by=administrator) is False
    assert log() == []


@pytest.mark.parametrize(
    "leave",
    [
        lambda administrator: members.change_role(administrator, role="lead", by=administrator),
        lambda administrator: members.turn_off(administrator, by=administrator),
    ],
)
def test_last_administrator_stays(district, administrator, leave):
    make_member(district, "lead")
    make_member(district, "administrator", is_active=False)

    with pytest.raises(members.LastAdministrator):
        leave(administrator)

    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)
    assert log() == []


def test_administrator_may_leave_while_another_remains(district, administrator):
    another = make_member(district, "administrator")

    members.turn_off(administrator, by=another)

    administrator.refresh_from_db()
    assert administrator.is_active is False


def test_member_who_was_turned_off_can_be_turned_on_again(district, administrator):
    member = make_member(district, "editor", title="Data analyst")

    members.turn_off(member, by=administrator)
    members.turn_on(member, by=administrator)

    member.refresh_from_db()
    assert (member.is_active, member.turned_off_at) == (True, None)
    assert log() == [("Turned off", "Data analyst", ""), ("Turned on", "Data analyst", "as Editor")]
