"""Many rows into a table at the pace of the database: COPY on PostgreSQL, one prepared statement on SQLite.

Django's bulk_create builds a record and an SQL text for each row, which costs more than the insert. Nothing is left
out by going around it: keys are reserved first, defaults are given, constraints and foreign keys are the database's.
"""

import json
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection

from stakeholders.models import Stakeholder

CREATED, CHANGED, REMOVED = "+", "~", "-"


def is_postgresql():
    return connection.vendor == "postgresql"


def reserve_keys(model, count) -> list[int]:
    """Keys that no other row of `model` will get; call inside the transaction that uses them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if is_postgresql():
            # Looked up on its own: PostgreSQL would look for the sequence once for each key.
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
            sequence = cursor.fetchone()[0]
            cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
            return [row[0] for row in cursor.fetchall()]
        # The writing transaction holds the only lock there is; an explicit key moves the sequence along.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return list(range(last + 1, last + 1 + count))


@contextmanager
def checked_at_once():
    """Have PostgreSQL check foreign keys with each statement in this block, not all of them when it ends: nobody waits
    for a check while there is other work to do."""
    if not is_postgresql():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def insert_rows(model, names: Sequence[str], rows: Iterable[Sequence[Any]]):
    """Insert rows of values for the fields `names` (as attributes, such as district_id)."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(column_of(model, name)) for name in names)
    with connection.cursor() as cursor:
        if is_postgresql():
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def column_of(model, name):
    return next(field.column for field in model._meta.concrete_fields if name in {field.attname, field.name})


def moment(value: datetime):
    """A moment as the database takes it when Django does not prepare it."""
    return value if is_postgresql() else connection.ops.adapt_datetimefield_value(value)


def document(value) -> str:
    """A JSON value as the database takes it when Django does not prepare it."""
    return json.dumps(value, ensure_ascii=False)


def write_history(keys: Sequence[int], kind: str, *, user, reason, date, model=Stakeholder):
    """Write one row of history for each of these records as they stand: one statement, one more for each field of
    many whose history is kept."""
    if not keys:
        return
    history = model.history.model
    quote = connection.ops.quote_name
    kept = ", ".join(quote(field.column) for field in history.tracked_fields)
    added = ", ".join(
        quote(history._meta.get_field(name).column)
        for name in ("history_date", "history_type", "history_user", "history_change_reason")
    )
    chosen = ", ".join(map(str, keys))
    statement = (
        # Names of our own tables and columns, and whole numbers.
        f"INSERT INTO {quote(history._meta.db_table)} ({kept}, {added}) "  # noqa: S608
        f"SELECT {kept}, %s, %s, %s, %s FROM {quote(model._meta.db_table)} WHERE id IN ({chosen}) ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [moment(date), kind, user.pk if user else None, reason])
        for field in history._history_m2m_fields:
            cursor.execute(history_of_many(history, field, chosen), [moment(date), kind])


def history_of_many(history, field, chosen) -> str:
    """The statement that copies what `field` holds of the chosen records to the history just written of them."""
    quote = connection.ops.quote_name
    kept = apps.get_model(history._meta.app_label, f"{history.__name__}_{field.name}")
    near, far = quote(field.m2m_column_name()), quote(field.m2m_reverse_name())
    return (
        # Names of our own tables and columns, and whole numbers.
        f"INSERT INTO {quote(kept._meta.db_table)} (id, history_id, {near}, {far}) "  # noqa: S608
        f"SELECT tied.id, past.history_id, tied.{near}, tied.{far} FROM {quote(history._meta.db_table)} past "
        f"JOIN {quote(field.m2m_db_table())} tied ON tied.{near} = past.id "
        f"WHERE past.history_date = %s AND past.history_type = %s AND past.id IN ({chosen})"
    )
