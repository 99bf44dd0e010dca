"""UCINET's DL files: a matrix, whole or half, a list of ties or of contacts, with labels given or embedded."""

import re
from collections.abc import Iterator, Sequence

from stakeholders.network.listed import (
    Listed,
    Pairs,
    Rows,
    UnreadableNetwork,
    is_no_tie,
    is_tie,
    numbered,
    numbered_lines,
    split_line,
    zeros_told,
)

DATA = re.compile(r"\bdata\s*:", re.IGNORECASE)
LABELS = re.compile(r"\b(?:(row|col(?:umn)?|matrix|level)\s+)?labels\b(\s+embedded)?\s*:?", re.IGNORECASE)
OPTION = re.compile(r"\b(n|nr|nc|nm|format|diagonal)(?:\s*=\s*|\s+)(\w+)", re.IGNORECASE)
WHOLE, LOWER, UPPER = "fullmatrix", "lowerhalf", "upperhalf"
MATRICES = {"fm": WHOLE, "lh": LOWER, "uh": UPPER, WHOLE: WHOLE, LOWER: LOWER, UPPER: UPPER}
EDGES = ("edgelist1", "el1", "edgelist2", "el2", "edgearray1", "edgelist")
CONTACTS = ("nodelist1", "nl1", "nodelist2", "nl2", "nodelist")
SIDES = {"": ("row", "column"), "row": ("row",), "col": ("column",), "column": ("column",)}
TWO_KINDS = ("edgelist2", "el2", "nodelist2", "nl2")


def is_dl(text: str) -> bool:
    return bool(re.match(r"\s*dl[\s,]", text, re.IGNORECASE))


class Header:
    """What stands before the data: the options, and the labels of rows and columns."""

    def __init__(self, text: str):
        pieces = LABELS.split(text)
        self.options = {key.casefold(): value.casefold() for key, value in OPTION.findall(pieces[0])}
        self.labels: dict[str, list[str]] = {"row": [], "column": []}
        self.embedded: set[str] = set()
        for side, embedded, named in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            for each in SIDES.get((side or "").casefold(), ()):
                self.labels[each] = words_in(named) or self.labels[each]
                if embedded:
                    self.embedded.add(each)
        self.format = self.options.get("format", WHOLE)

    def names(self, side: str, other: str, option: str) -> list[str]:
        """Return the labels of a side, those of the other where only it has them, else numbers."""
        count = self.options.get(option, self.options.get("n", ""))
        found = self.labels[side] or ([] if self.is_of_two_kinds else self.labels[other])
        if found and count.isdecimal() and len(found) != int(count):
            raise UnreadableNetwork(f"says that there are {count} and has {len(found)} labels.")
        if found or not count:
            return found
        numbers = numbered(count, 1)
        return [f"{side} {number}" for number in numbers] if self.is_of_two_kinds else numbers

    @property
    def is_of_two_kinds(self) -> bool:
        return self.format in TWO_KINDS or self.options.get("nr") != self.options.get("nc")


def read_dl(text: str) -> Listed:
    """Read a file of one kind of node or two; several matrices are taken together."""
    text = "\n".join(text.splitlines())
    found = DATA.search(text)
    if found is None:
        raise UnreadableNetwork("is a DL file without data.")
    header = Header(text[: found.start()])
    before = text.count("\n", 0, found.end())
    rows = [(before + number, words_in(line, before + number)) for number, line in numbered_lines(text[found.end() :])]
    left, above = header.names("row", "column", "nr"), header.names("column", "row", "nc")
    if header.format in MATRICES:
        return read_cells(header, rows, left, above)
    if header.format not in (*EDGES, *CONTACTS):
        raise UnreadableNetwork(f"has the format {header.format}: save it as fullmatrix, edgelist1 or nodelist1.")
    is_edges = header.format in EDGES
    pairs: Pairs = []
    zeros = 0
    for number, cells in rows:
        if is_edges and len(cells) < 2:
            raise UnreadableNetwork(f"line {number}: a tie needs two ends.")
        if is_edges and is_no_tie(cells[2] if len(cells) > 2 else ""):
            zeros += 1
            continue
        one = called(cells[0], left, "row" in header.embedded, number)
        others = cells[1:2] if is_edges else cells[1:]
        pairs += [(one, called(other, above, "column" in header.embedded, number)) for other in others]
    is_told = header.labels["row"] or not header.embedded
    return Listed([*left, *above] if is_told else [], pairs, [], remarks=zeros_told(zeros))


def called(cell: str, names: Sequence[str], is_embedded: bool, line: int) -> str:
    """Return the name of the number in a cell; where names are embedded, or none are known, the cell is the name."""
    if is_embedded or not names or not cell.isdecimal():
        return cell
    if len(cell) > 9 or not 0 < int(cell) <= len(names):
        raise UnreadableNetwork(f"line {line}: there is no node {cell}.")
    return names[int(cell) - 1]


def read_cells(header: Header, rows: Rows, left: list[str], above: list[str]) -> Listed:
    """Read matrices cell by cell, wherever their lines end; half of one has no direction."""
    left, above = left or [str(at + 1) for at in range(len(rows))], above or [str(at + 1) for at in range(len(rows))]
    shape = MATRICES[header.format]
    is_absent = header.options.get("diagonal") == "absent"
    count = int(header.options.get("nm", "1")) if header.options.get("nm", "1").isdecimal() else 1
    found = [(number, word) for number, cells in rows for word in cells]
    words = iter(found)
    pairs: Pairs = []
    try:
        for _ in range(min(count, len(found) + 1)):
            if "column" in header.embedded:
                above = [next(words)[1] for _ in above]
            for row in range(len(left)):
                if "row" in header.embedded:
                    left[row] = next(words)[1]
                for column in columns_of(row, shape, len(above), is_absent):
                    number, word = next(words)
                    if is_tie(word, number):
                        pairs.append((left[row], above[column]))
        is_over = next(words, None) is None
    except StopIteration:
        is_over = False
    if not is_over:
        raise UnreadableNetwork(f"holds a matrix that is not {len(left)} by {len(above)}.")
    names = [*left, *above]
    return Listed(names, pairs, []) if shape == WHOLE else Listed(names, [], pairs)


def columns_of(row: int, shape: str, width: int, is_absent: bool) -> Iterator[int]:
    """Yield the columns of which a row has a cell."""
    first, last = (row, width) if shape == UPPER else (0, row + 1) if shape == LOWER else (0, width)
    return (column for column in range(first, last) if not (is_absent and column == row))


def words_in(text: str, number: int = 1) -> list[str]:
    return split_line(text.replace(",", " "), number)
