"""Carrying out a fate: rows go in bites, with their history; what stays is loosened, and its history says so."""

from django.db.models import F

from coalition.lib.database.append_only import AppendOnly, discard
from coalition.lib.database.versioned import Versioned
from engagement.erasing.fate import Fate, batches, leading_to
from engagement.models import Activity
from stakeholders.held.finding import history_of
from stakeholders.merging.remembering import CHANGED, is_tracked, write_history

REASON = "Somebody was erased"


def carry_out(fate: Fate, *, user, at):
    """Loosen what stays, then delete what goes. Foreign keys are looked at when the transaction ends."""
    for model, keys in list(fate.gone.items()):
        forget_history(model, keys)
        for other, tie in leading_to(model):
            forget_in_history(other, tie, keys)
    for (model, tie), keys in fate.stays.items():
        loosen(model, tie, keys, user=user, at=at)
    for model, keys in fate.gone.items():
        for some in batches(keys):
            rows = model._base_manager.filter(pk__in=some)
            discard(rows) if issubclass(model, AppendOnly) else rows._raw_delete(using=rows.db)


def forget_history(model, keys):
    """Delete the history of records, with what it keeps of their many-to-many fields."""
    history = history_of(model)
    for some in batches(keys) if history is not None else ():
        rows = history._base_manager.filter(**{f"{model._meta.pk.attname}__in": some})
        drop(history, rows)


def drop(history, rows):
    for kept in tables_behind(history):
        held = kept._base_manager.filter(history__in=rows)
        held._raw_delete(using=held.db)
    rows._raw_delete(using=rows.db)


def tables_behind(history):
    """Return the tables that hold what a history keeps of many-to-many fields."""
    return [
        relation.related_model
        for relation in history._meta.get_fields(include_hidden=True)
        if relation.one_to_many and relation.auto_created and is_history_of_several(relation)
    ]


def is_history_of_several(relation):
    return relation.field.name == "history" and relation.related_model.__name__.startswith("Historical")


def forget_in_history(model, tie, keys):
    """Have no row of the history of `model` name these: it loses the key, or goes where it cannot."""
    history = history_of(model)
    for some in batches(keys) if history is not None else ():
        rows = history._base_manager.filter(**{f"{tie.attname}__in": some})
        if tie.null:
            rows.update(**{tie.attname: None})
        else:
            drop(history, rows)


def loosen(model, tie, keys, *, user, at):
    """Have records lead nowhere with `tie`; who leads an activity answers for it where a partner did."""
    values = {tie.attname: None}
    if model is Activity and tie.name == "accountable_partner":
        values["accountable_id"] = F("lead_id")
    if issubclass(model, Versioned):
        values["version"] = F("version") + 1
    for some in batches(keys):
        model._base_manager.filter(pk__in=some).update(**values)
        if is_tracked(model):
            write_history(list(model._base_manager.filter(pk__in=some)), CHANGED, user=user, reason=REASON, at=at)
