"""One running Coalition for each data folder."""

import fcntl
import os
from pathlib import Path


class FolderInUse(Exception):
    """Another process holds the folder; `note` is what it left there (its address, or "")."""

    def __init__(self, note: str):
        super().__init__(note)
        self.note = note


class FolderLock:
    """An exclusive lock on a folder that the kernel releases when this process ends, however it ends."""

    def __init__(self, folder: Path):
        """Takes the lock or raises `FolderInUse`. The descriptor is not inherited, so children never hold it."""
        self._file = os.open(folder / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            note = os.pread(self._file, 200, 0).decode(errors="replace").strip()
            os.close(self._file)
            raise FolderInUse(note) from None
        os.ftruncate(self._file, 0)

    def leave_note(self, note: str) -> None:
        """Writes what the next one who tries will be told."""
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, note.encode(), 0)

    def release(self) -> None:
        """Gives the folder back."""
        os.close(self._file)
