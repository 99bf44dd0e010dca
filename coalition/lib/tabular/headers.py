"""Finds the header row of a table, below a preamble if there is one, and gives every column a name of its own."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

from coalition.lib.tabular.table import Record

PEEK_RECORDS: Final = 60
_LOOK_AT: Final = 30
_LONG: Final = 60
_DATA_LIKE: Final = re.compile(
    r"\s*(?:[^\s@]+@[^\s@]+\.?[^\s@]*|https?://\S+|www\.\S+|[-+$€£(]?[\d][\d\s.,/:()%+\-T]*[Z]?"
    r"|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4})\s*"
)


def fold_header(text: str) -> str:
    """A header for comparison: lower case, without accents, words apart: "E-Mail_Adresse" is "e mail adresse" and
    "Cell #" is "cell number"."""
    text = text.replace("#", " number ")
    text = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", plain.replace("_", " ").replace("'", "").replace("’", "")))


def find_header(records: Sequence[Record], known: Collection[str]) -> int | None:
    """The index of the header among the first records, or None when the rows begin at once.

    `known` holds folded headers that are sure to be headers.
    """
    candidates = [(index, record) for index, record in enumerate(records[:_LOOK_AT]) if _filled(record.cells)]
    if not candidates:
        return None
    # The width that a good quarter of the rows reach: a preamble is narrower, and rows may end early.
    width = sorted(_filled(record.cells) for _, record in candidates)[3 * len(candidates) // 4]
    best, best_score = None, 0.0
    wide_above = 0
    for index, record in candidates:
        if index == candidates[-1][0] and len(candidates) > 1:
            break
        score = _likeness(record.cells, width, known) - 0.15 * wide_above
        if score > best_score:
            best, best_score = index, score
        wide_above += 2 * _filled(record.cells) >= width
    return best


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell and not cell.isspace())


def _likeness(cells: Sequence[str], width: int, known: Collection[str]) -> float:
    """Above 0 when the cells read as headers: short, distinct, no data among them, as many as the rows are wide."""
    filled = [cell.strip() for cell in cells if cell and not cell.isspace()]
    familiar = sum(fold_header(cell) in known for cell in filled) / len(filled)
    data = sum(len(cell) <= _LONG and _DATA_LIKE.fullmatch(cell) is not None for cell in filled) / len(filled)
    long = sum(len(cell) > _LONG for cell in filled) / len(filled)
    distinct = len(set(filled)) / len(filled)
    reach = min(len(filled) / max(width, 1), 1.0)
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
