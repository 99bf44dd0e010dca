"""Backups of PostgreSQL: pg_dump and psql, of the server's version or a newer one, must be installed."""

import os
import secrets
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from coalition.lib.backup.archive import AT_ONCE, BackupProblem, unpack

PLAIN = ("pg_dump", "--no-owner", "--no-privileges", "--no-comments")
IN_ONE_TRANSACTION = (
    "psql",
    "--no-psqlrc",
    "--quiet",
    "--single-transaction",
    "--set=ON_ERROR_STOP=1",
    "--output=/dev/null",
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
OTHERS = (
    "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)

Place = Mapping[str, Any]
"""Where a database is, in the words of libpq: dbname, user, password, host, port, sslmode and so on."""


def dump(place: Place, out: IO[bytes]) -> dict[str, int]:
    """Write the database as it is at one moment, as SQL; return the rows of each table."""
    with connected(place) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = only_value(connection, "SELECT pg_export_snapshot()")
        rows = count(connection)
        with running([*PLAIN, f"--snapshot={snapshot}"], place, stdout=subprocess.PIPE) as process:
            while piece := process.stdout.read(AT_ONCE):
                out.write(piece)
    return rows


def try_out(backup: Path, place: Place) -> dict[str, int]:
    """Read a backup into a database of its own, which is dropped again; return the rows of each table."""
    name = f"coalition_drill_{secrets.token_hex(4)}"
    with connected(place, autocommit=True) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as problem:
            message = "A drill needs the right to make a database (ALTER ROLE … CREATEDB). Nothing was changed."
            raise BackupProblem(message) from problem
        try:
            return load(backup, {**place, "dbname": name}, [])
        finally:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def restore(backup: Path, place: Place) -> dict[str, int]:
    """Put a backup in the place of what the database holds, or change nothing; return the rows of each table."""
    with connected(place) as connection:
        if others := only_value(connection, OTHERS):
            raise BackupProblem(f"Stop Coalition on every machine first: {others} others have the database open.")
        tables = names_of_tables(connection)
    return load(backup, place, tables)


def load(backup: Path, place: Place, tables: list[str]) -> dict[str, int]:
    """Put a backup in the place of `tables`, in one transaction: no right to the schema itself is needed."""
    with running(IN_ONE_TRANSACTION, place, stdin=subprocess.PIPE) as process:
        for name in tables:
            process.stdin.write(sql.SQL("DROP TABLE {} CASCADE;\n").format(named(name)).as_bytes())
        unpack(backup, process.stdin.write)
        process.stdin.close()
    with connected(place) as connection:
        return count(connection)


@contextmanager
def connected(place: Place, *, autocommit: bool = False) -> Iterator[psycopg.Connection[Any]]:
    try:
        connection = psycopg.connect(**place, autocommit=autocommit)
    except psycopg.OperationalError as problem:
        raise BackupProblem(f"The database does not answer: {str(problem).strip()}") from problem
    with connection:
        yield connection


def names_of_tables(connection: psycopg.Connection[Any]) -> list[str]:
    return [name for (name,) in connection.execute(TABLES)]


def named(table: str) -> sql.Identifier:
    return sql.Identifier("public", table)


def count(connection: psycopg.Connection[Any]) -> dict[str, int]:
    counting = sql.SQL("SELECT COUNT(*) FROM {}")
    return {name: only_value(connection, counting.format(named(name))) for name in names_of_tables(connection)}


def only_value(connection: psycopg.Connection[Any], statement: Any) -> Any:
    row = connection.execute(statement).fetchone()
    return row[0] if row else None


@contextmanager
def running(command: Sequence[str], place: Place, **pipes: Any) -> Iterator[Any]:
    """Yield a program of PostgreSQL at work; it is killed where the work fails, and its word is told where it does."""
    spoken = {f"PG{'DATABASE' if name == 'dbname' else name.upper()}": str(value) for name, value in place.items()}
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(command, env={**os.environ, **spoken}, stderr=errors, **pipes)
        except FileNotFoundError as problem:
            raise BackupProblem(f"{command[0]} is not installed: it comes with the client of PostgreSQL.") from problem
        try:
            yield process
        except BrokenPipeError:
            pass
        except BaseException:
            process.kill()
            process.wait()
            raise
        if process.wait():
            errors.seek(0)
            said = errors.read(2000).decode(errors="replace").strip()
            raise BackupProblem(f"{command[0]} failed: {said or process.returncode}")
