"""Cleans single cells: one line of text, e-mail addresses, phone numbers. What does not fit is handed back."""

import csv
import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from stakeholders.importing.values import is_missing

_BREAKS: Final = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SEPARATORS: Final = re.compile(r";|,|:::|\||\n|\r|\s/\s|\s(?=\S+@)")
_PHONE_SEPARATORS: Final = re.compile(r";|:::|\||\n|\r|\s/\s")
# Believed only where each side is a number of its own.
_BETWEEN_NUMBERS: Final = re.compile(r"/|,|\bor\b|\band\b|&")
_DIGITS_OF_A_NUMBER: Final = 7
# An address among other words: "work: ada@berg.example (until May)", "ada@berg.example#mailto:ada@berg.example#".
_AMONG_WORDS: Final = re.compile(
    r"(?:^|(?<=[\s<(\[:|/=]))([\w.%+\-']{1,64}@(?:[A-Za-z0-9\-]{1,63}\.)+[A-Za-z]{2,63})(?=$|[\s>)\],:?#|/]|\.$)"
)
_LONGEST_AMONG_WORDS: Final = 500
_PLAIN_EMAIL: Final = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_LONGEST_EMAIL: Final = 254
_IN_BRACKETS: Final = re.compile(r"<(?:mailto:)?([^<>\s@]+@[^<>\s@]+)>")
_ADDRESSEE: Final = re.compile(
    r"(?:(?:to|cc|bcc|from|an|para|von|de):)?\s*\"?([^\"<>@]{0,100}?)\"?\s*(?:<|\(|(?=\S+$))(?:mailto:)?"
    r"([^\s<>()@,;]{1,64}@[^\s<>()@,;]{1,190})[>)]?",
    re.IGNORECASE,
)
_LONGEST_ADDRESSED: Final = 50_000
_DOTS: Final = re.compile(r"^\.|\.\.|\.@")
_NO_NAMES: Final = frozenset({"n/a", "#n/a", "-", "--", "–", "—", "†"})
# What stands where there is no name: "VACANT", "Position open", "To be determined". "None" and "Null" are names.
_NOBODY: Final = re.compile(
    r"\W*(?:(?:position|seat|post|office|currently|is|now) )*"
    r"(?:vacant|vacancy|unfilled|open|tb[adhn]|to be (?:determined|announced|hired|filled|named|appointed|decided)|"
    r"unknown|unassigned|unnamed|untitled|not (?:applicable|available|assigned|provided|listed|known)|"
    r"none (?:listed|given|provided)|info(?:rmation)? requested|no (?:name|data|contact)(?: listed)?|see above|"
    r"same as above|as above|ditto)"
    r"(?: (?:position|seat|post|at this time))*\W*",
    re.IGNORECASE,
)
# Asked of every name: the first two letters spare most of them the longer look.
_BEGIN_NOBODY: Final = frozenset(
    {"po", "se", "of", "cu", "is", "no", "va", "un", "op", "tb", "to", "sa", "as", "di", "in", "v", "o", "t"}
)
_LONGEST_NOBODY: Final = 40
# Lines drawn with signs, below headers and between rows.
_RULED: Final = "-–—=_:"
# Marks of footnotes and of lists around a name.
_MARKS_AROUND: Final = "*†‡•·▪●"
# What programs put behind a name: the address of a linked page, the part somebody had in a meeting, with what they
# came; and pronouns, which are no more our business than a column of genders.
_LINK: Final = re.compile(
    r"\s*\((?:https?://[^)\s]*|(?:co-?)?host|me|guest|external|unverified|i(?:pad|phone)|android|"
    r"(?:she|he|they|her|him|them|ella|él)/[\w/]+)(?:, me)?\)",
    re.IGNORECASE,
)
# Words between two addresses, and labels of one.
_JOINING: Final = frozenset({"or", "and", "und", "y", "o", "&", "work:", "home:", "personal:", "office:", "email:"})
_ROUNDED: Final = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_FIRST_DIGITS: Final = frozenset("123456789")
_EXTENSION: Final = re.compile(r"(?:ext|x)?[.:]? ?(\d{1,6})(?:\.0)?", re.IGNORECASE)
_EXTENDED: Final = re.compile(r"x|#", re.IGNORECASE)
_FORCED_TEXT: Final = re.compile(r"^'(?=[\d+(])")


def line(cell: str) -> str:
    """One line of text, without NULs; blanks inside stay as they are."""
    text = cell.strip()
    if not text.isprintable():
        pieces = _BREAKS.split(text.replace("\x00", ""))
        text = " ".join(filter(None, map(str.strip, pieces))) if len(pieces) > 1 else pieces[0]
    return text


def known_line(cell: str) -> str:
    """One line of text, or "" where the cell says that there is nothing: "N/A"."""
    text = line(cell)
    return "" if len(text) <= 7 and is_missing(text) else text


def name_line(cell: str) -> str:
    """One line of a name, or "" for a placeholder; "Null" and "None" are names people bear."""
    text = line(cell)
    text = without_links(text)
    if text and (text[0] in _MARKS_AROUND or text[-1] in _MARKS_AROUND):
        text = text.strip(_MARKS_AROUND).strip() or text
    if (
        text.casefold() in _NO_NAMES
        or not text.strip(_RULED)
        or (text[:3].lstrip("([-").casefold()[:2] in _BEGIN_NOBODY and _is_nobody(text))
    ):
        return ""
    return text


def _is_nobody(text: str) -> bool:
    return len(text) <= _LONGEST_NOBODY and _NOBODY.fullmatch(text) is not None


def without_links(text: str) -> str:
    """A name without what programs put behind it in parentheses."""
    return _LINK.sub("", text) if ")" in text else text


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
    if people := addressees(text):
        return [*dict.fromkeys(address for _, address in people)], []
    text = "" if is_missing(text) else line(text)
    good: list[str] = []
    bad: list[str] = []
    bracketed = _IN_BRACKETS.findall(text)
    for piece in bracketed or _SEPARATORS.split(text):
        address = _bare(piece)
        if not address or address.casefold() in _JOINING or (good and is_missing(address)):
            continue
        if is_email(address):
            good.append(address)
        elif found := _among_words(address):
            good += [one for one in found if one not in good]
        else:
            bad.append(address)
    return good, bad


def addressees(cell: str) -> list[tuple[str, str]]:
    """The people of an address line as mail programs write it, "Ana Ruiz <ana@x.org>; bo@x.org", each by the name or ""
    and the address; empty for anything else, and where nobody is named."""
    if cell.count("@") < 2 or len(cell) > _LONGEST_ADDRESSED:
        return []
    text = cell.replace("\n", ";").replace("\r", ";")
    pieces = text.split(";") if ";" in text else next(csv.reader([text], skipinitialspace=True))
    found = [_ADDRESSEE.fullmatch(piece.strip()) for piece in pieces if piece.strip()]
    people = [(one[1].strip(" ',"), one[2]) for one in found if one and is_email(one[2])]
    return people if len(people) == len(found) > 1 and any(name for name, _ in people) else []


def _bare(piece: str) -> str:
    """A piece of a cell without the marks that programs and people set around an address."""
    text = piece.strip()
    if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    text = text.removeprefix("mailto:")
    return text[:-1] if text.endswith(".") else text


def _among_words(piece: str) -> list[str]:
    """The addresses among the words of a piece that is none itself."""
    found = _AMONG_WORDS.findall(piece) if len(piece) <= _LONGEST_AMONG_WORDS else []
    return [one for one in dict.fromkeys(found) if is_email(one)]


def is_email(address: str) -> bool:
    """Whether mail could be sent there, by the rule the forms use too."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    # Reports mask addresses: mail to "b***@library.example" reaches nobody.
    return len(address) <= _LONGEST_EMAIL and "**" not in address


def phones(cell: str) -> list[str]:
    """The numbers of a cell as they were written."""
    text = _FORCED_TEXT.sub("", cell.strip())
    if text.isascii() and text.isdigit():
        return [text] if text.strip("0") else []
    text = text.removesuffix(".0").replace(";ext=", " ext. ")
    if text.isprintable() and ";" not in text and ":::" not in text and "|" not in text and " / " not in text:
        found = _between_numbers(text)
    else:
        found = _PHONE_SEPARATORS.split(text)
    return [piece for piece in map(_number, found) if piece]


def extended(phone: str, cell: str) -> str:
    """A phone number with the extension that another column holds: "555-0100 ext. 12"."""
    found = _EXTENSION.fullmatch(cell.strip())
    return f"{phone} ext. {found[1]}" if found and found[1].strip("0") and not _EXTENDED.search(phone) else phone


def _number(piece: str) -> str:
    """A number as it was written, or "" for the empty mask of a form: "(   )   -"."""
    text = line(piece).removeprefix("tel:")
    # Most begin so: "555", "(555)", "+1".
    if text[:1] in _FIRST_DIGITS or text[1:2] in _FIRST_DIGITS:
        return text
    return text if any(map(str.isalnum, text)) and text.strip("0") and not is_missing(text) else ""


def _between_numbers(text: str) -> list[str]:
    """The numbers of "555-0100 or 555-0101"; "555-0100/01" is one."""
    if len(text) <= 2 * _DIGITS_OF_A_NUMBER:
        return [text]
    pieces = _BETWEEN_NUMBERS.split(text)
    enough = all(sum(map(str.isdigit, piece)) >= _DIGITS_OF_A_NUMBER for piece in pieces)
    return pieces if len(pieces) > 1 and enough else [text]
