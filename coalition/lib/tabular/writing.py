"""Writes tables that no spreadsheet evaluates and that come back in unchanged."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from coalition.lib.tabular.neutralising import neutralise

_FLUSH_CHARACTERS: Final = 32 * 1024
_BYTE_ORDER_MARK: Final = "\ufeff"


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
