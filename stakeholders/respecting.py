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
    stakeholder = respect.stakeholder
    record(by, "Took away what to honor", stakeholder.name)
    respect.delete()
    absorbed = list(stakeholder.absorbed.values_list("pk", flat=True))
    Respect.history.filter(stakeholder_id__in=[stakeholder.pk, *absorbed]).delete()
    for merge in stakeholder.merges.select_for_update():
        forget(merge)


def forget(merge):
    """Leave nothing of it in what a merge wrote down; an undo of the merge then does not bring it back."""
    for part in ("entries", "marks", "leading"):
        merge.record[part] = [one for one in merge.record.get(part, []) if one["model"] != Respect._meta.label]
    merge.save(update_fields=["record"])
