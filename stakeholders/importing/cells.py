"""Cleans single cells: one line of text, e-mail addresses, phone numbers. What does not fit is handed back."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from stakeholders.importing.values import is_missing

_BREAKS: Final = re.compile(r"\s*[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_SEPARATORS: Final = re.compile(r"\s*(?:;|,|:::|\||\n|\r|\s/\s)\s*|\s+(?=\S+@)")
_PHONE_SEPARATORS: Final = re.compile(r"\s*(?:;|:::|\||\n|\r|\s/\s)\s*")
_PLAIN_EMAIL: Final = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_LONGEST_EMAIL: Final = 254
_IN_BRACKETS: Final = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_DOTS: Final = re.compile(r"^\.|\.\.|\.@")
_NO_NAMES: Final = frozenset(
    {"no data", "n/a", "#n/a", "-", "--", "–", "—", "†", "vacant", "tbd", "untitled", "unnamed", "no name", "(no name)"}
)
# What programs put behind a name: the address of a linked page, the part somebody had in a meeting.
_LINK: Final = re.compile(r"\s*\((?:https?://[^)\s]*|guest|external|unverified)\)", re.IGNORECASE)
_ROUNDED: Final = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_FORCED_TEXT: Final = re.compile(r"^'(?=[\d+(])")


def line(cell: str) -> str:
    """One line of text, without NULs; blanks inside stay as they are."""
    text = cell.strip()
    if not text.isprintable():
        text = _BREAKS.sub(" ", text.replace("\x00", ""))
    return text


def known_line(cell: str) -> str:
    """One line of text, or "" where the cell says that there is nothing: "N/A"."""
    text = line(cell)
    return "" if len(text) <= 7 and is_missing(text) else text


def name_line(cell: str) -> str:
    """One line of a name, or "" for a placeholder; "Null" and "None" are names people bear."""
    text = line(cell)
    text = without_links(text)
    return "" if text.casefold() in _NO_NAMES else text


def without_links(text: str) -> str:
    """A name without what programs put behind it in parentheses."""
    return _LINK.sub("", text) if text.endswith(")") else text


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet wrote a long number as "3.07555E+09": its last digits are lost."""
    return "E" in text.upper() and _ROUNDED.fullmatch(text) is not None


def block(cell: str) -> str:
    """Text of several lines as it was written, or "" when it holds nothing but blanks."""
    return "" if not cell or cell.isspace() else cell.replace("\x00", "")


def number(cell: str) -> str:
    """An identifier: without the apostrophe or the ".0" by which spreadsheets kept or lost its zeros."""
    text = known_line(_FORCED_TEXT.sub("", cell.strip()).removesuffix(".0"))
    return "" if is_rounded(text) else text


def emails(cell: str) -> tuple[list[str], list[str]]:
    """The addresses of a cell, and the pieces that are none."""
    text = cell.strip()
    if len(text) <= _LONGEST_EMAIL and _PLAIN_EMAIL.fullmatch(text) and not _DOTS.search(text):
        return [text], []
    text = "" if is_missing(text) else line(text)
    good: list[str] = []
    bad: list[str] = []
    bracketed = _IN_BRACKETS.findall(text)
    for piece in bracketed or _SEPARATORS.split(text):
        address = piece.strip().removeprefix("mailto:")
        if address:
            (good if is_email(address) else bad).append(address)
    return good, bad


def is_email(address: str) -> bool:
    """Whether mail could be sent there, by the rule the forms use too."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= _LONGEST_EMAIL


def phones(cell: str) -> list[str]:
    """The numbers of a cell as they were written."""
    text = _FORCED_TEXT.sub("", cell.strip())
    if text.isprintable() and ";" not in text and ":::" not in text and "|" not in text and " / " not in text:
        found = [text]
    else:
        found = _PHONE_SEPARATORS.split(text)
    return [line(piece) for piece in found if piece and not is_missing(piece)]
