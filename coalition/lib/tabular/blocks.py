"""Finds tables that stand below each other in one file and reads them as one: every row under the headers of them all.

Reports of attendance have a summary above the people and what they did below; boards and directories repeat their
headers under each title. A table begins with headers that speak of names or addresses, at the top of the file, behind a
blank row or below a title of its own.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from coalition.lib.tabular.headers import filled, fold_header, is_data, name_columns
from coalition.lib.tabular.table import Record

# So far down titles and further columns are looked for before the first row is read.
LOOK_AHEAD: Final = 1_000
TITLES: Final = "Section"
_TELLING: Final = re.compile(
    r"\b(e ?mail|mail|names?|nom|prenom|nombre|apellidos?|nome|correo|courriel|vorname|nachname|naam)\b"
)
_OF_ORGANIZATIONS: Final = frozenset({"organization", "organisation", "company", "agency", "school", "institution"})
_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MOST_CELLS: Final = 200
_FEWEST_LABELS: Final = 3


class Block(NamedTuple):
    """Where a table begins: the place of its headers among the records, and the title above them."""

    place: int
    title: str = ""


def blocks_of(records: Sequence[Record], known: Collection[str]) -> list[Block]:
    """The tables about people or organizations among these records."""
    found, title, above = [], "", None
    for place, record in enumerate(records):
        if _may_begin(above, record) and begins_table(record.cells, known):
            found.append(Block(place, title))
        if number := filled(record.cells):
            title = _text(record) if number == 1 else ""
        above = record
    return found


def first_of(
    blocks: Sequence[Block], records: Sequence[Record], chosen: int | None, known: Collection[str]
) -> int | None:
    """The place of the headers: the one `chosen` by its looks, unless that is of a summary or of a later table."""
    if not blocks or chosen is None or any(block.place == chosen for block in blocks):
        return min(chosen, blocks[0].place) if blocks and chosen is not None else chosen
    first = blocks[0].place
    if first < chosen:
        # Right above headers stand the titles of their groups.
        return first if first + 2 < chosen else chosen
    rows = sum(filled(record.cells) > 1 for record in records[chosen + 1 : first])
    return first if rows <= 1 or not any(is_familiar(cell, known) for cell in records[chosen].cells) else chosen


def upright(records: Sequence[Record], known: Collection[str]) -> list[Record]:
    """The records, or, where the headers stand below each other in the first column, its columns as rows."""
    said = [record.cells for record in records if filled(record.cells)]
    first = [cells[0] for cells in said]
    is_upright = len(said) < _FEWEST_LABELS or 5 * sum(is_familiar(cell, known) for cell in first) < 3 * len(said)
    if is_upright or not begins_table(first, known) or begins_table(said[0], known):
        return [*records]
    wide = max(map(len, said))
    return [Record(place + 1, [cells[place] if place < len(cells) else "" for cells in said]) for place in range(wide)]


def begins_table(cells: Sequence[str], known: Collection[str]) -> bool:
    """Whether these are headers of a table about somebody: two of them are known and none is a name or a number."""
    said = [cell.strip() for cell in cells if cell and not cell.isspace()]
    if not 2 <= len(said) <= _MOST_CELLS or len({*said}) < len(said) - 2 or any(map(is_data, said)):
        return False
    familiar = [cell for cell in said if is_familiar(cell, known)]
    is_telling = any(_TELLING.search(fold_header(cell)) for cell in familiar)
    return len(familiar) > 1 and (is_telling or fold_header(said[0]) in _OF_ORGANIZATIONS)


def is_familiar(cell: str, known: Collection[str]) -> bool:
    """Whether a header is known, with or without what it says in parentheses."""
    return fold_header(cell) in known or fold_header(_ASIDE.sub(" ", cell)) in known


class Joined:
    """The headers of all tables of a file, and its rows under them."""

    def __init__(self, headers: Sequence[str], records: Sequence[Record], blocks: Sequence[Block]) -> None:
        self.headers = [*headers]
        self._title = blocks[0].title
        there = {*_words(headers)}
        for block in blocks[1:]:
            cells = records[block.place].cells
            for cell, word in zip(cells, _words(cells), strict=True):
                if word and word not in there:
                    there.add(word)
                    self.headers.append(cell)
        self._width, self._own = len(self.headers), len(headers)
        self._words = {word: place for place, word in enumerate(_words(self.headers)) if word}
        self._is_titled = len({block.title for block in blocks}) > 1
        if self._is_titled:
            self.headers.append(TITLES)
        self._is_plain = len(self.headers) == self._own

    def rows(self, records: Iterator[Record], above: Record, known: Collection[str]) -> Iterator[Record]:
        """The records below the headers `above`, each cell in its column; those of further headers are left out."""
        places: list[int] | None = None
        title, alone = self._title, None
        before, last = filled(above.cells), above.number
        for record in records:
            number = len(record.cells) - record.cells.count("")
            if number > 1 and (before <= 1 or record.number > last + 1) and begins_table(record.cells, known):
                places = [self._words.get(word, -1) for word in _words(record.cells)]
                if alone and not self._is_titled and _text(alone) != title:
                    yield self._placed(alone, None, title)
                title, alone = (_text(alone) if alone else title), None
            elif number == 1:
                if alone:
                    yield self._placed(alone, None, title)
                alone = record
            elif number:
                if alone:
                    yield self._placed(alone, None, title)
                    alone = None
                yield self._placed(record, places, title)
            else:
                yield record
            before, last = number, record.number
        if alone:
            yield self._placed(alone, None, title)

    def _placed(self, record: Record, places: list[int] | None, title: str) -> Record:
        if places is None and self._is_plain:
            return record
        cells, beyond = [""] * self._width, []
        for number, cell in enumerate(record.cells):
            if places is not None:
                place = places[number] if number < len(places) else -1
            else:
                place = number if number < self._own else -1
            if place >= 0:
                cells[place] = cell
            elif cell:
                beyond.append(cell)
        return record._replace(cells=[*cells, *([title] if self._is_titled else []), *beyond])


def _may_begin(above: Record | None, record: Record) -> bool:
    return above is None or record.number > above.number + 1 or filled(above.cells) <= 1


def _text(record: Record) -> str:
    return next((cell.strip() for cell in record.cells if cell.strip()), "")


def _words(cells: Sequence[str]) -> list[str]:
    """The headers for comparison, numbered where they repeat; "" for blank ones."""
    names = name_columns(cells, len(cells))
    return [fold_header(name) if cell.strip() else "" for cell, name in zip(cells, names, strict=True)]
