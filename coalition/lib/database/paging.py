"""Paging by the place of the last row instead of by counting rows: page 2,000 is as quick as page 1.

An order is a dictionary of field names to their type (int, str or date), all ascending and together unique, as one
index has them, or all turned round. A cursor is the values of those fields at one row, as text for an address. It
carries no right to anything: whoever edits it only starts reading somewhere else, and one that cannot be read means
the beginning.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import BooleanField, F, Func, IntegerField, Subquery, Value

LONGEST_CURSOR = 2100


@dataclass(frozen=True)
class Page:
    """Rows in order; `previous` and `next` are cursors for `before` and `after`, "" where there is nothing."""

    rows: list
    previous: str
    next: str


class Compared(Func):
    """`(a, b) > (x, y)` as both databases answer it from an index; `sign` is the comparison."""

    output_field = BooleanField()

    def __init__(self, fields, sign, values):
        super().__init__(*[F(name) for name in fields], *[Value(value) for value in values])
        self.sign = sign

    def as_sql(self, compiler, connection):
        parts = [compiler.compile(expression) for expression in self.source_expressions]
        half = len(parts) // 2
        left, right = (", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:]))
        return f"({left}) {self.sign} ({right})", [value for _, values in parts for value in values]


class CountUpTo(Subquery):
    """How many rows `queryset` has, up to `most`: a number that costs the same however many there are."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, queryset, most):
        super().__init__(queryset.order_by().values("pk")[:most])


def page_of(found, shown, order, size, *, after="", before="", is_turned=False):
    """Read one page of `found`, as `read_rows` does; rows are dictionaries that hold the fields of `order`."""
    return page_from(partial(read_rows, found, shown), order, size, after=after, before=before, is_turned=is_turned)


def read_rows(found, shown, order, most, place=None, *, is_descending=False):
    """Read up to `most` rows that come after `place`, the values of `order` at one row, or from the beginning.

    Whose turn it is says `found`, along an index where there is one; what is told of them says `shown`, for these few.
    """
    keys = in_order(found.values("pk"), order, most, place, is_descending=is_descending)
    return list(shown.filter(pk__in=keys).order_by(*directed(order, is_descending)))


def in_order(queryset, order, most, place=None, *, is_descending=False):
    found = queryset.order_by(*directed(order, is_descending))
    if place:
        found = found.filter(Compared(order, "<" if is_descending else ">", place))
    return found[:most]


def directed(order, is_descending):
    return [f"-{name}" if is_descending else name for name in order]


def page_from(read, order, size, *, after="", before="", is_turned=False):
    """Return one page of what `read` reads: it is called like `read_rows`, without the querysets."""
    start = read_cursor(after, order)
    end = None if start else read_cursor(before, order)
    rows = read(order, size + 1, start or end, is_descending=bool(end) != is_turned)
    has_more, rows = len(rows) > size, rows[:size]
    if end:
        rows.reverse()
    has_previous, has_next = (has_more, True) if end else (start is not None, has_more)
    return Page(
        rows=rows,
        previous=write_cursor(rows[0], order) if rows and has_previous else "",
        next=write_cursor(rows[-1], order) if rows and has_next else "",
    )


def write_cursor(row, order):
    values = json.dumps([row[name] for name in order], ensure_ascii=False, separators=(",", ":"), default=str)
    return urlsafe_b64encode(values.encode()).decode().rstrip("=")


def read_cursor(text, order):
    """Return the values of a cursor in `order`, or None when `text` is not one."""
    if not text or len(text) > LONGEST_CURSOR:
        return None
    try:
        values = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError):
        return None
    kinds = list(order.values())
    if not isinstance(values, list) or len(values) != len(kinds):
        return None
    values = [as_day(value) if kind is date else value for value, kind in zip(values, kinds, strict=True)]
    if [type(value) for value in values] != kinds:
        return None
    return values if all(map(is_storable, values)) else None


def as_day(value):
    """Return the date that `value` says, or None."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def is_storable(value):
    """Tell whether both databases take `value` as one to compare with."""
    if isinstance(value, int):
        return abs(value) < 2**63
    if isinstance(value, date):
        return True
    return "\x00" not in value and not any("\ud800" <= character <= "\udfff" for character in value)
