"""How lists write the names of people: "Berg, Dr. Ada, Ed.D." for Dr. Ada Berg, and names inside an address."""

import re
from typing import Final

from stakeholders.importing.naming import reads_as_group, reads_as_office, reads_as_organization

_CREDENTIAL: Final = re.compile(
    r"(jr|sr|ii|iii|iv|ph\.?\s?d|ed\.?\s?[dsm]|psy\.?d|m\.?d|d\.?o|j\.?d|esq|cpa|r\.?n|b\.?a|m\.?a|m\.?s|b\.?s|mba|"
    r"msw|l\.?c\.?s\.?w|m\.?ed|m\.?p\.?a|m\.?p\.?h|d\.?d\.?s|ret|emeritus|emerita)\.?",
    re.IGNORECASE,
)
_ADDRESSED: Final = re.compile(r"""\s*["']?([^"'<>@]+?)["']?\s*<[^<>\s]+@[^<>\s]+>""")
_MOST_WORDS: Final = 3
_WORDS_OF_A_NOTE: Final = 14
_BEGINNINGS: Final = (
    "total", "grand", "sub", "gener", "confi", "copyr", "(c)", "©", "page", "prepa", "compi", "last", "updat", "revis",
    "sourc", "note",
)  # fmt: skip
_BELOW_A_LIST: Final = re.compile(
    r"(grand |sub ?)?totals?( \([\d,]+ records?\))?:?[\d\s,]*|generated (by|on)\b.*|confidential information\b.*|"
    r"(prepared|compiled|(last )?updated|revised) (by|on)\b.*|(sources?|notes?)\s*:.*|"
    rf"(?:\S+ ){{{_WORDS_OF_A_NOTE},}}\S+|"
    r"(copyright|\(c\)|©).*|page \d+( of \d+)?|[\d,]+ (records?|rows?|contacts?|members?|results?)",
    re.IGNORECASE,
)


def turned(name: str) -> str:
    """The name of a person as one says it: "Berg, Ada" is "Ada Berg"; what may be something else stays as it is."""
    pieces = [piece.strip() for piece in name.split(",")]
    suffixes = [piece for piece in pieces[1:] if _CREDENTIAL.fullmatch(piece)]
    rest = [piece for piece in pieces if piece not in suffixes]
    if len(rest) != 2 or not all(0 < len(piece.split()) <= _MOST_WORDS for piece in rest):
        return name
    if any(map(str.isdigit, name)) or any(_is_no_name(piece) for piece in rest):
        return name
    family, given = rest
    return ", ".join([f"{given} {family}", *suffixes])


def _is_no_name(piece: str) -> bool:
    return reads_as_office(piece) or reads_as_organization(piece) or reads_as_group(piece)


def addressed(cell: str) -> str:
    """The name that stands before an address: "Ada Berg <ada@berg.example>", else ""."""
    found = _ADDRESSED.match(cell)
    return turned(found[1].strip()) if found else ""


def is_below_a_list(name: str) -> bool:
    """Whether it is a line that reports end with, such as "Grand Totals (2 records)", rather than a name."""
    # Asked of every row: most names need no more than this look.
    begins = name[0].isdigit() or name[:5].casefold().startswith(_BEGINNINGS)
    return (begins or name.count(" ") >= _WORDS_OF_A_NOTE) and _BELOW_A_LIST.fullmatch(name) is not None
