"""The rows of a file as they are kept between the steps of an import: blocked columns emptied, packed small.

Rows lie in blocks of 500, each compressed by itself, so that a page opens only the block it shows.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final

from coalition.lib.tabular import Row, Table
from stakeholders.importing.blocked import STUDENT, is_about_families, places_of_children, reason_to_block
from stakeholders.importing.profile import Column, profiled

BLOCK_ROWS: Final = 500
_LOOK_AT: Final = 200
_SIZE_BYTES: Final = 4
_LEVEL: Final = 3


class BrokenStaging(ValueError):
    """The kept rows are not what was packed."""


def read_staged(table: Table) -> tuple[list[Column], Iterator[Row]]:
    """The columns, profiled as the rows are walked, and the rows with the cells of blocked columns emptied."""
    rows = table.rows
    first = list(islice(rows, _LOOK_AT))
    families = is_about_families(table.headers)
    columns = [
        Column(
            header,
            blocked=reason_to_block(header, [row.cells[index] for row in first], among_families=families),
            is_hidden=index in table.hidden_columns,
        )
        for index, header in enumerate(table.headers)
    ]
    for index in places_of_children(table.headers):
        columns[index].blocked = STUDENT
    return columns, _emptied(profiled(chain(first, rows), columns), columns)


def _emptied(rows: Iterator[Row], columns: Sequence[Column]) -> Iterator[Row]:
    blocked = [index for index, column in enumerate(columns) if column.blocked]
    for row in rows:
        for index in blocked:
            row.cells[index] = ""
        yield row


class Packer:
    """Packs rows (anything JSON can hold) one by one; only the block at hand is in memory."""

    def __init__(self) -> None:
        self._packed = bytearray()
        self._block: list[Sequence[Any]] = []
        self.count = 0

    def add(self, row: Sequence[Any]) -> None:
        """Take one row."""
        self._block.append(row)
        self.count += 1
        if len(self._block) == BLOCK_ROWS:
            self._close()

    def packed(self) -> bytes:
        """All rows taken so far."""
        if self._block:
            self._close()
        return bytes(self._packed)

    def _close(self) -> None:
        data = squeeze(self._block)
        self._packed += len(data).to_bytes(_SIZE_BYTES, "big") + data
        self._block = []


def pack(rows: Iterable[Sequence[Any]]) -> tuple[bytes, int]:
    """The rows as bytes, and how many they are."""
    packer = Packer()
    for row in rows:
        packer.add(row)
    return packer.packed(), packer.count


def squeeze(thing: Any) -> bytes:
    """Anything JSON can hold, small."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def opened(data: bytes | memoryview) -> Any:
    """What was squeezed; raises `BrokenStaging`."""
    try:
        return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    except (zlib.error, ValueError) as error:
        raise BrokenStaging from error


def unpack(packed: bytes | memoryview) -> Iterator[Row]:
    """The rows of a file; raises `BrokenStaging`."""
    for block in packed_blocks(packed):
        yield from (Row(*row) for row in opened(block))


def pick(packed: bytes | memoryview, places: Iterable[int]) -> Iterator[list[Any]]:
    """What was packed at these places, counted from 0, in rising order; opens only the blocks they are in."""
    blocks = list(packed_blocks(packed))
    number = -1
    block: list[Any] = []
    for place in places:
        if place // BLOCK_ROWS != number:
            number = place // BLOCK_ROWS
            block = opened(blocks[number]) if number < len(blocks) else []
        if place % BLOCK_ROWS < len(block):
            yield block[place % BLOCK_ROWS]


def packed_blocks(packed: bytes | memoryview) -> Iterator[memoryview]:
    """Each block as it lies there, still squeezed."""
    view = memoryview(packed)
    place = 0
    while place < len(view):
        size = int.from_bytes(view[place : place + _SIZE_BYTES], "big")
        yield view[place + _SIZE_BYTES : place + _SIZE_BYTES + size]
        place += _SIZE_BYTES + size
