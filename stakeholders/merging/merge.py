"""Making several stakeholders one, all or nothing.

Rows are locked in one order everywhere: partnerships by key, then stakeholders by key. Whoever comes second with the
same people finds them merged and is told; who edits one of them meanwhile finds the version moved.
"""

from copy import copy

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coalition.districts.audit import record
from coalition.lib.database.versioned import StaleVersion, Versioned
from stakeholders.enums import Kind
from stakeholders.merging.combining import rule_for
from stakeholders.merging.ledger import Ledger
from stakeholders.merging.places import places
from stakeholders.merging.plain import mark_of
from stakeholders.models import Partnership, Stakeholder, StakeholderMerge, Tag
from stakeholders.tagging import words_of

MOST = 10
REASON = "Merged"


class CannotMerge(Exception):
    """Raised with a sentence for the page."""


def refusal(stakeholders) -> str:
    """Return why these cannot become one, as a sentence, or ""."""
    if len(stakeholders) < 2:
        return "Choose at least two that are the same."
    if len(stakeholders) > MOST:
        return f"Merge at most {MOST} at once."
    capacities = {one.person_type for one in stakeholders if one.kind == Kind.PERSON}
    sheltered = any(one.is_student or one.is_private_person for one in stakeholders)
    if sheltered and (len(capacities) > 1 or any(one.kind != Kind.PERSON for one in stakeholders)):
        return "They are listed in different capacities, which decides who may rate them. List them alike first."
    return ""


@transaction.atomic
def merge(keep, others, values, *, by, seen=None):
    """Make `others` one with `keep`, which takes `values` by attribute; returns the StakeholderMerge.

    `seen` are the versions by key that the choice was made from. Raises StaleVersion when one of them moved on or was
    merged meanwhile, CannotMerge with a sentence.
    """
    together = lock([keep.pk, *(one.pk for one in others)])
    keep, *others = (together.get(one.pk) for one in (keep, *others))
    refuse([keep, *others], seen)
    ledger = Ledger(by.user, REASON, timezone.now())
    for other in others:
        absorb(other, keep, ledger, passing=set(together))
    settle(keep, others, values, ledger)
    done = StakeholderMerge(district_id=by.district_id, survivor=keep, merged_by=by)
    done.names = [one.name for one in others]
    done.record = {"entries": ledger.entries, "folded": ledger.folded, **what_stands(keep, ledger.entries)}
    done.save()
    record(by, "Merged stakeholders", keep.name, ", ".join(done.names))
    return done


def lock(keys):
    """Return the stakeholders by key as they are now, held with their partnerships until the transaction ends."""
    list(Partnership.objects.select_for_update().filter(stakeholder__in=keys).order_by("pk"))
    return {one.pk: one for one in Stakeholder.objects.select_for_update().filter(pk__in=keys).order_by("pk")}


def refuse(stakeholders, seen):
    if None in stakeholders or any(one.merged_into_id or one.archived_at for one in stakeholders):
        raise StaleVersion
    if seen is not None and {one.pk: one.version for one in stakeholders} != seen:
        raise StaleVersion
    if reason := refusal(stakeholders):
        raise CannotMerge(reason)


def absorb(goes, stays, ledger, passing=frozenset()):
    """Have everything that leads to `goes` lead to `stays`; rows that say the same twice become one.

    `passing` are keys of stakeholders that are merged here: what one of them says of another is left alone.
    """
    for model, tie in places(type(goes)):
        rows = model._base_manager.filter(**{tie.attname: goes.pk}).order_by("pk")
        if model is type(goes):
            rows = rows.exclude(pk__in=passing)
        rows, rule = list(rows), rule_for(model)
        there = {key: row for row in rule.candidates(model, tie, stays) for key in rule.keys(row, tie)} if rows else {}
        moved = []
        for row in rows:
            setattr(row, tie.attname, stays.pk)
            twin = next((there[key] for key in rule.keys(row, tie) if key in there), None)
            if twin is None and not rule.is_void(row):
                moved.append(row.pk)
                there.update(dict.fromkeys(rule.keys(row, tie), row))
                continue
            setattr(row, tie.attname, goes.pk)
            if twin is not None:
                fold(row, twin, ledger)
            ledger.remove(row)
        ledger.move(model, tie, moved, goes, stays)


def fold(goes, stays, ledger):
    """Complete the row `stays` by `goes`, which says the same; what leads to `goes` comes along."""
    absorb(goes, stays, ledger)
    values = rule_for(type(stays)).combine(stays, goes)
    if isinstance(stays, Versioned):
        values["version"] = max(stays.version, goes.version) + 1
    ledger.change(stays, values)
    ledger.folded[place_of(type(goes), goes.pk)] = stays.pk


def place_of(model, key):
    """Return under which name a merge writes down what a row went into."""
    return f"{model._meta.model_name}_{key}"


def settle(keep, others, values, ledger):
    """Give the one who stays what was chosen, and set the others aside. Each version is one nobody has seen."""
    newest = max(one.version for one in (keep, *others)) + 1
    if values.get("organization_id", keep.organization_id) in {keep.pk, *(one.pk for one in others)}:
        values = {**values, "organization_id": None}
    ledger.change(keep, {**values, **found_by(keep, values), "version": newest, "updated_at": ledger.at})
    refresh_homes([keep.pk])
    for other in others:
        aside = {"archived_at": ledger.at, "merged_into_id": keep.pk, "version": newest}
        ledger.change(other, aside)


def found_by(keep, values):
    """Return what the one who stays is found and listed by, with what was chosen and the tags of all."""
    after = copy(keep)
    for name, value in values.items():
        setattr(after, name, value)
    after.refresh_search()
    texts = {"sort_name": after.sort_name, "search_text": after.search_text}
    return {**texts, **words_of(Tag.objects.filter(stakeholders=keep))}


def refresh_homes(keys):
    """Write anew under which organization these are found, and whoever belongs to them."""
    Stakeholder.objects.filter(Q(pk__in=keys) | Q(organization__in=keys)).refresh_organizations()


def what_stands(keep, entries):
    """Return what the undo compares with: marks of the rows that were changed, and the keys of all that leads there."""
    changed = {(one["model"], one["key"]) for one in entries if one["did"] == "changed"}
    marks, leading = [], []
    for label, key in sorted(changed):
        model = apps.get_model(label)
        found = model._base_manager.filter(pk=key).first()
        if found is None:
            continue
        marks.append({"model": label, "key": key, "mark": mark_of(found)})
        if label != keep._meta.label or key == keep.pk:
            leading.append({"model": label, "key": key, "rows": rows_leading_to(found)})
    return {"marks": marks, "leading": leading}


def rows_leading_to(found):
    """Return the keys of the rows that stand on a record, by table and field."""
    return {
        f"{model._meta.label}.{tie.name}": sorted(
            model._base_manager.filter(**{tie.attname: found.pk}).values_list("pk", flat=True)
        )
        for model, tie in places(type(found))
    }
