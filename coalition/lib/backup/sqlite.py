"""Backups of SQLite: its online copy, taken while people work, and a file put in the place of another."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from coalition.lib.backup.archive import BackupProblem, unpack

BESIDE = ("-wal", "-shm")
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


def dump(database: Path, out: IO[bytes]) -> dict[str, int]:
    """Write the database as it is at one moment; return the rows of each table."""
    with a_file_beside(database) as copy:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        rows = count(copy)
        with copy.open("rb") as file:
            shutil.copyfileobj(file, out, 1024 * 1024)
    return rows


def try_out(backup: Path, database: Path) -> dict[str, int]:
    """Read a backup into a file that is thrown away; return the rows of each table."""
    with a_file_beside(database) as copy:
        return read_into(copy, backup)


def restore(backup: Path, database: Path, expected: dict[str, int], kept: Path) -> None:
    """Put a backup in the place of the database, which is `kept` under that name; nobody may have it open."""
    with a_file_beside(database) as copy:
        if read_into(copy, backup) != expected:
            raise BackupProblem(f"{backup} does not hold what it says. Nothing was changed.")
        if database.exists():
            with closing(sqlite3.connect(database)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            os.link(database, kept)
            for ending in BESIDE:
                database.with_name(database.name + ending).unlink(missing_ok=True)
        os.replace(copy, database)


def read_into(copy: Path, backup: Path) -> dict[str, int]:
    with copy.open("wb") as file:
        unpack(backup, file.write)
        file.flush()
        os.fsync(file.fileno())
    return count(copy)


def count(database: Path) -> dict[str, int]:
    """Return the rows of each table of a file that is sound; raises BackupProblem."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                raise BackupProblem(f"The database is damaged: {found}.")
            names = [name for (name,) in connection.execute(TABLES)]
            counting = 'SELECT COUNT(*) FROM "{}"'
            return {name: connection.execute(counting.format(name)).fetchone()[0] for name in names}
    except sqlite3.DatabaseError as problem:
        raise BackupProblem(f"The database cannot be read: {problem}.") from problem


@contextmanager
def a_file_beside(database: Path) -> Iterator[Path]:
    """Yield the name of a file on the same disk that only this account reads, and see that nothing of it stays."""
    with tempfile.TemporaryDirectory(prefix="backup-", dir=database.parent) as folder:
        yield Path(folder) / "copy.sqlite3"
