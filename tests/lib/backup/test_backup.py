"""Backups of whatever kind of database the tests run on, without Django."""

import io
import json
import sqlite3
from contextlib import closing
from functools import partial
from uuid import uuid4
from zipfile import ZipFile

import psycopg
import pytest
from django.db import connection

from coalition.lib.backup import archive, postgresql, sqlite
from coalition.lib.backup.archive import BackupProblem, Manifest
from coalition.management.commands.backup import place_of


class OnSQLite:
    def __init__(self, folder):
        self.file, self.kept = folder / "db.sqlite3", folder / "kept.sqlite3"
        self.dump, self.try_out = partial(sqlite.dump, self.file), partial(sqlite.try_out, database=self.file)

    def do(self, statement):
        with closing(sqlite3.connect(self.file)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            rows = database.execute(statement).fetchall()
            database.commit()
            return rows

    def restore(self, backup, rows):
        sqlite.restore(backup, self.file, rows, self.kept)


class OnPostgreSQL:
    def __init__(self, place):
        self.place = place
        self.dump, self.try_out = partial(postgresql.dump, place), partial(postgresql.try_out, place=place)

    def do(self, statement):
        with psycopg.connect(**self.place) as database:
            found = database.execute(statement)
            return found.fetchall() if found.description else []

    def restore(self, backup, rows):
        assert postgresql.restore(backup, self.place) == rows


@pytest.fixture
def database(tmp_path):
    if connection.vendor == "sqlite":
        yield OnSQLite(tmp_path)
        return
    here, name = place_of(connection), f"backup_{uuid4().hex[:12]}"
    with psycopg.connect(**{**here, "dbname": "postgres"}, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield OnPostgreSQL({**here, "dbname": name})
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def backup(database, tmp_path):
    database.do("CREATE TABLE people (name text)")
    database.do("CREATE TABLE towns (name text)")
    database.do("INSERT INTO people VALUES ('Ana'), ('Zoë'), (NULL)")
    path = tmp_path / "monday.zip"
    archive.write(path, connection.vendor, "2026-11-23T08:00:00+00:00", ["app.0001_initial"], database.dump)
    return path


def people(database):
    return sorted(str(name) for (name,) in database.do("SELECT name FROM people"))


def test_backup_says_what_it_holds_and_is_for_this_account_alone(database, backup):
    assert archive.read(backup) == Manifest(
        connection.vendor, "2026-11-23T08:00:00+00:00", ["app.0001_initial"], {"people": 3, "towns": 0}
    )
    assert backup.stat().st_mode & 0o777 == 0o600
    assert database.try_out(backup) == {"people": 3, "towns": 0}
    with pytest.raises(BackupProblem, match="is there already"):
        archive.write(backup, connection.vendor, "", [], database.dump)


def test_restored_database_is_as_it_was(database, backup):
    database.do("INSERT INTO people VALUES ('Late')")
    database.do("CREATE TABLE later (name text)")

    database.restore(backup, {"people": 3, "towns": 0})

    assert people(database) == ["Ana", "None", "Zoë"]
    listed = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'", "postgresql": postgresql.TABLES}
    assert sorted(database.do(listed[connection.vendor])) == [("people",), ("towns",)]
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(database.kept)) as kept:
            assert kept.execute("SELECT COUNT(*) FROM people").fetchone() == (4,)


def test_damaged_backup_changes_nothing(database, backup, tmp_path):
    database.do("INSERT INTO people VALUES ('Late')")
    content = bytearray(backup.read_bytes())
    content[len(content) // 3] ^= 0xFF
    backup.write_bytes(content)

    with pytest.raises(BackupProblem, match="damaged"):
        database.restore(backup, {})

    assert people(database) == ["Ana", "Late", "None", "Zoë"]
    assert not list(tmp_path.glob("backup-*"))


def test_what_is_no_backup_is_refused(tmp_path):
    text, empty, newer = (tmp_path / name for name in ("text", "empty", "newer"))
    text.write_bytes(b"not a backup")
    ZipFile(empty, "w").close()
    with ZipFile(newer, "w") as file:
        file.writestr("database", b"")
        file.writestr("manifest.json", json.dumps({"format": 2}))

    for path, words in ((text, "is no backup"), (empty, "is no backup"), (newer, "newer"), (tmp_path / "x", "No such")):
        with pytest.raises(BackupProblem, match=words):
            archive.read(path)


def test_half_of_a_backup_is_not_left_behind(tmp_path):
    def fail(out):
        out.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(BackupProblem, match="No space left on device"):
        archive.write(tmp_path / "monday.zip", "sqlite", "", [], fail)

    assert list(tmp_path.iterdir()) == []


def test_backup_holds_one_moment_while_others_write(database, backup):
    if connection.vendor == "sqlite":
        writer = sqlite3.connect(database.file, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
    else:
        writer = psycopg.connect(**database.place)
    writer.execute("INSERT INTO people VALUES ('Not yet')")

    rows = database.dump(io.BytesIO())

    writer.close()
    assert rows == {"people": 3, "towns": 0}
