"""Reads a mailbox that only a program reads: IMAP, POP or a Maildir, named by a URL.

`imap+ssl://user:password@host/INBOX`, `imap+tls://` (STARTTLS), `imap://`, `pop3+ssl://`, `pop3://`, `maildir:///path`.
A message that was dealt with is deleted. One that was not is left, marked as seen, for a person to look at; POP knows
no marks, so there every message that was read goes.
"""

import contextlib
import imaplib
import mailbox
import poplib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

SECONDS = 30
MOST_AT_ONCE = 200
Handle = Callable[[bytes], bool]


class MailboxTrouble(Exception):
    """The mailbox could not be read; the text says why and holds no password."""


def read(url: str, handle: Handle, *, largest: int, most: int = MOST_AT_ONCE) -> int:
    """Give up to `most` new messages of at most `largest` bytes to `handle`; returns how many it has dealt with."""
    parts = urlsplit(url)
    readers = {"maildir": read_maildir, "imap": read_imap, "pop3": read_pop}
    reader = readers.get(parts.scheme.partition("+")[0])
    if reader is None:
        raise MailboxTrouble(f"A mailbox is named by imap, pop3 or maildir, not by {parts.scheme or 'nothing'}.")
    try:
        return reader(parts, handle, largest, most)
    except (OSError, imaplib.IMAP4.error, poplib.error_proto, mailbox.Error) as error:
        raise MailboxTrouble(f"{parts.hostname or parts.path}: {error}"[:300]) from error


def read_maildir(parts: SplitResult, handle, largest, most):
    folder = Path(unquote(parts.path))
    if not (folder / "new").is_dir():
        raise MailboxTrouble(f"{folder} is no Maildir.")
    done = 0
    for path in sorted((folder / "new").iterdir())[:most]:
        if path.stat().st_size <= largest and handle(path.read_bytes()):
            path.unlink()
            done += 1
        else:
            path.replace(folder / "cur" / f"{path.name}:2,S")
    return done


def read_imap(parts: SplitResult, handle, largest, most):
    server = imap_server(parts)
    try:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.lstrip("/")) or "INBOX"
        expect(server.select(f'"{folder}"'))
        found = expect(server.uid("SEARCH", "UNSEEN", "SMALLER", str(largest + 1)))[0].split()
        done = sum(read_one(server, uid.decode(), handle) for uid in found[:most])
        if done:
            server.expunge()
        return done
    finally:
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            server.logout()


def imap_server(parts):
    if parts.scheme == "imap+ssl":
        return imaplib.IMAP4_SSL(parts.hostname, parts.port or imaplib.IMAP4_SSL_PORT, timeout=SECONDS)
    server = imaplib.IMAP4(parts.hostname, parts.port or imaplib.IMAP4_PORT, timeout=SECONDS)
    if parts.scheme == "imap+tls":
        server.starttls()
    return server


def read_one(server, uid, handle):
    """Fetching marks a message as seen: one that kills the reader is not met again, one that it only failed at is."""
    content = next((part[1] for part in expect(server.uid("FETCH", uid, "(RFC822)")) if isinstance(part, tuple)), b"")
    try:
        is_done = handle(content)
    except Exception:
        server.uid("STORE", uid, "-FLAGS", r"(\Seen)")
        raise
    if is_done:
        expect(server.uid("STORE", uid, "+FLAGS", r"(\Deleted)"))
    return is_done


def expect(answer):
    kind, data = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(
            b" ".join(part for part in data if isinstance(part, bytes)).decode("utf-8", "replace")
        )
    return data


def read_pop(parts: SplitResult, handle, largest, most):
    is_wrapped = parts.scheme == "pop3+ssl"
    made = poplib.POP3_SSL if is_wrapped else poplib.POP3
    port = parts.port or (poplib.POP3_SSL_PORT if is_wrapped else poplib.POP3_PORT)
    server = made(parts.hostname, port, timeout=SECONDS)
    try:
        server.user(unquote(parts.username or ""))
        server.pass_(unquote(parts.password or ""))
        done = 0
        for line in server.list()[1][:most]:
            number, size = line.split()[:2]
            if int(size) <= largest:
                done += handle(b"\r\n".join(server.retr(int(number))[1]))
            server.dele(int(number))
        return done
    finally:
        with contextlib.suppress(OSError, poplib.error_proto):
            server.quit()
