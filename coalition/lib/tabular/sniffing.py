"""Tells what a file is from its first bytes: names and extensions lie."""

import re
from typing import Final

from coalition.lib.tabular.errors import UnreadableFile

SAVE_AS: Final = "save the list as Excel (.xlsx) or CSV and choose that file"

_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "This is a PDF, not a spreadsheet"),
    (b"{\\rtf", "This is a text document (RTF), not a spreadsheet"),
    (b"\x89PNG\r\n", "This is a picture, not a spreadsheet"),
    (b"\xff\xd8\xff", "This is a picture, not a spreadsheet"),
    (b"GIF8", "This is a picture, not a spreadsheet"),
    (b"II*\x00", "This is a picture, not a spreadsheet"),
    (b"MM\x00*", "This is a picture, not a spreadsheet"),
    (b"\x1f\x8b", "This is a compressed file (.gz): unpack it first"),
    (b"BZh", "This is a compressed file (.bz2): unpack it first"),
    (b"\xfd7zXZ\x00", "This is a compressed file (.xz): unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "This is a compressed file (.7z): unpack it first"),
    (b"Rar!", "This is a compressed file (.rar): unpack it first"),
    (b"SQLite format 3\x00", "This is a database, not a spreadsheet"),
    (b"MZ", "This is a program, not a spreadsheet"),
    (b"\x7fELF", "This is a program, not a spreadsheet"),
)
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP: Final = re.compile(
    rb"\s*(?:<!--.{0,400}?-->\s*)*<(!doctype|html|head|body|table|\?xml|workbook|rss|svg|script|div|meta|style)\b",
    re.IGNORECASE | re.DOTALL,
)


def identify(data: bytes) -> str:
    """`"workbook"`, `"vcard"` or `"text"`; raises `UnreadableFile` for everything that is no table."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableFile("This file is empty: choose the file that holds your list.")
    if data.startswith(_ZIP):
        return "workbook"
    if data.startswith(_EMPTY_ZIP):
        raise UnreadableFile("This is an empty archive with no workbook in it: choose the file that holds your list.")
    if data.startswith(_OLE):
        raise UnreadableFile(_ole_sentence(data))
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and not (signature in {b"MZ", b"BZh", b"GIF8", b"%PDF"} and _is_prose(data)):
            raise UnreadableFile(f"{what}; {SAVE_AS}." if ":" not in what else f"{what}, then choose the list in it.")
    start = _plain_start(data)
    if _MARKUP.match(start):
        raise UnreadableFile(f"This is a web page or XML file, whatever its name says: open it in Excel and {SAVE_AS}.")
    if re.match(rb"\s*BEGIN:VCARD", start, re.IGNORECASE):
        return "vcard"
    if re.match(rb"\s*(version:\s*1\s+)?dn::?\s", start):
        raise UnreadableFile("This is an LDIF address book: export it as CSV or vCard and choose that file.")
    if re.match(rb"\s*(\[\s*\{|\{\s*\")", start) and start.rstrip()[:1] in b"[{":
        raise UnreadableFile(f"This is a JSON data file, not a spreadsheet: {SAVE_AS}.")
    return "text"


def _ole_sentence(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "This workbook is protected with a password: remove the password in Excel, save it and choose it again."
    if "WordDocument".encode("utf-16-le") in data:
        return f"This is a Word document, not a spreadsheet: {SAVE_AS}."
    return f"This is an older Excel file (.xls): open it in Excel, {SAVE_AS}."


def _is_prose(data: bytes) -> bool:
    """Whether bytes that begin like a binary file are in fact text ("MZ,Name" is a header row)."""
    head = data[:512]
    return (
        b"\x00" not in head
        and not any(byte < 9 or 13 < byte < 32 or byte > 126 for byte in head[:64])
        and not (head.startswith(b"%PDF-"))
    )


def _plain_start(data: bytes) -> bytes:
    """The first kilobytes with byte-order mark and the NULs of UTF-16 taken out, enough to recognise a keyword."""
    return data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
