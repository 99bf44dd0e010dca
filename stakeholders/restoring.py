"""Going back to what a field or a whole record held before: a new version like any other, with its own author.

Who may change a field may restore it. Somebody archived, an ended partnership and ratings have ways back of their own.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from coalition.districts.models import Membership, School
from stakeholders.changes import OF_PARTNERSHIP, OF_STAKEHOLDER, PURPOSES, TARGET
from stakeholders.models import InvestmentLevel, Partnership, Purpose, Sector, Stakeholder
from stakeholders.standing.capacities import consequence, refusal
from stakeholders.standing.ratings import refusal as rating_refusal
from stakeholders.tagging import find_or_make, names_in, refresh_words

TAGS = "tag_names"
OWN = tuple(name for name in OF_STAKEHOLDER if name != "archived_at")
AGREED = tuple(name for name in OF_PARTNERSHIP if name != "ended_at")
# Fields that only make sense together go back together.
TOGETHER = (
    ("kind", "person_type"),
    ("influence", "influence_basis"),
    ("under_represented", "under_represented_reason"),
)
BEHIND = {
    "sector_id": Sector.objects,
    "organization_id": Stakeholder.objects,
    "school_id": School.objects,
    TARGET: InvestmentLevel.objects,
    "lead_id": Membership.objects,
}


class CannotRestore(Exception):
    """Raised with a sentence for the page."""


def with_companions(names):
    """Return the fields `names` and those that go with them."""
    more = {one for group in TOGETHER if set(group) & set(names) for one in group}
    return {*names, *more}


@transaction.atomic
def restore_stakeholder(stakeholder, row, names, *, seen, by):
    """Write what the row of history `row` holds in the fields `names`; raises StaleVersion and CannotRestore."""
    locked = Stakeholder.objects.select_for_update().get(pk=stakeholder.pk)
    names = with_companions(set(names) & set(OWN))
    before = locked.person_type
    for name in names - {TAGS}:
        setattr(locked, name, there(name, getattr(row, name), locked))
    if reason := refusal(before, locked.person_type, by):
        raise PermissionDenied(reason)
    if consequence(Stakeholder(pk=locked.pk, person_type=before), locked.person_type, by):
        raise CannotRestore("That would take ratings away. Change in what capacity they are listed in the form.")
    save(locked, row, seen, by)
    if TAGS in names:
        locked.tags.set(find_or_make(by.district, names_in(row.tag_names)))
        refresh_words([locked.pk])


@transaction.atomic
def restore_partnership(partnership, row, names, *, seen, by):
    """Write what was agreed then in the fields `names`; raises as above."""
    locked = Partnership.objects.select_for_update().get(pk=partnership.pk)
    names = set(names) & set(AGREED)
    if TARGET in names and (not by.may("lead") or rating_refusal(partnership.stakeholder, by)):
        names.discard(TARGET)
    for name in names - {PURPOSES}:
        setattr(locked, name, there(name, getattr(row, name), locked))
    save(locked, row, seen, by)
    if PURPOSES in names:
        held = row.purposes.values_list("purpose", flat=True)
        locked.purposes.set(Purpose.objects.filter(pk__in=list(held)))


def there(name, value, record):
    """Return `value`, if what it leads to can still be chosen; raises CannotRestore."""
    if name not in BEHIND or value is None:
        return value
    found = BEHIND[name].filter(pk=value)
    if name == "organization_id":
        found = found.filter(archived_at=None).exclude(pk=record.pk)
    if name == "lead_id":
        found = found.filter(district=record.district_id, is_active=True)
    if not found.exists():
        raise CannotRestore("What stood there then is no longer listed.")
    return value


def save(record, row, seen, by):
    record.claim_version(seen)
    written = row.history_date.astimezone(by.zone)
    record._change_reason = f"Restored from {written:%b} {written.day}, {written.year}"
    try:
        record.full_clean()
    except ValidationError as problem:
        raise CannotRestore(" ".join(problem.messages)) from None
    record.save()
