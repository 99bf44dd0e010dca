"""Other values in columns of many rows, each row its own: one prepared statement for all of them."""

from django.db import connections, router


def rewrite(model, names, rows, *, moves_version=False):
    """Set the fields `names` of records of `model`; `rows` are (key, values in that order).

    Asks for no signal and no history. `moves_version` counts the version of each up.
    """
    connection = connections[router.db_for_write(model)]
    quote, fields = connection.ops.quote_name, [model._meta.get_field(name) for name in names]
    columns = [f"{quote(field.column)} = %s" for field in fields]
    columns += [f"{quote('version')} = {quote('version')} + 1"] if moves_version else []
    table, key_column = quote(model._meta.db_table), quote(model._meta.pk.column)
    statement = f"UPDATE {table} SET {', '.join(columns)} WHERE {key_column} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [
                (
                    *(field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)),
                    model._meta.pk.get_db_prep_value(key, connection),
                )
                for key, values in rows
            ],
        )
