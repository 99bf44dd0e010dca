"""Reads a list whose order says something of partners only: partners in that order, then all others by name.

An order that is worked out for a hundred thousand people takes long; partners are few, and others lie in an index.
Partners in the order of a date lie in an index as well, those without one come by name after them.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value

from coalition.lib.database.paging import page_from, read_rows
from stakeholders.registry.ordering import DAYS, ORDERS, of_others, of_undated

STORED = {int: IntegerField, str: CharField}


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the list, by `found` and `shown` as for `read_rows`: their values of the order all begin with `begin`."""

    begin: list[Any]
    found: QuerySet
    shown: QuerySet

    def holds(self, place):
        return place[: len(self.begin)] == self.begin

    def read(self, order, most, place, *, is_descending):
        fields = dict(list(order.items())[len(self.begin) :])
        start = place[len(self.begin) :] if place else None
        found = self.found
        if start and fields.keys() & DAYS.keys():
            # The comparison of a whole place leads into no index: it is of two tables.
            found = found.filter(**{f"{next(iter(fields))}__{'lte' if is_descending else 'gte'}": start[0]})
        return read_rows(found, self.shown, fields, most, start, is_descending=is_descending)


def page_of_partners_first(found, shown, columns, sort, computed, size, *, after="", before="", is_turned=False):
    """Return the page of `found` as `shown`, queries that know `here`: one statement for each part it has rows of."""
    parts = parts_of(found, shown, (*columns, *computed), sort, computed, is_turned)
    read = partial(read_parts, parts, is_turned)
    return page_from(read, ORDERS[sort], size, after=after, before=before, is_turned=is_turned)


def parts_of(found, shown, columns, sort, computed, is_turned):
    blank = of_others(sort, is_turned)
    partners = parts_of_partners(found, shown.annotate(**computed).values(*columns), sort, computed, is_turned)
    others = shown.annotate(**as_values(blank)).values(*columns)
    return [*partners, Part([*blank.values()], found.filter(here__pk=None), others)]


def parts_of_partners(found, shown, sort, computed, is_turned):
    """Each part is filtered in one go: a second filter on `here` would join it once more."""
    day = next((name for name in ORDERS[sort] if name in DAYS), None)
    if day is None:
        return [Part([], found.filter(here__pk__isnull=False).annotate(**computed), shown)]
    dated = found.filter(**{f"{DAYS[day]}__isnull": False}).annotate(**{day: F(DAYS[day])})
    undated = found.filter(**{"here__pk__isnull": False, DAYS[day]: None})
    return [Part([0], dated, shown), Part(of_undated(is_turned), undated, shown)]


def as_values(blank):
    return {name: Value(value, STORED.get(type(value), DateField)()) for name, value in blank.items()}


def read_parts(parts, is_turned, order, most, place=None, *, is_descending=False):
    """Read up to `most` rows from `place` on, which lies in the last part that holds it, or backwards."""
    start = max((number for number, part in enumerate(parts) if place and part.holds(place)), default=0)
    coming = parts[start::-1] if is_descending != is_turned else parts[start:]
    rows = []
    for part in coming:
        if len(rows) < most:
            inside = place if part is parts[start] else None
            rows += part.read(order, most - len(rows), inside, is_descending=is_descending)
    return rows
