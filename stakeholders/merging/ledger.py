"""What a merge does to rows, done and written down: moved, changed, removed; and the way back."""

from dataclasses import dataclass, field
from datetime import datetime

from django.apps import apps

from coalition.districts.models import User
from stakeholders.merging.plain import plain, real, record_of, row_of, stored_fields
from stakeholders.merging.remembering import ADDED, CHANGED, REMOVED, is_tracked, write_history

AT_ONCE = 500


@dataclass
class Ledger:
    """The entries in order, plain enough for JSON; `user`, `reason` and `at` sign the rows of history."""

    user: User | None
    reason: str
    at: datetime
    entries: list = field(default_factory=list)
    # What a row that said the same as another went into, by its model and key.
    folded: dict = field(default_factory=dict)

    def move(self, model, tie, keys, old, new):
        """Have the foreign key `tie` of the rows `keys` lead from the record `old` to `new`."""
        if keys:
            self.point(model, tie, keys, new.pk)
            entry = {"did": "moved", "model": model._meta.label, "field": tie.name, "keys": keys}
            self.entries.append({**entry, "old": old.pk, "new": new.pk})

    def change(self, record, values):
        """Set `values` by attribute on a record, as far as they are other than what it holds."""
        fields = {one.attname: one for one in type(record)._meta.concrete_fields}
        new = {name: value for name, value in values.items() if getattr(record, name) != value}
        if not new:
            return
        before = {name: plain(record, fields[name]) for name in new}
        for name, value in new.items():
            setattr(record, name, value)
        type(record)._base_manager.filter(pk=record.pk).update(**new)
        entry = {"did": "changed", "model": record._meta.label, "key": record.pk, "before": before}
        self.entries.append(entry)
        self.remember(type(record), [record.pk], CHANGED)

    def remove(self, record):
        """Take away a row to which nothing leads any more."""
        model = type(record)
        self.remember(model, [record.pk], REMOVED)
        self.entries.append({"did": "removed", "model": model._meta.label, "row": row_of(record)})
        rows = model._base_manager.filter(pk=record.pk)
        rows._raw_delete(using=rows.db)

    def walk_back(self, entries):
        """Undo the entries of another ledger, from the last to the first."""
        ways = {"moved": self.move_back, "changed": self.change_back, "removed": self.put_back}
        for entry in reversed(entries):
            ways[entry["did"]](model_of(entry), entry)
        for entry in entries:
            if entry["did"] == "removed":
                # Only now what their many-to-many fields hold is back as well.
                self.remember(model_of(entry), [key_of(entry)], ADDED)

    def move_back(self, model, entry):
        self.point(model, model._meta.get_field(entry["field"]), entry["keys"], entry["old"])

    def change_back(self, model, entry):
        fields = {one.attname: one for one in model._meta.concrete_fields}
        before = {name: real(fields[name], value) for name, value in entry["before"].items()}
        model._base_manager.filter(pk=entry["key"]).update(**before)
        self.remember(model, [entry["key"]], CHANGED)

    def put_back(self, model, entry):
        record = record_of(model, entry["row"])
        values = {one.attname: getattr(record, one.attname) for one in stored_fields(model) if not one.primary_key}
        model._base_manager.bulk_create([record])
        # Once more: what is set by itself on adding, such as when it was made, is as it was too.
        model._base_manager.filter(pk=record.pk).update(**values)

    def point(self, model, tie, keys, target):
        for start in range(0, len(keys), AT_ONCE):
            model._base_manager.filter(pk__in=keys[start : start + AT_ONCE]).update(**{tie.attname: target})
        self.remember(model, keys, CHANGED)

    def remember(self, model, keys, kind):
        if not is_tracked(model):
            return
        for start in range(0, len(keys), AT_ONCE):
            records = list(model._base_manager.filter(pk__in=keys[start : start + AT_ONCE]))
            write_history(records, kind, user=self.user, reason=self.reason, at=self.at)


def model_of(entry):
    return apps.get_model(entry["model"])


def key_of(entry):
    """Return the key of the row that an entry changed or removed."""
    return entry["key"] if entry["did"] == "changed" else entry["row"][model_of(entry)._meta.pk.attname]
