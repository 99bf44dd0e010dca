from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django_scopes import scopes_disabled

from coalition.districts.models import District
from coalition.lib.backup import archive, postgresql, sqlite
from coalition.lib.backup.archive import BackupProblem
from coalition.lib.processes.folder_lock import FolderInUse, FolderLock
from coalition.management.commands.backup import place_of
from coalition.management.commands.up import disconnect
from engagement.models import MailChannel

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Command(BaseCommand):
    help = "Puts a backup in the place of the database and holds all mail; or only tries whether it could."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="what manage.py backup wrote")
        parser.add_argument("--drill", action="store_true", help="read it into a place that is thrown away")
        parser.add_argument("--replace", action="store_true", help="also where the database holds districts")

    def handle(self, *, file, drill, replace, **options):
        try:
            manifest = self.check(file)
            if drill:
                self.drill(file, manifest)
            else:
                self.restore(file, manifest, replace)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem

    def check(self, file):
        manifest = archive.read(file)
        if manifest.kind != connection.vendor:
            kinds = KINDS.get(manifest.kind, manifest.kind), KINDS[connection.vendor]
            raise BackupProblem("{} came from {}, and this database is {}.".format(file, *kinds))
        known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
        if newer := [name for name in manifest.migrations if name not in known]:
            raise BackupProblem(f"{file} was made by a newer Coalition, which knows {newer[0]}. Install that first.")
        return manifest

    def drill(self, file, manifest):
        if connection.vendor == "sqlite":
            found = sqlite.try_out(file, Path(connection.settings_dict["NAME"]))
        else:
            found = postgresql.try_out(file, place_of(connection))
        if found != manifest.rows:
            raise BackupProblem(f"{file} does not hold what it says.")
        self.stdout.write(f"{told(manifest)} can be restored. Nothing was changed.")

    def restore(self, file, manifest, replace):
        with nobody_at_work():
            if not replace and holds_districts():
                raise BackupProblem("The database holds districts. To put the backup in their place, add --replace.")
            disconnect()
            put_in_place = replace_sqlite if connection.vendor == "sqlite" else replace_postgresql
            note = put_in_place(file, manifest)
            call_command("migrate", interactive=False, verbosity=0)
            with scopes_disabled():
                MailChannel.get().hold(f"The database was restored from a backup of {manifest.made_at}.")
        self.stdout.write(f"{told(manifest)} are in place.{note}")
        self.stdout.write("All mail is held: look under Settings, Mail, discard what had left before, then release it.")


def told(manifest):
    return f"{manifest.total:,} rows of {len(manifest.rows)} tables, as they were on {manifest.made_at},"


@contextmanager
def nobody_at_work():
    try:
        lock = FolderLock(settings.DATA_DIR)
    except FolderInUse as held:
        raise BackupProblem(f"Stop Coalition first: it runs at {held.note or 'its address'}") from held
    try:
        yield
    finally:
        lock.release()


def holds_districts():
    try:
        return District.objects.exists()
    except DatabaseError:
        return False


def replace_sqlite(file, manifest):
    database = Path(connection.settings_dict["NAME"])
    kept = database.with_name(f"{database.name}.before-{timezone.now():%Y%m%d-%H%M%S}")
    sqlite.restore(file, database, manifest.rows, kept)
    return f" What was there before is {kept}." if kept.exists() else ""


def replace_postgresql(file, manifest):
    if postgresql.restore(file, place_of(connection)) != manifest.rows:
        raise BackupProblem(f"{file} does not hold what it says. It is in place all the same: restore another one.")
    return ""
