"""Reads a list whose order says something of partners only: partners in that order, then all others by name.

An order that is worked out for a hundred thousand people takes long; partners are few, and others lie in an index.
"""

from functools import partial

from django.db.models import CharField, DateField, IntegerField, Value

from coalition.lib.database.paging import page_from, read_rows
from stakeholders.registry.ordering import BY_NAME, ORDERS, of_others

STORED = {int: IntegerField, str: CharField}


def page_of_partners_first(found, shown, columns, sort, computed, size, *, after="", before="", is_turned=False):
    """Return the page of `found` as `shown`, queries that know `here`: one statement, two where others begin."""
    blank = of_others(sort, is_turned)
    columns = (*columns, *computed)
    partners = found.filter(here__pk__isnull=False).annotate(**computed), shown.annotate(**computed).values(*columns)
    others = found.filter(here__pk=None), shown.annotate(**as_values(blank)).values(*columns)
    read = partial(read_both, partners, others, list(blank.values()), is_turned)
    return page_from(read, ORDERS[sort], size, after=after, before=before, is_turned=is_turned)


def as_values(blank):
    return {name: Value(value, STORED.get(type(value), DateField)()) for name, value in blank.items()}


def read_both(partners, others, blank, is_turned, order, most, place=None, *, is_descending=False):
    """Read up to `most` rows from `place` on: partners and then others, or backwards others and then partners."""
    is_among_others = place is not None and place[: len(blank)] == blank
    parts = [
        (partners, order, None if is_among_others else place),
        (others, BY_NAME, place[len(blank) :] if is_among_others else None),
    ]
    if is_descending != is_turned:
        parts = parts[1:] + parts[:1] if is_among_others else parts[:1]
    elif is_among_others:
        parts = parts[1:]
    rows = []
    for (found, shown), fields, start in parts:
        if len(rows) < most:
            rows += read_rows(found, shown, fields, most - len(rows), start, is_descending=is_descending)
    return rows
