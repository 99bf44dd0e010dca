"""Bytes in, table out: the one door for every file somebody uploads."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Final

from coalition.lib.tabular import cards, delimited, opendocument, workbook, worksheet
from coalition.lib.tabular.blocks import LOOK_AHEAD, Block, Joined, blocks_of, first_of, upright
from coalition.lib.tabular.encoding import Encoding, detect
from coalition.lib.tabular.errors import UnreadableFile
from coalition.lib.tabular.headers import PEEK_RECORDS, find_header, fold_header, join_headers, name_columns
from coalition.lib.tabular.limits import DEFAULT_LIMITS, Limits, in_megabytes
from coalition.lib.tabular.neutralising import SUSPECTS, neutralise, restore
from coalition.lib.tabular.package import Package
from coalition.lib.tabular.sniffing import identify
from coalition.lib.tabular.table import Record, Row, Source, Table
from coalition.lib.tabular.workbook import Sheet

_RowsOf = Callable[[Sheet, Limits, set[int]], Iterator[Record]]
_NO_HEADER: Final = 0
BLANK_ROWS_FOR_EACH: Final = 10


def read_table(
    data: bytes,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    known: Collection[str] = frozenset(),
    limits: Limits = DEFAULT_LIMITS,
) -> Table:
    """Open a file as a table; raises `UnreadableFile`, now or while the rows are walked.

    `sheet` picks a sheet of a workbook, `header_row` the row with the names (0: there is none); without them both are
    found. `known` are folded header names that help to find the header below a preamble.
    """
    check_size(len(data), limits)
    kind = identify(data)
    if kind == "workbook":
        return _read_workbook(data, sheet, header_row, known, limits)
    if kind == "vcard":
        return _read_cards(data, limits)
    return _read_text(data, header_row, known, limits)


def check_kind(data: bytes) -> None:
    """Refuse a file by its size and first bytes when it cannot be a list at all."""
    check_size(len(data))
    identify(data)


def check_size(size: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a file by its size alone, before any of it is read."""
    if size > limits.file_bytes:
        raise UnreadableFile(
            f"This file has {in_megabytes(size)} and at most {in_megabytes(limits.file_bytes)} can be read: "
            "split it into parts or leave out pictures and extra sheets."
        )


def _read_text(data: bytes, header_row: int | None, known: Collection[str], limits: Limits) -> Table:
    encoding: Encoding = detect(data)
    dialect = delimited.find_dialect(delimited.lines_of(data, encoding))
    records = delimited.records_of(delimited.lines_of(data, encoding), dialect, limits)
    delimiter = dialect.delimiter if dialect.delimiter in delimited.DELIMITERS else ""
    source = Source(kind="csv", encoding=encoding.label, delimiter=delimiter)
    return _table(records, source, header_row, known, limits)


def _read_cards(data: bytes, limits: Limits) -> Table:
    encoding = detect(data)
    # Cards are never neutralised, so nothing in them is to be restored: "'=1" is what it says.
    found = cards.records_of_cards(delimited.lines_of(data, encoding), limits)
    records = (Record(one.number, [neutralise(cell) for cell in one.cells]) for one in found)
    return _table(records, Source(kind="vcard", encoding=encoding.label), 1, frozenset(), limits)


def _read_workbook(
    data: bytes, sheet: str | None, header_row: int | None, known: Collection[str], limits: Limits
) -> Table:
    kind, sheets, rows_of = _open(Package(data, limits))
    names = tuple(one.name for one in sheets)
    if sheet is None:
        chosen = _most_promising(sheets, rows_of, known, limits)
    else:
        found = next((one for one in sheets if one.name == sheet), None)
        if found is None:
            raise UnreadableFile(f"This workbook has no sheet “{sheet}”: it has {_listed(names)}.")
        chosen = found
    hidden: set[int] = set()
    source = Source(kind=kind, sheet=chosen.name, sheets=names)
    table = _table(rows_of(chosen, limits, hidden), source, header_row, known, limits)
    return replace(table, hidden_columns=frozenset(hidden))


def _open(package: Package) -> tuple[str, tuple[Sheet, ...], _RowsOf]:
    """The kind of a workbook, of Excel or OpenDocument, its sheets, and what walks the rows of one of them."""
    if package.has(opendocument.PART):
        return "ods", opendocument.open_document(package), partial(opendocument.rows_of_table, package)
    book = workbook.open_workbook(package)
    return "xlsx", book.sheets, partial(worksheet.rows_of_sheet, book)


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:8])
    return shown + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def _most_promising(sheets: Sequence[Sheet], rows_of: _RowsOf, known: Collection[str], limits: Limits) -> Sheet:
    """The sheet that looks most like a list: familiar headers, then columns times rows among its first rows."""
    best, best_worth = None, (-1, -1, -1)
    for sheet in sheets:
        records = list(islice(rows_of(sheet, limits, set()), PEEK_RECORDS))
        header = first_of(blocks_of(records, known), records, find_header(records, known), known)
        cells = records[header].cells if header is not None else []
        familiar = sum(fold_header(cell) in known for cell in cells if cell)
        width = sum(1 for cell in cells if cell)
        below = len(records) - 1 - (header or 0)
        worth = (int(sheet.visible and below > 0), familiar, width * min(below, 10))
        if worth > best_worth:
            best, best_worth = sheet, worth
    return best or sheets[0]


def _table(
    records: Iterator[Record], source: Source, header_row: int | None, known: Collection[str], limits: Limits
) -> Table:
    ahead = list(islice(records, LOOK_AHEAD))
    if header_row is None and len(ahead) < LOOK_AHEAD:
        ahead = upright(ahead, known)
    peek = ahead[:PEEK_RECORDS]
    if not any(cell.strip() for record in peek for cell in record.cells):
        raise UnreadableFile("There are no filled cells in this file: choose the file that holds your list.")
    blocks = blocks_of(ahead, known)
    if header_row is None:
        index = first_of(blocks, ahead, find_header(peek, known), known)
    else:
        index = next((place for place, record in enumerate(peek) if record.number == header_row), None)
        if index is None and header_row != _NO_HEADER:
            raise UnreadableFile(f"Row {header_row} cannot hold the headers: it is empty or too far down.")
    found: Iterator[Record] = chain(ahead, records)
    cells: list[str] = []
    if index is not None:
        joined, first = join_headers(ahead, index, known)
        own = next((block for block in blocks if block.place == index), Block(index))
        tables = Joined(joined, ahead, [own, *(block for block in blocks if block.place > index)])
        found = tables.rows(chain(ahead[first:], records), ahead[index], known)
        cells = [restore(cell) for cell in tables.headers]
    top = list(islice(found, PEEK_RECORDS))
    width = _width(cells, top, limits)
    return Table(
        headers=name_columns(cells, width),
        rows=_rows(chain(top, found), width, limits),
        source=source,
        header_row=_NO_HEADER if index is None else ahead[index].number,
        preamble=tuple(
            " ".join(cell for cell in record.cells if cell) for record in ahead[: index or 0] if any(record.cells)
        ),
    )


def _width(header: list[str], peek: list[Record], limits: Limits) -> int:
    """Columns of the table: those with a name, and those that rows near the top fill beyond them."""
    widths = [_filled_width(header)] + [_filled_width(record.cells) for record in peek]
    width = max(widths)
    if width > limits.columns:
        raise delimited.too_many_columns(width, limits)
    return width


def _filled_width(cells: list[str]) -> int:
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width


def _rows(records: Iterator[Record], width: int, limits: Limits) -> Iterator[Row]:
    count = characters = cells_seen = 0
    blank = [""] * width
    for seen, (number, found, is_hidden) in enumerate(records):
        if seen > BLANK_ROWS_FOR_EACH * limits.rows:
            raise UnreadableFile("This file has millions of empty rows: delete them, save it and choose it again.")
        if not any(found):
            continue
        characters += sum(map(len, found))
        if characters > limits.text_characters:
            raise UnreadableFile("This file holds far more text than a contact list: leave out its longest columns.")
        for index, cell in enumerate(found):
            if cell and cell[0] in SUSPECTS:
                found[index] = restore(cell)
        size = len(found)
        cells_seen += size
        if cells_seen > limits.cells:
            raise UnreadableFile("This file has far more cells than a contact list: leave out columns you do not need.")
        cells = found if size == width else found + blank[size:] if size < width else found[:width]
        surplus = sum(1 for cell in found[width:] if cell.strip()) if size > width else 0
        if not surplus and not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > limits.rows:
            raise UnreadableFile(
                f"This file has more than {limits.rows:,} rows: split it into parts and bring them in one by one."
            )
        yield Row(number, cells, surplus, is_hidden)
