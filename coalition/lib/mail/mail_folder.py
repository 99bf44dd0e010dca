"""Where mail goes when there is no relay: one file a letter in a folder of this machine.

A file appears whole or not at all, under a name made from its Message-ID, so that a second copy replaces the first.
"""

import email
import os
import re
from datetime import datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """A Django mail backend that keeps each message in `settings.MAIL_FOLDER`."""

    def send_messages(self, messages):
        for message in messages:
            keep(message.message().as_bytes(linesep="\n"), message.extra_headers.get("Message-ID", ""))
        return len(messages)

    def deliver(self, letter):
        """Keep one letter; raises OSError when the disk does not take it."""
        self.send_messages([letter])


def is_used() -> bool:
    """Tell whether mail stays on this machine, because no relay is set."""
    return settings.EMAIL_BACKEND.rpartition(".")[0] == __name__


def keep(content: bytes, message_id: str):
    folder = Path(settings.MAIL_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place_of(message_id or f"<{uuid4()}@localhost>")
    draft = folder / f".{path.name}.{os.getpid()}"
    with open(draft, "wb", opener=private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def private(path, flags):
    return os.open(path, flags, 0o600)


def place_of(message_id: str) -> Path:
    """The file of a message; whatever the Message-ID holds, it lies in the folder."""
    local = message_id.strip("<>").partition("@")[0]
    return Path(settings.MAIL_FOLDER) / (re.sub(r"[^A-Za-z0-9-]", "", local)[:100] + ".eml")


def forget(before: datetime):
    """Delete what was kept before a moment, and what a process that was killed left unfinished then."""
    for path in Path(settings.MAIL_FOLDER).glob("*"):
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)


def kept(message_id: str) -> EmailMessage | None:
    """The message kept under `message_id`, or None."""
    try:
        content = place_of(message_id).read_bytes()
    except FileNotFoundError:
        return None
    return email.message_from_bytes(content, policy=policy.default)
