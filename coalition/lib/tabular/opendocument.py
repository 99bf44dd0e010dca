"""Reads the tables of an OpenDocument spreadsheet (.ods), row by row, as the text a person saw in them.

ISO/IEC 26300-3 (OpenDocument 1.3), chapters 9 and 19. A cell carries its value beside the text that shows it; what is
repeated is written once, which is why blank repeats are never counted out and filled ones only while rows are wanted.
"""

import re
from collections.abc import Iterator
from typing import Final

from coalition.lib.tabular.delimited import too_long_cell, too_many_columns
from coalition.lib.tabular.errors import UnreadableFile
from coalition.lib.tabular.limits import Limits
from coalition.lib.tabular.number_formats import GENERAL, as_percent, show_number
from coalition.lib.tabular.package import Attributes, Handlers, Package, hostile, locked
from coalition.lib.tabular.sniffing import SAVE_AS
from coalition.lib.tabular.table import Record
from coalition.lib.tabular.workbook import EPOCH_1900, Sheet

PART: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_HIDDEN: Final = frozenset({"collapse", "filter"})
# Remarks, pictures with captions and readings of Chinese characters stand inside a cell and are not what it says.
_ASIDE: Final = frozenset(
    {"office:annotation", "draw:frame", "draw:custom-shape", "draw:rect", "draw:line", "text:ruby-text", "text:note"}
)
_BLANKS: Final = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})
_COVERED: Final = "covered"
# Stands for the times of the mark behind the last row of a table.
_PAST: Final = -1
_NUMBERS: Final = frozenset({"float", "currency"})
_MOST_TIMES: Final = 10_000_000
_DURATION: Final = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
# Digits as somebody chose to show them: "00971", "(555) 555-0100"; never a number with thousands set apart.
_SHOWN_DIGITS: Final = re.compile(r"\+?[\d()/ -]+")


def open_document(package: Package) -> tuple[Sheet, ...]:
    """The tables of the spreadsheet; raises `UnreadableFile` for other documents and for locked ones."""
    if package.mentions(_MANIFEST, b"encryption-data"):
        raise locked()
    sheets: list[Sheet] = []
    hidden_styles: set[str] = set()
    style, is_spreadsheet = "", False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal style, is_spreadsheet
        if name == "table:table":
            if len(sheets) > package.limits.sheets:
                raise UnreadableFile("This workbook has far too many sheets: save the one with your list alone.")
            visible = attributes.get("table:style-name", "") not in hidden_styles
            sheets.append(Sheet(attributes.get("table:name", ""), visible, str(len(sheets))))
        elif name == "style:style":
            style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            if len(hidden_styles) > package.limits.declarations:
                raise hostile()
            hidden_styles.add(style)
        elif name == "office:spreadsheet":
            is_spreadsheet = True

    package.read(PART, Handlers(start, None, None, keeps_prefixes=True))
    if not is_spreadsheet:
        raise UnreadableFile(f"This is an OpenDocument text or presentation, not a spreadsheet: {SAVE_AS}.")
    if not sheets:
        raise UnreadableFile("This workbook has no sheet with cells: choose the file that holds your list.")
    return tuple(sheets)


def rows_of_table(package: Package, sheet: Sheet, limits: Limits, hidden_columns: set[int]) -> Iterator[Record]:
    """Every row with at least one filled cell, numbered as the program does; raises `UnreadableFile` past the bounds.

    The places of columns nobody sees are put into `hidden_columns` before the first row comes.
    """
    rows: list[tuple[Record, int]] = []
    is_past = False
    for _ in package.stream(PART, _gatherer(int(sheet.part), limits, rows, hidden_columns)):
        for record, times in rows:
            is_past = times == _PAST
            for place in range(times):
                yield Record(record.number + place, [*record.cells], record.is_hidden)
        rows.clear()
        if is_past:
            return


class _Text:
    """What a cell shows: its paragraphs, without remarks, pictures and readings that hang on it."""

    __slots__ = ("_aside", "_limits", "_pieces", "_size", "_taking", "depth")

    def __init__(self, limits: Limits) -> None:
        self.depth = self._aside = self._size = 0
        self._taking = False
        self._pieces: list[str] = []
        self._limits = limits

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens within the cell."""
        self.depth += 1
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name == "text:p" and self.depth == 1:
            self._taking = True
            if self._pieces:
                self._pieces.append("\n")
        elif name in _BLANKS:
            self._pieces.append(_BLANKS[name] * min(_times(attributes, "text:c"), self._limits.columns))

    def end(self) -> None:
        """It closes."""
        self.depth -= 1
        if self._aside:
            self._aside -= 1
        elif not self.depth:
            self._taking = False

    def take(self, data: str) -> None:
        """Characters come, wherever they are."""
        if self._taking and not self._aside:
            self._size += len(data)
            if self._size > self._limits.cell_characters:
                raise too_long_cell(self._limits)
            self._pieces.append(data)

    def whole(self) -> str:
        """All of it, and ready for the next cell."""
        if not self._pieces:
            return ""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._size = 0
        return text


def _gatherer(wanted: int, limits: Limits, rows: list[tuple[Record, int]], hidden_columns: set[int]) -> Handlers:
    """Handlers that append each filled row of table `wanted` to `rows`, with how many times it comes, and a mark
    behind the last. Closures, not methods: they run some five million times."""
    seen = -1
    inside = is_hidden = False
    number = times = 1
    columns = column = 0
    cells: list[str] = []
    cell: Attributes | None = None
    said = _Text(limits)

    def start(name: str, attributes: Attributes) -> None:
        nonlocal seen, inside, is_hidden, times, columns, column, cells, cell
        if cell is not None:
            said.start(name, attributes)
        elif name == "table:table":
            seen += 1
            inside = seen == wanted
        elif not inside:
            return
        elif name == "table:table-cell":
            cell = attributes
        elif name == "table:covered-table-cell":
            cell = {**attributes, _COVERED: "true"}
        elif name == "table:table-row":
            times = _times(attributes, "table:number-rows-repeated")
            is_hidden = attributes.get("table:visibility") in _HIDDEN
            cells, column = [], 0
        elif name == "table:table-column":
            more = _times(attributes, "table:number-columns-repeated")
            if attributes.get("table:visibility") in _HIDDEN:
                hidden_columns.update(range(columns, min(columns + more, limits.columns)))
            columns += more

    def end(name: str) -> None:
        nonlocal inside, number, column, cell
        if not inside:
            return
        if said.depth:
            said.end()
        elif cell is not None:
            more = _times(cell, "table:number-columns-repeated")
            _put(cells, column, more, _value(cell, said.whole()), limits)
            column += more
            cell = None
        elif name == "table:table-row":
            if cells:
                rows.append((Record(number, cells, is_hidden), times))
            number += times
        elif name == "table:table":
            inside = False
            rows.append((Record(number, []), _PAST))

    return Handlers(start, end, said.take, keeps_prefixes=True)


def _put(cells: list[str], column: int, times: int, value: str, limits: Limits) -> None:
    if not value or value.isspace():
        return
    if column + times > limits.columns:
        raise too_many_columns(column + times, limits)
    cells.extend([""] * (column - len(cells)))
    cells.extend([value] * times)


def _times(attributes: Attributes, name: str) -> int:
    said = attributes.get(name)
    if said is None:
        return 1
    return min(int(said), _MOST_TIMES) if said.isascii() and said.isdigit() and len(said) < 10 else 1


def _value(attributes: Attributes, text: str) -> str:
    """What the cell says: its value as we write values of workbooks, else the text it shows."""
    kind = attributes.get("office:value-type", "string")
    if _COVERED in attributes or attributes.get("calcext:value-type") == "error":
        return ""
    if kind in _NUMBERS or kind == "percentage":
        number = attributes.get("office:value", "")
        plain = as_percent(number) if kind == "percentage" else show_number(number, GENERAL, EPOCH_1900)
        return text if _SHOWN_DIGITS.fullmatch(text) and re.sub(r"\D", "", text).lstrip("0") == plain else plain
    if kind == "date":
        return attributes.get("office:date-value", text).removesuffix("T00:00:00").replace("T", " ")
    if kind == "time":
        found = _DURATION.fullmatch(attributes.get("office:time-value", ""))
        return ":".join(part.zfill(2) for part in found.groups()) if found else text
    if kind == "boolean":
        return "TRUE" if attributes.get("office:boolean-value") == "true" else "FALSE"
    return text or attributes.get("office:string-value", "")
