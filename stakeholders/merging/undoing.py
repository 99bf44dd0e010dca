"""Parting what was merged: everything is as it was, unless something newer stands on it, and then that is named."""

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from coalition.districts.audit import record
from stakeholders.merging.ledger import Ledger, key_of, model_of
from stakeholders.merging.merge import lock, refresh_homes
from stakeholders.merging.places import places, stands
from stakeholders.merging.plain import mark_of
from stakeholders.models import ImportedStakeholder, Stakeholder, StakeholderMerge

REASON = "Merge undone"
NAMED = 10


class CannotUndo(Exception):
    """Raised with what stands in the way, a list of sentences."""

    def __init__(self, newer):
        super().__init__("; ".join(newer))
        self.newer = newer


@transaction.atomic
def undo(merge, *, by):
    """Part what `merge` made one; a second time changes nothing. Raises CannotUndo."""
    took = StakeholderMerge.objects.select_for_update().filter(pk=merge.pk, undone_at=None).first()
    if took is None:
        return
    entries = took.record.get("entries", [])
    lock(sorted({key_of(one) for one in entries if one["did"] == "changed" and model_of(one) is Stakeholder}))
    if newer := what_is_newer(took):
        raise CannotUndo(newer)
    now, versions = timezone.now(), versions_of(entries)
    Ledger(by.user, REASON, now).walk_back(entries)
    for (label, key), version in versions.items():
        apps.get_model(label)._base_manager.filter(pk=key).update(version=version + 1)
    refresh_homes([key for label, key in versions if label == Stakeholder._meta.label])
    took.undone_at, took.undone_by = now, by
    took.save(update_fields=["undone_at", "undone_by"])
    record(by, "Undid a merge", took.survivor.name, ", ".join(took.names))


def versions_of(entries):
    """Return the versions of the records that were changed: an undo goes on from them, so a form of before is stale."""
    found = {}
    for entry in entries:
        if entry["did"] == "changed" and "version" in entry["before"]:
            model, key = model_of(entry), entry["key"]
            version = model._base_manager.filter(pk=key).values_list("version", flat=True).first()
            if version is not None:
                found[entry["model"], key] = version
    return found


def what_is_newer(merge):
    """Return what was written since and would be lost or left hanging, as sentences; at most NAMED."""
    survivor = merge.survivor
    if survivor.merged_into_id:
        return [f"{survivor} was itself merged into {survivor.merged_into}. Undo that first."]
    later = StakeholderMerge.objects.filter(survivor=survivor, undone_at=None, pk__gt=merge.pk)
    if later.exists():
        return [f"More was merged into {survivor} since. Undo that first."]
    found = [*changed_since(merge.record), *moved_since(merge.record), *added_since(merge.record)]
    return list(dict.fromkeys(found))[:NAMED]


def changed_since(record):
    for one in record.get("marks", []):
        model = apps.get_model(one["model"])
        row = model._base_manager.filter(pk=one["key"]).first()
        if row is None:
            yield f"{named(model)} was taken away."
        elif mark_of(row) != one["mark"]:
            yield f"{named(model)} was changed: {row}."


def moved_since(record):
    """Rows that came along and lead elsewhere now. Those removed later in the merge itself are no news."""
    gone = {(one["model"], key_of(one)) for one in record.get("entries", []) if one["did"] == "removed"}
    for entry in record.get("entries", []):
        if entry["did"] != "moved":
            continue
        model, tie = model_of(entry), entry["field"]
        there = model._base_manager.filter(pk__in=entry["keys"], **{tie: entry["new"]})
        missing = set(entry["keys"]) - set(there.values_list("pk", flat=True))
        for key in sorted(missing):
            if (entry["model"], key) not in gone:
                row = model._base_manager.filter(pk=key).first()
                yield f"{named(model)} was changed: {row}." if row else f"{named(model)} was taken away."


def added_since(record):
    for one in record.get("leading", []):
        for model, tie in places(apps.get_model(one["model"])):
            known = one["rows"].get(f"{model._meta.label}.{tie.name}", [])
            if stands(tie) and model is not ImportedStakeholder:
                rows = model._base_manager.filter(**{tie.attname: one["key"]})
                new = sorted(set(rows.values_list("pk", flat=True)) - set(known))[-NAMED:]
                for row in model._base_manager.filter(pk__in=new).order_by("pk"):
                    yield f"{told(row, tie)} was added."


def told(row, tie):
    """Say what a row is; one behind a many-to-many field by what it ties."""
    if not row._meta.auto_created:
        return f"{named(type(row))} {row}"
    far = next(one for one in row._meta.concrete_fields if one.is_relation and one.name != tie.name)
    other = getattr(row, far.name)
    return f"{named(type(other))} {other}"


def named(model):
    return str(model._meta.verbose_name).capitalize()
