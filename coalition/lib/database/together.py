"""Several statements as one transaction, in as few round trips as the database allows."""

from collections.abc import Sequence

from django.db import connection, transaction


def execute_together(statements: Sequence[tuple[str, Sequence[object]]]) -> list[int]:
    """Run statements, each with its parameters, all or none; returns how many rows each changed.

    PostgreSQL takes them at once: what arrives in one message is one transaction. Parameters are bound by the client,
    as Django's connections do unless `server_side_binding` is set.
    """
    if not statements:
        return []
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            with transaction.atomic():
                return [cursor.execute(sql, parameters).rowcount for sql, parameters in statements]
        cursor.execute("; ".join(sql for sql, _ in statements), [each for _, values in statements for each in values])
        counts = [cursor.rowcount]
        while cursor.nextset():
            counts.append(cursor.rowcount)
        return counts
