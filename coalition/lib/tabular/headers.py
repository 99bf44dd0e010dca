"""Finds the header row of a table, below a preamble if there is one, and gives every column a name of its own."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from coalition.lib.tabular.table import Record

PEEK_RECORDS: Final = 60
_LOOK_AT: Final = 30
_LONG: Final = 60
# What is longer than this is no header, and not worth the time of a longer look.
_LONGEST: Final = 500
_DATA_LIKE: Final = re.compile(
    r"\s*(?:[^\s@]+@[^\s@]+\.?[^\s@]*|[^<>]*<[^\s@<>]+@[^\s<>]+>|https?://\S+|www\.\S+|[-+$€£(]?[\d][\d\s.,/:()%+\-T]*[Z]?"
    r"|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4})\s*"
)


@lru_cache(maxsize=8192)
def fold_header(text: str) -> str:
    """A header for comparison: lower case, without accents, words apart: "E-Mail_Adresse" is "e mail adresse" and
    "Cell #" is "cell number"."""
    text = text[:_LONGEST].replace("#", " number ")
    text = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", plain.replace("_", " ").replace("'", "").replace("’", "")))


# What a survey program writes below the questions, for itself.
_CODES: Final = '{"ImportId"'
_ANY_ANSWER: Final = frozenset({"response", "open ended response"})
_TITLED: Final = re.compile(r"(?:[^\W\d_][\w'’.\-]*[ ,]+){1,3}[^\W\d_][\w'’.\-]*")


def find_header(records: Sequence[Record], known: Collection[str]) -> int | None:
    """The index of the header among the first records, or None when the rows begin at once.

    `known` holds folded headers that are sure to be headers.
    """
    candidates = [(index, record) for index, record in enumerate(records[:_LOOK_AT]) if filled(record.cells)]
    if not candidates:
        return None
    coded = [index for index, record in enumerate(records[:_LOOK_AT]) if any(_CODES in cell for cell in record.cells)]
    if coded and coded[0] > 0:
        return coded[0] - 1
    # The width that a good quarter of the rows reach: a preamble is narrower, and rows may end early.
    width = sorted(filled(record.cells) for _, record in candidates)[3 * len(candidates) // 4]
    best, best_score = None, 0.0
    wide_above = 0
    for index, record in candidates:
        if index == candidates[-1][0] and len(candidates) > 1:
            break
        score = _likeness(record.cells, width, known) - 0.15 * wide_above
        if score > best_score:
            best, best_score = index, score
        wide_above += 2 * filled(record.cells) >= width
    if best is not None and _is_row_of_names(records[best].cells, records[best + 1 :], known):
        return None
    return best


def _is_row_of_names(cells: Sequence[str], below: Sequence[Record], known: Collection[str]) -> bool:
    """Whether what was taken for headers is one more of the names below it: "Ada Berg" above "Bo Carr"."""
    words = {word for header in known for word in header.split()}
    if any(not words.isdisjoint(fold_header(cell).split()) for cell in cells):
        return False
    named = False
    for place, cell in enumerate(cells):
        column = [record.cells[place] for record in below if place < len(record.cells) and record.cells[place].strip()]
        if not column:
            continue
        if sum(map(is_data, column)) * 2 > len(column):
            return False
        titled = [_is_titled(one) for one in column]
        named |= _is_titled(cell) and sum(titled) * 10 >= 7 * len(titled)
    return named


def _is_titled(text: str) -> bool:
    """Whether all of two to four words begin with a capital, as names do."""
    return (
        len(text) <= _LONGEST
        and _TITLED.fullmatch(text.strip()) is not None
        and text.strip().replace("-", " ").istitle()
    )


def join_headers(records: Sequence[Record], index: int, known: Collection[str]) -> tuple[list[str], int]:
    """The headers of row `index` and where the rows begin: titles above or below that complete them are joined.

    Above a header that comes several times stands whose it is ("Parent 1" over "Name", "Email"); below one that spans
    several columns stand their names, as surveys write them.
    """
    cells = [*records[index].cells]
    first = index + 1
    while first < len(records) and any(_CODES in cell for cell in records[first].cells):
        first += 1
    below = records[first].cells if first < len(records) else []
    blanks = [place for place, cell in enumerate(below) if cell.strip() and not (place < len(cells) and cells[place])]
    familiar = sum(fold_header(below[place]) in known for place in blanks)
    if familiar >= 2 and not any(map(is_data, filter(None, below))):
        wide = max(len(cells), len(below))
        cells += [""] * (wide - len(cells))
        spans = {place - 1 for place in blanks}
        for place, cell in enumerate(below):
            if cell and (not cells[place] or (place in spans and fold_header(cell) in known)):
                cells[place] = cell
        first += 1
    return _under_groups(records[:index], cells), first


def _under_groups(above: Sequence[Record], cells: list[str]) -> list[str]:
    folded = [fold_header(cell) for cell in cells]
    titles = next((record.cells for record in reversed(above[-2:]) if filled(record.cells) > 1), [])
    group, joined = "", []
    for place, cell in enumerate(cells):
        title = titles[place].strip() if place < len(titles) else ""
        group = title or group
        if not cell or folded[place] in _ANY_ANSWER:
            joined.append(title or cell)
        else:
            joined.append(f"{group} {cell}" if group and folded.count(folded[place]) > 1 else cell)
    return joined


def is_data(text: str) -> bool:
    """Whether a cell holds an address, a number or a date rather than words."""
    return text.count("@") > 1 or (len(text) <= _LONG and _DATA_LIKE.fullmatch(text) is not None)


def filled(cells: Sequence[str]) -> int:
    """How many cells hold something."""
    return sum(1 for cell in cells if cell and not cell.isspace())


def _likeness(cells: Sequence[str], width: int, known: Collection[str]) -> float:
    """Above 0 when the cells read as headers: short, distinct, no data among them, as many as the rows are wide."""
    said = [cell.strip() for cell in cells if cell and not cell.isspace()]
    familiar = sum(fold_header(cell) in known for cell in said) / len(said)
    data = sum(map(is_data, said)) / len(said)
    long = sum(len(cell) > _LONG for cell in said) / len(said)
    distinct = len(set(said)) / len(said)
    reach = min(len(said) / max(width, 1), 1.0)
    return 2.5 * familiar * reach + reach + 0.5 * distinct - 0.9 - 2.5 * data * (1 - familiar) - long


def name_columns(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """One distinct name a column: blank ones are called by letter, repeated ones are numbered."""
    names: list[str] = []
    taken: set[str] = set()
    for index in range(width):
        text = cells[index] if index < len(cells) else ""
        name = base = " ".join(text.replace("\x00", "").split())[:120] or f"Column {column_letter(index)}"
        times = 1
        while name.casefold() in taken:
            times += 1
            name = f"{base} ({times})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def column_letter(index: int) -> str:
    """The name a spreadsheet gives column `index`, counted from 0: A to Z, AA, AB and on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
