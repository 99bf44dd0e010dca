"""How lists write the names of people: "BERG, DR. ADA, Ed.D." for Dr. Ada Berg, Ed.D., "Ada & Bo Berg" for two, names
with an office behind them and names inside an address."""

import re
from typing import Final

from stakeholders.importing.naming import reads_as_group, reads_as_office, reads_as_organization

_CREDENTIAL: Final = re.compile(
    r"(jr|sr|ii|iii|iv|ph\.?\s?d|ed\.?\s?[dsm]|psy\.?d|m\.?d|d\.?o|j\.?d|esq|cpa|r\.?n|b\.?a|m\.?a|m\.?s|b\.?s|mba|"
    r"msw|l\.?c\.?s\.?w|m\.?ed|m\.?p\.?a|m\.?p\.?h|d\.?d\.?s|ret|emeritus|emerita)\.?",
    re.IGNORECASE,
)
_ADDRESSED: Final = re.compile(r"""\s*["']?([^"'<>@]+?)["']?\s*<[^<>\s]+@[^<>\s]+>""")
# Letters behind a whole name that no given name looks like: "NBCT", "CCC-SLP".
_LETTERS: Final = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z.\-]{1,9}")
_GENERATION: Final = re.compile(r"(.+?),? (jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_MOST_WORDS: Final = 3
_TITLE: Final = r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|rev|hon|pastor|fr|sr|sra)\.? )"
_AND: Final = r" ?(?:&|\band\b|\by\b|\bund\b|\+) ?"
_TWO_GIVEN: Final = re.compile(rf"({_TITLE}?[^&+]+?){_AND}({_TITLE}?[^&+]+)", re.IGNORECASE)
_TWO_TITLED: Final = re.compile(rf"({_TITLE}?[^\W\d_]\S*(?: \S+)?){_AND}({_TITLE}?)(\S+) (\S+(?: \S+)?)", re.IGNORECASE)
_COUPLE_TURNED: Final = re.compile(
    rf"([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?), ([^\W\d_][\w.]+{_AND}[^\W\d_][\w.]+)", re.IGNORECASE
)
_TITLED: Final = re.compile(_TITLE, re.IGNORECASE)
_WITH_OFFICE: Final = (
    re.compile(r"([^,]+(?:, (?:[A-Za-z]+\.){2,}| Jr\.?| Sr\.?)?), (.+)"),
    re.compile(r"(.+?) +[-–—|] +(.+)"),
    re.compile(r"([^()]+?) *\(([^()]+)\)"),
)
_MARK_OF_OFFICE: Final = re.compile(r"[,(]| [-–—|] ")
_FOR_NOW: Final = re.compile(r"interim|acting|pro tem", re.IGNORECASE)
_PERSON: Final = re.compile(r"[^\W\d_][\w.'’\-]*(?: [^\W\d_][\w.'’\-]*){1,4}(?:, (?:[A-Za-z]+\.)+)?")
_LONGEST: Final = 120
_KEPT_CAPITALS: Final = frozenset({"II", "III", "IV", "PHD", "EDD", "MD", "JD", "RN", "CPA", "MBA", "DDS", "DVM"})
_SHORT: Final = frozenset({"DR", "MR", "MS", "JR", "SR", "ST"})
_VOWELS: Final = frozenset("AEIOUYÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜ")
_WORDS_OF_A_NOTE: Final = 14
_BEGINNINGS: Final = (
    "total", "grand", "sub", "gener", "confi", "copyr", "(c)", "©", "page", "prepa", "compi", "last", "updat", "revis",
    "sourc", "note",
)  # fmt: skip
_BELOW_A_LIST: Final = re.compile(
    r"(grand |sub ?)?totals?( \([\d,]+ records?\))?:?[\d\s,]*|generated (by|on)\b.*|confidential information\b.*|"
    r"(prepared|compiled|(last )?updated|revised):? (by\b|on\b|as of\b|\d).*|(sources?|notes?)\s*:.*|"
    rf"(?:\S+ ){{{_WORDS_OF_A_NOTE},}}\S+|"
    r"(copyright|\(c\)|©).*|page \d+( of \d+)?|[\d,]+ (records?|rows?|contacts?|members?|results?)",
    re.IGNORECASE,
)


def turned(name: str) -> str:
    """The name of a person as one says it: "Berg, Ada" is "Ada Berg"; what may be something else stays as it is."""
    pieces = [piece.strip() for piece in name.split(",")]
    is_whole = " " in pieces[0] and not name.isupper()
    suffixes = [
        piece
        for piece in pieces[1:]
        if _CREDENTIAL.fullmatch(piece) or (is_whole and _LETTERS.fullmatch(piece) is not None)
    ]
    rest = [piece for piece in pieces if piece not in suffixes]
    if len(rest) != 2 or not all(0 < len(piece.split()) <= _MOST_WORDS for piece in rest):
        return name
    if any(map(str.isdigit, name)) or any(_is_no_name(piece) for piece in rest):
        return name
    family, given = rest
    if found := _GENERATION.fullmatch(given):
        given, family = found[1], f"{family} {given[len(found[1]) :].strip(', ')}"
    return ", ".join([f"{given} {family}", *suffixes])


def two_people(given: str, family: str) -> tuple[str, str] | None:
    """The two whom a cell of first names means: "Ada & Bo" of the family Berg are Ada Berg and Bo Berg."""
    found = _TWO_GIVEN.fullmatch(given) if len(given) <= _LONGEST and family else None
    return (f"{found[1]} {family}", f"{found[2]} {family}") if found else None


def turned_couple(name: str) -> str:
    """The name of two as one says it: "Berg, Ada & Bo" is "Ada & Bo Berg"."""
    found = _COUPLE_TURNED.fullmatch(name) if "," in name and len(name) <= _LONGEST else None
    return f"{found[2]} {found[1]}" if found else name


def couple(name: str) -> tuple[str, str] | None:
    """The two whom one name with titles means: "Dr. A. & Mrs. B. Berg" are Dr. A. Berg and Mrs. B. Berg."""
    found = _TWO_TITLED.fullmatch(name) if len(name) <= _LONGEST and ("&" in name or " and " in name) else None
    if found is None or not (found[2] or _TITLED.match(found[1])) or _TITLED.fullmatch(f"{found[1]} "):
        return None
    first = found[1] if len(_TITLED.sub("", found[1]).split()) > 1 else f"{found[1]} {found[4]}"
    return first, f"{found[2]}{found[3]} {found[4]}"


def with_office(name: str) -> tuple[str, str]:
    """A name and the office behind it: "Ada Berg, Superintendent", "Ada Berg (interim)"; without one the name alone."""
    if not _MARK_OF_OFFICE.search(name) or len(name) > _LONGEST:
        return name, ""
    for pattern in _WITH_OFFICE:
        found = pattern.fullmatch(name)
        if not found or not _PERSON.fullmatch(found[1]) or _is_no_name(_TITLED.sub("", found[1])):
            continue
        if _FOR_NOW.fullmatch(found[2]) or reads_as_office(found[2]):
            return found[1], found[2]
    return name, ""


def in_office(role: str, behind: str) -> str:
    """A role together with what stood behind the name: "Interim Superintendent", "Member, Chair"."""
    if not role or role.casefold() in behind.casefold():
        return behind[:1].upper() + behind[1:]
    if behind.casefold() in role.casefold():
        return role
    return f"{behind.capitalize()} {role}" if _FOR_NOW.fullmatch(behind) else f"{role}, {behind}"


def calmed(name: str) -> str:
    """A name that a list shouts, as one writes it: "O'BRIEN-MCDONALD" is "O'Brien-McDonald"."""
    if not name.isupper() or len(name) > _LONGEST or " " not in name or any(map(str.isdigit, name)):
        return name
    words = name.split(" ")
    return " ".join(_calm(word, is_last=place == len(words) - 1) for place, word in enumerate(words))


def _calm(word: str, *, is_last: bool) -> str:
    bare = word.strip(".,")
    is_pair = len(bare) == 2 and not is_last and (bare[1] == "J" or not _VOWELS & {*bare})
    if bare in _KEPT_CAPITALS or "." in bare or (is_pair and bare not in _SHORT):
        return word
    return re.sub(r"[^\W_]+", lambda found: _calm_part(found[0]), word)


def _calm_part(part: str) -> str:
    if part.startswith("MC") and len(part) > 3:
        return f"Mc{part[2:].capitalize()}"
    return part.capitalize()


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
