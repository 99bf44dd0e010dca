"""A condition by very many keys that reaches the database as one value."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Func


class Among(Func):
    """Whether a whole number is one of those in a text with commas between them, such as "3,14,15".

    `Among("stakeholder", keys)` filters as `stakeholder__in` does. There each key is a parameter of its own, of which
    SQLite takes so many and no more, and a subquery is walked row by row: here an index is gone through once.
    """

    arity = 2
    output_field = BooleanField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template, joiner = "(%(expressions)s, ',')::bigint[]))", " = ANY(string_to_array("
        return super().as_sql(compiler, connection, template=template, arg_joiner=joiner, **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template, joiner = "(%(expressions)s || ']')))", " IN (SELECT value FROM json_each('[' || "
        return super().as_sql(compiler, connection, template=template, arg_joiner=joiner, **extra)


def written(keys: Iterable[int]) -> str:
    """Return keys as `Among` takes them."""
    return ",".join(map(str, keys))
