"""Writes address cards as vCard 4.0 (RFC 6350): CRLF, lines folded at 75 bytes, text escaped."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_KINDS: Final = {"person": "individual", "group": "group", "organization": "org"}
_LINE_BYTES: Final = 75
_FLUSH_CHARACTERS: Final = 32 * 1024
# RFC 6350 knows no control characters in text but line ends and the tab.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class AddressCard:
    """One card; `kind` is person, group or organization, and `uid` the same for the same one on each export."""

    uid: str
    kind: str
    name: str
    organization: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    languages: str = ""
    notes: str = ""
    category: str = ""


def write_cards(cards: Iterable[AddressCard]) -> Iterator[bytes]:
    """The cards in pieces of some 32 KB, UTF-8."""
    pieces: list[str] = []
    size = 0
    for card in cards:
        pieces.append(_card(card))
        size += len(pieces[-1])
        if size > _FLUSH_CHARACTERS:
            yield "".join(pieces).encode()
            pieces, size = [], 0
    yield "".join(pieces).encode()


def _card(card: AddressCard) -> str:
    # A name is not taken apart: which word of it is the family's is not known, and RFC 6350 asks for N no more.
    pairs = (
        ("UID", card.uid),
        ("KIND", _KINDS.get(card.kind, "individual")),
        ("FN", card.name),
        ("ORG", card.organization),
        ("TITLE", card.title),
        ("EMAIL", card.email),
        ("TEL;VALUE=text", card.phone),
        ("LANG", card.languages),
        ("CATEGORIES", card.category),
        ("NOTE", card.notes),
    )
    lines = [_folded(f"{name}:{_escaped(text)}") for name, text in pairs if text]
    return "\r\n".join(["BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""])


def _escaped(text: str) -> str:
    plain = _CONTROLS.sub("", text).replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return plain.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line cut so that no piece has more than 75 bytes and no character is torn."""
    if len(line) * 4 <= _LINE_BYTES or len(line.encode()) <= _LINE_BYTES:
        return line
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _LINE_BYTES:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)
