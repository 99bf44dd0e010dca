"""Who may read and write what to honor with somebody: nobody, until the district turns it on and names a role."""

from django.db import transaction

from coalition.districts.audit import record
from coalition.districts.roles import Role
from stakeholders.models import Respect


def may_respect(membership) -> bool:
    """Tell whether `membership` reads and writes culture, identity and values."""
    ranks, district = list(Role), membership.district
    return district.keeps_respect and ranks.index(Role(membership.role)) >= ranks.index(Role(district.respect_role))


def respect_for(stakeholder) -> Respect:
    """Return what is written, or an empty record that is not saved yet."""
    found = Respect.objects.filter(stakeholder=stakeholder).first()
    return found or Respect(district_id=stakeholder.district_id, stakeholder=stakeholder)


@transaction.atomic
def take_away(respect, *, by):
    """Take away what was written, its history too: they no longer agree to it. The audit log says that, not what."""
    record(by, "Took away what to honor", respect.stakeholder.name)
    respect.delete()
    Respect.history.filter(stakeholder_id=respect.stakeholder_id).delete()
