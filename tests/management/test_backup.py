import json
import os
import subprocess
import sys
from uuid import uuid4
from zipfile import ZipFile

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from coalition.lib.processes.folder_lock import FolderLock
from coalition.management.commands.backup import place_of

BEGIN = """
from django.core.management import call_command
from coalition.districts.models import District
call_command("migrate", verbosity=0)
District.objects.create(name="Before", slug="before")
call_command("backup", {path!r})
District.objects.create(name="After", slug="after")
"""
LOOK = """
from coalition.districts.models import District
from engagement.models import MailChannel
print(*District.objects.values_list("name", flat=True), MailChannel.get().held_reason)
"""


@pytest.fixture
def manage(tmp_path, request):
    """Run manage.py on an installation of its own, on the kind of database the tests run on; return what it said."""
    own = {"COALITION_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "coalition.settings", "DATABASE_URL": ""}
    if connection.vendor == "postgresql":
        own["DATABASE_URL"] = request.getfixturevalue("database_of_its_own")

    def run(*arguments):
        command = [sys.executable, "manage.py", *map(str, arguments)]
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env={**os.environ, **own},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.stdout + done.stderr

    return run


@pytest.fixture
def database_of_its_own():
    place, name = place_of(connection), f"backup_{uuid4().hex[:12]}"
    with psycopg.connect(**{**place, "dbname": "postgres"}, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"postgres://{place['user']}@{place['host']}:{place['port']}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_database_comes_back_as_it_was_with_all_mail_held(manage, tmp_path):
    backup = tmp_path / "monday.zip"

    written = manage("shell", "--verbosity=0", "-c", BEGIN.format(path=str(backup)))
    refused = manage("restore", backup)
    drilled = manage("restore", backup, "--drill")
    restored = manage("restore", backup, "--replace")

    assert f"{backup}: " in written
    assert "To put the backup in their place, add --replace." in refused
    assert "can be restored. Nothing was changed." in drilled
    assert "are in place." in restored
    look = manage("shell", "--verbosity=0", "-c", LOOK)
    assert look.startswith("Before The database was restored from a backup of 2"), look


@pytest.fixture
def file(tmp_path):
    """Return a maker of backups of nothing that say of themselves what they are told to."""

    def make(**said):
        path = tmp_path / f"{uuid4().hex}.zip"
        manifest = {"format": 1, "kind": connection.vendor, "made_at": "2026-11-23", "migrations": [], "rows": {}}
        with ZipFile(path, "w") as archive:
            archive.writestr("database", b"")
            archive.writestr("manifest.json", json.dumps({**manifest, **said}))
        return path

    return make


@pytest.mark.django_db
def test_backup_that_does_not_fit_is_refused(file):
    newer = file(migrations=["stakeholders.9999_later"])
    other = file(kind="oracle")
    untrue = file(rows={"people": 3})

    with pytest.raises(CommandError, match=r"newer Coalition, which knows stakeholders\.9999_later"):
        call_command("restore", newer)
    with pytest.raises(CommandError, match="came from oracle, and this database is"):
        call_command("restore", other)
    with pytest.raises(CommandError, match="does not hold what it says"):
        call_command("restore", untrue, "--drill")


def test_nothing_is_restored_under_people_at_work(file):
    lock = FolderLock(settings.DATA_DIR)
    lock.leave_note("http://localhost:8000/")

    with pytest.raises(CommandError, match="Stop Coalition first: it runs at http://localhost:8000/"):
        call_command("restore", file())

    lock.release()
