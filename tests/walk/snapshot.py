"""What the database holds, for comparing before with after. Only what statements wrote to is read again."""

import re
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models
from django_scopes import scopes_disabled

from tests.walk.planting import OURS

# When somebody was last here is noted on any visit; it is no part of what a district keeps.
PASSING = {"last_login", "last_seen_on"}
READING = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|SET|SHOW|PRAGMA|EXPLAIN)\b", re.IGNORECASE)
WRITING = re.compile(r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE)


class Writes:
    """The tables that statements wrote to; all of them after a statement that is not understood."""

    def __init__(self):
        self.tables = set()
        self.is_sure = True

    def note(self, execute, sql, params, many, context):
        written = WRITING.match(sql)
        if written:
            self.tables.add(written[1].lower())
        elif not READING.match(sql):
            self.is_sure = False
        return execute(sql, params, many, context)

    @property
    def models(self):
        return [model for model in every_table() if not self.is_sure or model._meta.db_table.lower() in self.tables]


@contextmanager
def watched():
    """Collect what the statements inside write to."""
    writes = Writes()
    with connection.execute_wrapper(writes.note):
        yield writes


def every_table():
    """All tables of the house, with histories and the tables behind many-to-many fields."""
    return [model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)]


def rows(model):
    fields = [field.attname for field in model._meta.concrete_fields if field.name not in PASSING]
    return sorted(model._base_manager.values_list(*fields), key=repr)


def snapshot(of=None):
    """Return the rows of all tables, or of the models in `of`, by table."""
    with scopes_disabled():
        tables = every_table() if of is None else of
        return {model._meta.label: rows(model) for model in tables if model._meta.managed}


def rows_about(snapshot, mark):
    """Return the rows of a snapshot in which a text or a number of one district stands, by table."""
    return {label: [row for row in rows if mark in repr(row)] for label, rows in snapshot.items()}


def difference(before, writes, mark=""):
    """Return the tables whose rows differ by now, each with what is gone and what is new; of rows with that mark."""
    after = rows_about(snapshot(writes.models), mark)
    before = rows_about({label: before[label] for label in after}, mark)
    return {
        label: {"gone": without(before[label], after[label]), "new": without(after[label], before[label])}
        for label in after
        if before[label] != after[label]
    }


def without(these, those):
    kept = {repr(row) for row in those}
    return [row for row in these if repr(row) not in kept]


def references_across_districts(written=None):
    """Return every foreign key, and every pair of a many-to-many field, whose two ends are in different districts.

    Where only the models in `written` were written to, only keys of theirs and keys that lead to them are looked at.
    """
    with scopes_disabled():
        return [
            f"{model._meta.label}.{field.name}: {count}"
            for model in every_table()
            for field in model._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
            if written is None or model in written or field.remote_field.model in written
            if (count := count_strays(model, field))
        ]


def count_strays(model, field):
    own, other = district_path(model), district_path(field.remote_field.model)
    if own is None or other is None or field.name == "district":
        return 0
    across = model._base_manager.exclude(**{f"{field.name}__isnull": True})
    return across.exclude(**{own: models.F(f"{field.name}__{other}")}).count()


def district_path(model):
    """Return the field path from `model` to its district, directly or over one other record, else None."""
    names = {field.name for field in model._meta.concrete_fields}
    if "district" in names:
        return "district"
    for field in model._meta.concrete_fields:
        if field.is_relation and any(one.name == "district" for one in field.remote_field.model._meta.concrete_fields):
            return f"{field.name}__district"
    return None
