"""Rows as plain values that JSON can hold, and back, to the microsecond."""

from hashlib import sha256
from json import dumps

PLAIN = (str, int, float, bool, list, dict, type(None))
# What says nothing of the content: it moves with each save or each reminder.
PASSING = {"version", "updated_at", "reminded_for"}


def stored_fields(model):
    return [field for field in model._meta.concrete_fields if not field.generated]


def plain(record, field):
    """Return the value of `field` as JSON holds it."""
    value = getattr(record, field.attname)
    return value if isinstance(value, PLAIN) else field.value_to_string(record)


def real(field, value):
    """Return the value that `plain` wrote."""
    return None if value is None else field.to_python(value)


def row_of(record):
    """Return all of a record by attribute."""
    return {field.attname: plain(record, field) for field in stored_fields(type(record))}


def record_of(model, row):
    """Return the record that `row_of` wrote; a column that was added since takes its default."""
    known = {field.attname: field for field in stored_fields(model)}
    return model(**{name: real(known[name], value) for name, value in row.items() if name in known})


def mark_of(record):
    """Return a mark of what a record holds; the same after it was changed and put back."""
    held = {name: value for name, value in row_of(record).items() if name not in PASSING}
    return sha256(dumps(held, sort_keys=True, default=str).encode()).hexdigest()[:16]
