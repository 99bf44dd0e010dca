"""Taking rows that are gone for good out of what merges of others remember, so that no undo brings them back."""

from django.apps import apps

from stakeholders.merging.ledger import key_of, model_of
from stakeholders.models import Stakeholder, StakeholderMerge


def forget_in_merges(district, gone):
    """Take the rows `gone` (keys by model), and what led to them, out of every merge of the district.

    A merge of somebody who is gone into somebody who stays was undone; there is nothing left of it to tell.
    """
    for merge in StakeholderMerge._base_manager.filter(district=district).order_by("pk"):
        if any(is_about(entry, gone) for entry in merge.record.get("entries", ())):
            merge.delete()
            continue
        kept = without_rows(merge.record, gone)
        if kept != merge.record:
            StakeholderMerge._base_manager.filter(pk=merge.pk).update(record=kept)


def is_about(entry, gone):
    return entry["did"] == "changed" and model_of(entry) is Stakeholder and entry["key"] in gone.get(Stakeholder, ())


def without_rows(record, gone):
    """Return the record of a merge without these rows."""
    if "entries" not in record:
        return record
    return {
        **record,
        "entries": [kept for one in record["entries"] if (kept := entry_without(one, gone))],
        "marks": [one for one in record.get("marks", []) if not is_gone(one["model"], one["key"], gone)],
        "leading": [leading_without(one, gone) for one in record.get("leading", []) if not is_leaving(one, gone)],
        "folded": {name: key for name, key in record.get("folded", {}).items() if not names_gone(name, key, gone)},
    }


def entry_without(entry, gone):
    """Return an entry without what is gone, None where nothing of it is left."""
    if entry["did"] == "moved":
        keys = [key for key in entry["keys"] if not is_gone(entry["model"], key, gone)]
        ends = model_of(entry)._meta.get_field(entry["field"]).remote_field.model
        return None if not keys or ends_gone(ends, entry, gone) else {**entry, "keys": keys}
    if is_gone(entry["model"], key_of(entry), gone):
        return None
    held = "before" if entry["did"] == "changed" else "row"
    values = {name: None if leads_to_gone(entry, name, key, gone) else key for name, key in entry[held].items()}
    lost = [name for name, value in values.items() if value is None and entry[held][name] is not None]
    if entry["did"] == "removed" and any(not field_of(entry, name).null for name in lost):
        return None
    return {**entry, held: values}


def ends_gone(model, entry, gone):
    return bool({entry["old"], entry["new"]} & gone.get(model, set()))


def leads_to_gone(entry, name, key, gone):
    field = field_of(entry, name)
    return bool(field and field.is_relation and key in gone.get(field.remote_field.model, ()))


def field_of(entry, attribute):
    return next((one for one in model_of(entry)._meta.concrete_fields if one.attname == attribute), None)


def is_gone(label, key, gone):
    return key in gone.get(apps.get_model(label), ())


def is_leaving(one, gone):
    return is_gone(one["model"], one["key"], gone)


def leading_without(one, gone):
    """Return which rows stood on a record, without those that are gone."""
    rows = {
        place: [key for key in keys if not is_gone(place.rpartition(".")[0], key, gone)]
        for place, keys in one["rows"].items()
    }
    return {**one, "rows": rows}


def names_gone(name, key, gone):
    """Tell whether a place that `place_of` wrote, or what it leads to, is gone."""
    by_name = {model._meta.model_name: keys for model, keys in gone.items()}
    model, _, was = name.rpartition("_")
    return key in by_name.get(model, ()) or (was.isdigit() and int(was) in by_name.get(model, ()))
