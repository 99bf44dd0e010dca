"""Ties and names out of delimited text: any usual separator, with or without a header row.

The ends of a tie are the columns whose headings say so, else the first two. The first row is a heading when it holds
such a word, when the names that are given know neither of its ends, or when no other row names either of its ends.
"""

import csv
import unicodedata
from collections.abc import Collection, Iterator, Sequence

SOURCES = ("source", "from", "sender", "ego", "node1", "person1", "actor1", "v1", "i", "tail", "giver", "source_id")
TARGETS = ("target", "to", "receiver", "alter", "node2", "person2", "actor2", "v2", "j", "head", "taker", "target_id")
NAMES = ("id", "name", "node", "label", "actor", "person", "organization", "organisation", "key")
SEPARATORS = (",", ";", "\t", "|")
LOOKED_AT = 50

Rows = list[tuple[int, list[str]]]
Pairs = list[tuple[str, str]]


class UnreadableNetwork(ValueError):
    """A file cannot be used; the message says which line and why."""


def read_pairs(text: str, known: Collection[str] = (), has_header: bool | None = None) -> Pairs:
    """Return the two ends of every tie, in order; raises UnreadableNetwork. `known` are names given elsewhere."""
    rows = read_rows(text)
    if not rows:
        raise UnreadableNetwork("is empty: it needs a row for each tie.")
    if len(rows[0][1]) < 2:
        raise UnreadableNetwork(f"has one column in line {rows[0][0]}: a tie needs two ends, set apart by a comma.")
    ends = end_columns(rows[0][1])
    if has_header is None:
        has_header = ends is not None or is_heading(rows, known)
    one, other = (ends or (0, 1)) if has_header else (0, 1)
    pairs = []
    for number, cells in rows[1:] if has_header else rows:
        pair = [cells[column].strip() if column < len(cells) else "" for column in (one, other)]
        if not all(pair):
            raise UnreadableNetwork(f"row {number}: both ends of the tie must be filled.")
        pairs.append((pair[0], pair[1]))
    return pairs


def read_names(text: str, ends: Collection[str], has_header: bool | None = None) -> list[str]:
    """Return every name: of the columns the one that holds most of the `ends` of ties, the first where none does."""
    rows = read_rows(text)
    if not rows:
        raise UnreadableNetwork("is empty: it needs a row for each node.")
    ends = set(ends)
    width = max(len(cells) for _, cells in rows)
    columns = [[cells[at].strip() if at < len(cells) else "" for _, cells in rows] for at in range(width)]
    best = max(range(width), key=lambda at: (len(ends.intersection(columns[at])), -at))
    first = columns[best][0]
    if has_header is None:
        is_word = any(plain(cell) in NAMES for cell in rows[0][1])
        has_header = first not in ends and (is_word or bool(ends.intersection(columns[best][1:])))
    names = columns[best][1:] if has_header else columns[best]
    for (number, _), name in zip(rows[1:] if has_header else rows, names, strict=True):
        if not name:
            raise UnreadableNetwork(f"row {number}: the name must be filled.")
    return names


def read_rows(text: str) -> Rows:
    """Return the rows that hold anything, with the number of the line each ends on."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator_of(text), skipinitialspace=True)
    try:
        return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise UnreadableNetwork(f"line {reader.line_num}: {error}.") from error


def separator_of(text: str) -> str:
    """Return what stands between cells: the sign that most of the first lines hold, else white space."""
    lines = [line for line in text.splitlines() if line.strip()][:LOOKED_AT]
    counts = {sign: sum(sign in outside_quotes(line) for line in lines) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: counts[sign])
    if counts[best]:
        return best
    return " " if lines and all(len(line.split()) in (2, 3) for line in lines) else ","


def outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def end_columns(heading: Sequence[str]) -> tuple[int, int] | None:
    """Return which columns the headings call the ends of a tie, or None."""
    words = [plain(cell) for cell in heading]
    for source, target in zip(SOURCES, TARGETS, strict=True):
        if source in words and target in words:
            return words.index(source), words.index(target)
    return None


def is_heading(rows: Rows, known: Collection[str]) -> bool:
    """Tell whether the first row names columns: nobody else in the file, and nobody known, is called that."""
    first = {cell.strip() for cell in rows[0][1][:2]}
    if any(not cell or is_number(cell) for cell in first):
        return False
    if known:
        return not first & set(known)
    return not any(first & {cell.strip() for cell in cells[:2]} for _, cells in rows[1:])


def is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdigit()


def plain(cell: str) -> str:
    """Return a heading without case, spaces and signs: "Node 1" is node1, "Source_ID" source_id."""
    return cell.strip().casefold().replace(" ", "").replace("-", "")


def spelled_once(pairs: Pairs, names: Sequence[str]) -> tuple[Pairs, list[str]]:
    """Return ties and names with each name as it is first spelled: é is one letter, however a file writes it."""
    first: dict[str, str] = {}

    def spell(name: str) -> str:
        return first.setdefault(unicodedata.normalize("NFC", name), name)

    spelled = [spell(name) for name in names]
    return [(spell(one), spell(other)) for one, other in pairs], spelled


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold anything with their numbers, from 1."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line.strip()
