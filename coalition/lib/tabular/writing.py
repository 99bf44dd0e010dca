"""Writes tables that no spreadsheet evaluates and that come back in unchanged."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from coalition.lib.tabular.neutralising import neutralise

_FLUSH_CHARACTERS: Final = 32 * 1024
_BYTE_ORDER_MARK: Final = "\ufeff"
_WIDEST_COLUMN: Final = 48
_LONGEST_CELL: Final = 32_767


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The table as CSV in pieces of some 32 KB: UTF-8 with byte-order mark (Excel asks for it), CRLF, every cell in
    quotation marks (so that a spreadsheet which splits at semicolons meets no formula), live cells neutralised."""
    buffer = io.StringIO()
    buffer.write(_BYTE_ORDER_MARK)
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([neutralise(cell) for cell in headers])
    for row in rows:
        writer.writerow([neutralise(cell) for cell in row])
        if buffer.tell() > _FLUSH_CHARACTERS:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def write_workbook(headers: Sequence[str], rows: Iterable[Sequence[str]], sheet_name: str) -> bytes:
    """The table as XLSX: every cell is text, live cells neutralised as in CSV; the head is bold and stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", sheet_name)[:31].strip("' ") or "Rows")
    sheet.freeze_panes = "A2"
    for number, title in enumerate(headers, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(max(len(title) + 4, 16), _WIDEST_COLUMN)
    sheet.append([_text_cell(sheet, cell, Font(bold=True)) for cell in headers])
    for row in rows:
        sheet.append([_text_cell(sheet, cell) for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _text_cell(sheet, text: str, font: Font | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, neutralise(ILLEGAL_CHARACTERS_RE.sub("", text))[:_LONGEST_CELL])
    cell.data_type = "s"
    if font:
        cell.font = font
    return cell
