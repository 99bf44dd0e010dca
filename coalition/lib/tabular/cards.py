"""Reads vCards, versions 2.1 to 4.0, as a table: one row a card, under headers like those of an address book in CSV.

RFC 6350, RFC 2426 and the vCard 2.1 specification of 1996. Read as leniently as programs write them: folded and
softly broken lines, groups, bare parameters, quoted-printable in any encoding. Pictures, keys, birth dates and genders
are passed over and never kept.
"""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from coalition.lib.tabular.encoding import detect
from coalition.lib.tabular.errors import UnreadableFile
from coalition.lib.tabular.limits import Limits
from coalition.lib.tabular.table import Record

HEADERS: Final = (
    "Full Name",
    "First Name",
    "Middle Name",
    "Last Name",
    "Name Prefix",
    "Name Suffix",
    "Organization",
    "Department",
    "Job Title",
    "Email",
    "Email 2",
    "Email 3",
    "Phone",
    "Phone 2",
    "Phone 3",
    "Language",
    "Website",
    "Notes",
    "Categories",
    "Kind",
    "Nickname",
    "Related",
    # Of cards that Coalition wrote itself.
    "Coalition number",
)
_KEPT: Final = frozenset(
    {
        "FN",
        "N",
        "ORG",
        "TITLE",
        "ROLE",
        "EMAIL",
        "TEL",
        "LANG",
        "URL",
        "NOTE",
        "CATEGORIES",
        "KIND",
        "UID",
        "NICKNAME",
        "RELATED",
    }
)
_LINE: Final = re.compile(
    r"(?:[\w\-]+\.)?(?P<name>[A-Za-z][\w\-]*)(?P<params>(?:;(?:\"[^\"]*\"|[^:;\"])*)*):(?P<value>.*)", re.DOTALL
)
_NOT_TO_CALL: Final = ("FAX", "PAGER", "TEXTPHONE", "MODEM", "VIDEO")
_LANGUAGE_ORDER: Final = 3


@dataclass(slots=True)
class _Card:
    """The properties of one card that are kept: name to values, the preferred ones first."""

    values: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, name: str, value: str, preference: int) -> None:
        if value.strip():
            self.values.setdefault(name, []).append((preference, value))

    def all(self, name: str) -> list[str]:
        return [value for _, value in sorted(self.values.get(name, []), key=lambda one: one[0])]

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")


def records_of_cards(lines: Iterable[str], limits: Limits) -> Iterator[Record]:
    """The cards as rows below HEADERS, numbered from 2 as in a spreadsheet; raises `UnreadableFile`."""
    yield Record(1, list(HEADERS))
    card: _Card | None = None
    depth, number, before = 0, 1, ""
    for line in _logical_lines(lines, limits):
        match = _LINE.fullmatch(line)
        if not match:
            continue
        name, value = match["name"].upper(), match["value"]
        word = value.strip().upper() if name in {"BEGIN", "END"} else ""
        if word == "VCARD" and (name == "END" or (depth == 1 and before != "AGENT")):
            depth = max(depth - 1, 0)
            if depth == 0 and card is not None:
                yield Record(number, _row(card))
                card = None
        if word == "VCARD" and name == "BEGIN":
            depth += 1
            if depth == 1:
                card, number = _Card(), number + 1
        elif depth == 1 and card is not None and name in _KEPT:
            _take(card, name, match["params"], value)
        before = name
    if card is not None:
        raise UnreadableFile(f"Card {number - 1} never ends: export the cards again and choose that file.", line=number)


def _logical_lines(lines: Iterable[str], limits: Limits) -> Iterator[str]:
    """The lines with folds undone: a line that begins with a blank continues the one before, and in quoted-printable
    one that ends with "=" is continued by the next."""
    current = ""
    for raw in lines:
        line = raw.rstrip("\r\n")
        softly = current.endswith("=") and "QUOTED-PRINTABLE" in current[:200].upper()
        if softly:
            current = current[:-1] + line
        elif line[:1] in {" ", "\t"} and current:
            current += line[1:]
        else:
            yield current
            current = line
        if len(current) > 40 * limits.cell_characters:
            raise UnreadableFile("A card in this file never ends: export the cards without pictures.")
    yield current


def _take(card: _Card, name: str, params: str, value: str) -> None:
    given = [part.strip().strip('"').upper() for part in params.split(";") if part]
    words = {word.strip('" ') for part in given for word in part.rpartition("=")[2].split(",")}
    if name == "TEL" and any(word.endswith(_NOT_TO_CALL) for word in words):
        return
    if any(part in {"QUOTED-PRINTABLE", "ENCODING=QUOTED-PRINTABLE"} for part in given):
        value = _quoted_printable(value, given)
    if name == "RELATED" and value.startswith(("urn:", "uid:")):
        return
    if name == "TEL":
        value = value.removeprefix("tel:").replace(";ext=", " ext. ")
    number = next((part[5:] for part in given if part.startswith("PREF=")), "")
    preference = int(number) if number.isdigit() else 0 if "PREF" in words else 50
    card.add(name, value, preference)


def _quoted_printable(value: str, given: list[str]) -> str:
    data = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    charset = next((part[8:] for part in given if part.startswith("CHARSET=")), "")
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        encoding = detect(data)
        return data.decode(encoding.codec, encoding.errors)


def _row(card: _Card) -> list[str]:
    names = (" ".join(map(_plain, _parts(part, ","))) for part in _parts(card.first("N"), ";"))
    family, given, middle, prefix, suffix = [*names, "", "", "", "", ""][:5]
    units = [[*map(_plain, _parts(value, ";")), ""] for value in card.all("ORG")] or [["", ""]]
    emails, phones = (_three(card.all(name)) for name in ("EMAIL", "TEL"))
    return [
        _plain(card.first("FN")),
        given,
        middle,
        family,
        prefix,
        suffix,
        ";".join(unit[0] for unit in units),
        ", ".join(filter(None, (unit[1] for unit in units))),
        _plain(card.first("TITLE") or card.first("ROLE")),
        *emails,
        *phones,
        ", ".join(map(_plain, card.all("LANG")[:_LANGUAGE_ORDER])),
        _plain(card.first("URL")),
        "\n".join(map(_plain, card.all("NOTE"))),
        ", ".join(_plain(part) for value in card.all("CATEGORIES") for part in _parts(value, ",")),
        {"ORG": "organization", "GROUP": "group", "INDIVIDUAL": "person"}.get(card.first("KIND").upper(), ""),
        ", ".join(map(_plain, card.all("NICKNAME"))),
        ", ".join(map(_plain, card.all("RELATED"))),
        uid.rpartition(":")[2] if (uid := card.first("UID")).startswith("coalition:") else "",
    ]


def _three(values: list[str]) -> list[str]:
    """Two values and, set apart by semicolons, the rest."""
    plain = [_plain(value) for value in values]
    return [*plain[:2], *[""] * (2 - len(plain)), "; ".join(plain[2:])]


def _parts(value: str, mark: str) -> list[str]:
    """The parts of a structured value, still escaped."""
    return re.split(rf"(?<!\\){mark}", value)


def _plain(value: str) -> str:
    """A value with its escapes opened."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value).replace("\r\n", "\n").strip()
