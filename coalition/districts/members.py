"""Changes of who may do what in a district. One administrator always remains; each change is in the audit log."""

from django.db import transaction

from coalition.districts.audit import record
from coalition.districts.models import District, Membership
from coalition.districts.roles import Role


class LastAdministrator(Exception):
    """Raised when a change would leave a district without an active administrator."""


@transaction.atomic
def change_role(member, *, role, by):
    """Give `member` another role; raises LastAdministrator. Returns whether anything changed."""
    member = locked(member)
    if member.role == role:
        return False
    if role != Role.ADMINISTRATOR:
        keep_one_administrator(member)
    before, member.role = member.get_role_display(), role
    member.save(update_fields=["role"])
    record(by, "Changed role", str(member), f"{before} to {member.get_role_display()}")
    return True


@transaction.atomic
def turn_off(member, *, by):
    """Close the district to `member`; what they wrote keeps its author. Raises LastAdministrator."""
    member = locked(member)
    if member.is_active:
        keep_one_administrator(member)
        member.turn_off()
        record(by, "Turned off", str(member))


@transaction.atomic
def turn_on(member, *, by):
    member = locked(member)
    if not member.is_active:
        member.turn_on()
        record(by, "Turned on", str(member), f"as {member.get_role_display()}")


def locked(member):
    """The membership as it is now. The row of the district is held, so that two changes follow each other."""
    District.objects.select_for_update().get(pk=member.district_id)
    return Membership.objects.select_related("user").get(pk=member.pk)


def keep_one_administrator(member):
    administrators = Membership.objects.active().filter(district_id=member.district_id, role=Role.ADMINISTRATOR)
    if member.role == Role.ADMINISTRATOR and not administrators.exclude(pk=member.pk).exists():
        raise LastAdministrator
