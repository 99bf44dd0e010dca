"""A backup is a zip archive: `database`, as its kind of database writes it, and `manifest.json`, which says what it is.

The checksum of the archive tells a damaged one; the manifest holds the rows of each table as they were at that moment,
so that what was read back can be counted against it.
"""

import json
import os
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

FORMAT = 1
DATABASE, MANIFEST = "database", "manifest.json"
AT_ONCE = 1024 * 1024


class BackupProblem(Exception):
    """A backup cannot be written or read back; the message is a sentence for whoever runs the installation."""


@dataclass(frozen=True)
class Manifest:
    """`kind` is the database it came from, `made_at` ISO 8601, `migrations` as app.name, `rows` by table."""

    kind: str
    made_at: str
    migrations: list[str]
    rows: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def write(
    path: Path, kind: str, made_at: str, migrations: list[str], dump: Callable[[IO[bytes]], dict[str, int]]
) -> Manifest:
    """Write what `dump` writes to `path`, readable by this account alone; it stands there whole or not at all."""
    if path.exists():
        raise BackupProblem(f"{path} is there already. Choose another name.")
    part = path.with_name(f"{path.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                with archive.open(DATABASE, "w", force_zip64=True) as out:
                    rows = dump(out)
                manifest = Manifest(kind, made_at, migrations, rows)
                archive.writestr(MANIFEST, json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as problem:
        raise BackupProblem(f"{path} cannot be written: {problem.strerror or problem}.") from problem
    finally:
        part.unlink(missing_ok=True)
    return manifest


def read(path: Path) -> Manifest:
    """Return what a backup says of itself; raises BackupProblem."""
    try:
        with ZipFile(path) as archive:
            said = json.loads(archive.read(MANIFEST))
            archive.getinfo(DATABASE)
        if said.pop("format") != FORMAT:
            raise BackupProblem(f"{path} was made by a newer Coalition. Install that first.")
        return Manifest(**said)
    except OSError as problem:
        raise BackupProblem(f"{path} cannot be read: {problem.strerror or problem}.") from problem
    except (BadZipFile, KeyError, TypeError, ValueError, AttributeError, zlib.error) as problem:
        raise BackupProblem(f"{path} is no backup of Coalition, or is damaged.") from problem


def unpack(path: Path, write_piece: Callable[[bytes], object]) -> None:
    """Hand over the database piece by piece; raises BackupProblem where the archive turns out to be damaged."""
    try:
        with ZipFile(path) as archive, archive.open(DATABASE) as file:
            while piece := file.read(AT_ONCE):
                write_piece(piece)
    except (BadZipFile, zlib.error, EOFError) as problem:
        raise BackupProblem(f"{path} is damaged. Nothing was changed.") from problem
