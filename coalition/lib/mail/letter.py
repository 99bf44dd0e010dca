"""One letter to one person, as bytes for the relay: text and HTML, headers that machines understand, nothing injected.

The same letter gives the same bytes each time it is built, so a second copy, sent after a crash, is recognised as one:
Message-ID and Date come from outside, and the boundary is made from the Message-ID. Bodies travel quoted-printable,
which every relay carries unchanged.
"""

import binascii
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

LONGEST_SUBJECT = 200
SHORT_HEADER = 70
UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class BadAddress(ValueError):
    """The address cannot be written to as it stands; the text says why."""


@dataclass(frozen=True)
class Wire:
    """The finished message; what Django's mail backends expect of `EmailMessage.message()`."""

    content: bytes

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\r\n") -> bytes:
        """The bytes, with the line ends asked for."""
        return self.content if linesep == "\r\n" else self.content.replace(b"\r\n", linesep.encode())


class Letter(EmailMultiAlternatives):
    """A message to one recipient that any Django mail backend can send."""

    def __init__(
        self,
        *,
        sender: str,
        name: str,
        address: str,
        subject: str,
        text: str,
        html: str,
        message_id: str,
        date: datetime,
        unsubscribe_url: str = "",
        return_address: str = "",
    ):
        """`sender` is "Name <address>"; `message_id` has its angle brackets; what cannot be delivered is reported to
        `return_address`, else to the sender. Raises BadAddress."""
        self.envelope_from, from_email = as_sender(sender)
        if return_address:
            self.envelope_from = envelope_address(return_address)
        self.envelope_to = envelope_address(address)
        self.message_id, self.date, self.html = message_id, date, html
        headers = {
            "Date": format_datetime(date),
            "Message-ID": message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        }
        if unsubscribe_url:
            headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        super().__init__(
            subject=one_line(subject, LONGEST_SUBJECT),
            body=text,
            from_email=from_email,
            to=[mailbox(name, self.envelope_to)],
            headers=headers,
        )
        self.attach_alternative(html, "text/html")

    def message(self) -> Wire:
        boundary = "=_" + re.sub(r"\W", "", self.message_id)
        lines = [
            header_line("From", self.from_email),
            header_line("To", self.to[0]),
            header_line("Subject", self.subject),
            *(f"{name}: {one_line(value)}" for name, value in self.extra_headers.items()),
            "MIME-Version: 1.0",
            f'Content-Type: multipart/alternative; boundary="{boundary}"',
        ]
        parts = (body_part("plain", self.body), body_part("html", self.html))
        fence = f"--{boundary}".encode()
        body = b"".join(fence + b"\r\n" + part + b"\r\n" for part in parts) + fence + b"--\r\n"
        return Wire("\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + body)


def one_line(text: str, longest: int = 900) -> str:
    """The text with every control character and line end made a space: nothing in it can start a new header."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(sign) in UNPRINTABLE else sign for sign in text)
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


@lru_cache(maxsize=8)
def as_sender(sender: str) -> tuple[str, str]:
    """The address of a sender alone, and with the name."""
    name, address = parseaddr(sender)
    return envelope_address(address), mailbox(name, envelope_address(address))


def envelope_address(address: str) -> str:
    """The address as the relay takes it, its domain in ASCII. Raises BadAddress."""
    try:
        validate_email(address)
        local, _, domain = address.rpartition("@")
        return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"
    except (ValidationError, UnicodeError):
        raise BadAddress(f"“{one_line(address, 100)}” is not an e-mail address.") from None


def mailbox(name: str, address: str) -> str:
    """`Name <address>`, the name encoded where it needs to be (RFC 2047)."""
    return formataddr((one_line(name, 100), address))


def header_line(name: str, value: str) -> str:
    """One header, folded at 76 signs and encoded when it holds more than ASCII."""
    if value.isascii() and len(value) <= SHORT_HEADER:
        return f"{name}: {value}"
    charset = "us-ascii" if value.isascii() else "utf-8"
    folded = Header(value, charset, header_name=name).encode(linesep="\r\n")
    return f"{name}: {folded}"


def body_part(subtype: str, content: str) -> bytes:
    """A part of the message with its own headers; line ends are CRLF, lines at most 76 long."""
    text = re.sub(r"\r\n?|\u2028|\u2029", "\n", content).replace("\x00", "").rstrip("\n") + "\n"
    encoded = binascii.b2a_qp(text.encode("utf-8", "replace").replace(b"\n", b"\r\n"), istext=True)
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return head.encode("ascii") + encoded
