from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from coalition.lib.backup import archive, postgresql, sqlite
from coalition.lib.backup.archive import BackupProblem


class Command(BaseCommand):
    help = "Writes the whole database into one file, while people work."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="where to (backups/ in the data folder, by its date)")

    def handle(self, *, file, **options):
        now = timezone.now()
        path = (file or place_for(now)).absolute()
        try:
            manifest = archive.write(path, connection.vendor, now.isoformat(timespec="seconds"), applied(), dump)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"{path}: {manifest.total:,} rows of {len(manifest.rows)} tables, {path.stat().st_size:,} bytes.\n"
            "Keep it on another machine, and SECRET_KEY apart from it."
        )


def place_for(now: datetime) -> Path:
    folder = settings.DATA_DIR / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"coalition-{now:%Y%m%d-%H%M%S}.zip"


def applied() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def dump(out):
    if connection.vendor == "sqlite":
        return sqlite.dump(Path(connection.settings_dict["NAME"]), out)
    return postgresql.dump(place_of(connection), out)


def place_of(connection):
    """Return where the database of a connection of Django is, in the words of libpq."""
    said = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    more = {name: value for name, value in said["OPTIONS"].items() if name.startswith("ssl") or name == "options"}
    return {name: said[key] for name, key in names.items() if said[key]} | more
