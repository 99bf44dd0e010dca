"""Writes a table as an Excel workbook (.xlsx) piece by piece, so that a long one costs no more memory than a short one.

Every cell is text written in place (`inlineStr`), never a formula, and is neutralised besides, since a workbook may be
saved as CSV later. ECMA-376 part 1, 18.3.1.53 and 22.9.2.19 (ST_Xstring: control characters as `_x000D_`).
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import IO, Any, Final

from coalition.lib.tabular.headers import column_letter
from coalition.lib.tabular.neutralising import neutralise

MOST_CHARACTERS: Final = 32_767
_FLUSH_CHARACTERS: Final = 64 * 1024
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# The date of every entry: the same table makes the same file.
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
_PARTS: Final[tuple[tuple[str, str], ...]] = (
    (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    ),
    (
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    ),
    (
        "xl/styles.xml",
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1" xfId="0"/>'
        '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ),
)


class _Sink(io.RawIOBase):
    """Where the zip writes to; what has gathered is taken away in pieces."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(self._pieces[-1])

    def take(self) -> bytes:
        """Everything written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def write_workbook(headers: Sequence[str], rows: Iterable[Sequence[str]], *, sheet: str = "List") -> Iterator[bytes]:
    """The table as a workbook with one sheet, in pieces. Text beyond what a cell of Excel holds (32,767) is cut."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        for name, text in (*_PARTS, ("xl/workbook.xml", _workbook(sheet))):
            package.writestr(_entry(name), (_DECLARATION + text).encode())
        with package.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=False) as part:
            yield from _sheet(part, sink, headers, rows)
    yield sink.take()


def _sheet(part: IO[bytes], sink: _Sink, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    letters = [column_letter(index) for index in range(len(headers))]
    pieces = [
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        "<sheetData>",
        _row(1, letters, headers, ' s="1"'),
    ]
    size = 0
    for number, row in enumerate(rows, start=2):
        pieces.append(_row(number, letters, row))
        size += len(pieces[-1])
        if size > _FLUSH_CHARACTERS:
            part.write("".join(pieces).encode())
            pieces, size = [], 0
            yield sink.take()
    pieces.append("</sheetData></worksheet>")
    part.write("".join(pieces).encode())


def _row(number: int, letters: Sequence[str], cells: Sequence[str], style: str = "") -> str:
    filled = "".join(
        f'<c r="{letter}{number}"{style} t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
        for letter, cell in zip(letters, cells, strict=True)
        if cell
    )
    return f'<row r="{number}">{filled}</row>'


def _text(cell: str) -> str:
    text = neutralise(cell)[:MOST_CHARACTERS]
    return escape(_UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text), quote=False)


def _workbook(sheet: str) -> str:
    name = escape(sheet)
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    )


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEGINNING)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
