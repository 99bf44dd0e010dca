"""What every readable file becomes: named columns and numbered rows of text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Row(NamedTuple):
    """One row. `number` counts as a spreadsheet does, from 1, with header and blank rows; `surplus` counts filled
    cells beyond the last column, which are not kept; nobody who opens the sheet sees a row that `is_hidden`."""

    number: int
    cells: list[str]
    surplus: int = 0
    is_hidden: bool = False


class Record(NamedTuple):
    """One row as it stands in the file, before the header is known."""

    number: int
    cells: list[str]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """How the file was read, to say so and to read it the same way again."""

    kind: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table being read: `rows` can be walked once and skips blank rows.

    `header_row` is 0 when the file has none and the columns are named by letter; `preamble` holds what stood above,
    `hidden_columns` the places of those that nobody who opens the sheet sees.
    """

    headers: tuple[str, ...]
    rows: Iterator[Row]
    source: Source
    header_row: int
    preamble: tuple[str, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
