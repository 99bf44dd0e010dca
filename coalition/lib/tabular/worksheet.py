"""Reads the cells of one worksheet, row by row, as the text a person saw in it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from coalition.lib.tabular.delimited import too_long_cell, too_many_columns
from coalition.lib.tabular.limits import Limits
from coalition.lib.tabular.number_formats import GENERAL, show_number
from coalition.lib.tabular.package import Attributes, Handlers
from coalition.lib.tabular.table import Record
from coalition.lib.tabular.workbook import Sheet, Workbook, unescape

_FAR_COLUMN: Final = 1_000_000
_TRUE: Final = frozenset({"1", "true", "on"})


def rows_of_sheet(workbook: Workbook, sheet: Sheet, limits: Limits, hidden_columns: set[int]) -> Iterator[Record]:
    """Every row with at least one filled cell, numbered as Excel does; raises `UnreadableFile` past the bounds.

    The places of columns nobody sees are put into `hidden_columns` before the first row comes.
    """
    rows: list[Record] = []
    for _ in workbook.package.stream(sheet.part, _gatherer(workbook, limits, rows, hidden_columns)):
        if rows:
            yield from rows
            rows.clear()


def _gatherer(workbook: Workbook, limits: Limits, rows: list[Record], hidden_columns: set[int]) -> Handlers:
    """Handlers that append each finished row to `rows`. Closures, not methods: they run some ten million times."""
    number = 0
    column = -1
    cells: list[str] = []
    kind, style = "n", "0"
    pieces: list[str] = []
    size = 0
    taking = phonetic = is_hidden = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal number, column, cells, kind, style, size, taking, phonetic, is_hidden
        if name == "c":
            reference = attributes.get("r")
            column = _column_index(reference, column) if reference else column + 1
            kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            size = 0
        elif name in {"v", "t"}:
            taking = not phonetic
        elif name == "row":
            given = attributes.get("r", "")
            number = int(given) if given.isascii() and given.isdigit() else number + 1
            column = -1
            cells = []
            is_hidden = attributes.get("hidden", "") in _TRUE
        elif name == "rPh":
            phonetic = True
        elif name == "col" and attributes.get("hidden", "") in _TRUE:
            hidden_columns.update(_places(attributes, limits))

    def end(name: str) -> None:
        nonlocal taking, phonetic
        if name in {"v", "t"}:
            taking = False
        elif name == "c":
            if pieces:
                _put(cells, column, _value(workbook, kind, style, "".join(pieces)), limits)
                pieces.clear()
        elif name == "row":
            if cells:
                rows.append(Record(number, cells, is_hidden))
        elif name == "rPh":
            phonetic = False

    def text(data: str) -> None:
        nonlocal size
        if taking:
            size += len(data)
            if size > limits.cell_characters:
                raise too_long_cell(limits, number)
            pieces.append(data)

    return Handlers(start, end, text)


def _places(attributes: Attributes, limits: Limits) -> range:
    """The places, counted from 0, of the columns that one `col` is about."""
    first, last = attributes.get("min", ""), attributes.get("max", "")
    is_sound = first.isascii() and first.isdigit() and last.isascii() and last.isdigit() and len(first + last) < 12
    return range(int(first) - 1, min(int(last), limits.columns)) if is_sound else range(0)


def _put(cells: list[str], column: int, value: str, limits: Limits) -> None:
    if not value or value.isspace():
        return
    if column >= limits.columns:
        raise too_many_columns(column + 1, limits)
    missing = column - len(cells)
    if missing >= 0:
        cells.extend([""] * missing)
        cells.append(value)
    else:
        cells[column] = value


def _value(workbook: Workbook, kind: str, style: str, text: str) -> str:
    if kind == "s":
        index = int(text) if text.isascii() and text.isdigit() else -1
        return workbook.strings[index] if 0 <= index < len(workbook.strings) else ""
    if kind == "n":
        place = int(style) if style.isdigit() else 0
        cell_format = workbook.formats[place] if place < len(workbook.formats) else GENERAL
        return show_number(text.strip(), cell_format, workbook.epoch)
    if kind == "b":
        return "TRUE" if text.strip() == "1" else "FALSE"
    if kind == "e":
        return ""
    if kind == "d":
        return text.strip().removesuffix("T00:00:00").removesuffix("T00:00:00.000").replace("T", " ")
    return unescape(text)


def _column_index(reference: str, before: int) -> int:
    """The column of "AB12", counted from 0; a broken reference stands for the next column."""
    index = _letters_index(reference.rstrip("0123456789"))
    return index if index >= 0 else before + 1


@lru_cache(maxsize=1024)
def _letters_index(letters: str) -> int:
    index = 0
    for character in letters:
        if not ("A" <= character <= "Z" or "a" <= character <= "z"):
            return -1
        index = min(index * 26 + (ord(character) & 31), _FAR_COLUMN)
    return index - 1
