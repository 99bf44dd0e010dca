"""Queries that are put together once and asked with other values ever after.

Putting a query together takes Django longer than a database takes to answer it from an index; the pages people open
most ask a dozen of them. A ready query is written as any other, as a function that returns a queryset:

    @ready
    def seats_of(stakeholder: int, on: date, *, newest_first: bool):
        return Seat.objects.filter(stakeholder=stakeholder, starts_on__lte=on).order_by(...)

    seats_of(7, today, newest_first=True)  # a list

What stands before the star are values: each call binds its own. What stands behind it shapes the query, is plain, and
each combination is put together on its own. The scope of the district is a value too: it is taken anew from whoever
asks, so that a query made for one district can never answer for another.
"""

from collections.abc import Callable
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, update_wrapper
from inspect import Parameter, signature
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.models import QuerySet
from django_scopes import get_scope, scope

from coalition.lib.kept import refuse_what_is_not_plain

SHAPES_KEPT = 64
# The whole numbers that columns and both drivers hold. One beyond them compares to every key as the last one does.
LEAST, MOST = -(2**63), 2**63 - 1


class NotReady(TypeError):
    """A value that the SQL does not hold as it was given, or one of no kind known."""


# A value of its own for each place, that no query holds by chance.
STAND_IN = {
    int: lambda place: 1_907_310_000 + place,
    str: lambda place: f"stand-in-5d1c0e7a-{place}",
    date: lambda place: date(1403, 2, 1) + timedelta(days=place),
}


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Made:
    """SQL with its parameters; `places` says which are values, of which place among those given, and of what type."""

    queryset: QuerySet
    compiler: Any
    sql: str
    params: tuple
    places: tuple[tuple[int, int, type], ...]

    def ask(self, values: tuple) -> list:
        connection = connections[self.queryset.db]
        params = list(self.params)
        for at, place, kind in self.places:
            value = as_param(connection, values[place])
            params[at] = value if type(value) is kind else kind(value)
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: (self.sql, tuple(params))
        compiler.get_converters = lambda columns: self.converters(compiler, columns)
        asked = object.__new__(type(self.queryset))
        asked.__dict__ = {**self.queryset.__dict__, "_query": Asked(self.queryset.query, compiler)}
        with prepared(connection):
            return list(asked)

    def converters(self, compiler, columns):
        """What makes Python's values of the columns, found once; kept with the connection, to which they belong."""
        kept = vars(compiler.connection).setdefault("converters_of_ready", WeakKeyDictionary())
        if self not in kept:
            kept[self] = type(compiler).get_converters(compiler, columns)
        return kept[self]


class Asked:
    """Stands in for the query of a queryset whose SQL is there already."""

    def __init__(self, query, compiler):
        self.query, self.compiler = query, compiler

    def __getattr__(self, name):
        return getattr(self.query, name)

    def get_compiler(self, *args, **kwargs):
        return self.compiler


class Ready:
    """A function that returns a queryset, called for the rows: see the head of this module."""

    def __init__(self, build: Callable[..., QuerySet]):
        update_wrapper(self, build)
        self.build = build
        parameters = signature(build).parameters.values()
        self.kinds = tuple(one.annotation for one in parameters if one.kind is Parameter.POSITIONAL_OR_KEYWORD)
        if not all(kind in STAND_IN for kind in self.kinds):
            raise NotReady(f"{build.__qualname__}: values are int, str or date, and say which.")
        self.made = lru_cache(SHAPES_KEPT, typed=True)(self.make)

    def __call__(self, *values: Any, **shape: Any) -> list:
        if tuple(type(value) for value in values) != self.kinds:
            raise NotReady(f"{self.__name__}: values of the kinds {[kind.__name__ for kind in self.kinds]} are wanted.")
        scoped = get_scope()
        bound = tuple(name for name in scoped if name != "_enabled") if scoped.get("_enabled") else ()
        return self.made(bound, **shape).ask((*values, *(scoped[name].pk for name in bound)))

    def make(self, bound: tuple[str, ...], **shape: Any) -> Made:
        """Put the query together with values that stand in, and find them again in its SQL."""
        for name, value in shape.items():
            refuse_what_is_not_plain(name, value)
        values = [STAND_IN[kind](place) for place, kind in enumerate(self.kinds)]
        scoped = {name: STAND_IN[int](len(values) + place) for place, name in enumerate(bound)}
        if bound:
            with scope(**scoped):
                queryset = self.build(*values, **shape)
        else:
            queryset = self.build(*values, **shape)
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, params = compiler.as_sql()
        places = find(compiler.connection, params, [*values, *scoped.values()])
        if not {place for _, place, _ in places} >= set(range(len(values))):
            raise NotReady(f"{self.__name__}: not every value stands in the SQL as it was given.")
        compiler.connection = None  # each asker brings its own
        return Made(queryset, compiler, sql, tuple(params), places)


@contextmanager
def prepared(connection):
    """Let PostgreSQL keep the plan of what is asked inside, for as long as the connection lasts.

    Planning takes it longer than answering most of these. The driver asks for it from a cursor that sends values apart
    from the SQL, which Django makes for a whole connection only; DATABASE_PREPARE_AFTER says from which time on.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    driver = connection.connection
    usual, driver.cursor_factory = driver.cursor_factory, connection.Database.Cursor
    try:
        yield
    finally:
        driver.cursor_factory = usual


def find(connection, params, values):
    """Where the values stand: Django gives a whole number as a type of the driver's own in some places."""
    wanted = [as_param(connection, value) for value in values]
    return tuple(
        (at, place, type(param))
        for at, param in enumerate(params)
        for place, value in enumerate(wanted)
        if isinstance(param, type(value)) and param == value
    )


def as_param(connection, value):
    """The value as Django hands it to the driver; a number that no column holds as the nearest one that it can."""
    if type(value) is date:
        return connection.ops.adapt_datefield_value(value)
    return min(max(value, LEAST), MOST) if type(value) is int else value


def ready(build: Callable[..., QuerySet]) -> Ready:
    """Make a function that returns a queryset one that returns its rows, put together once."""
    return Ready(build)
