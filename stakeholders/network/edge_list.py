"""Ties and names out of delimited text: any usual separator, with or without a header row.

The ends of a tie are the columns whose headings say so, else the first two. The first row is a heading when it holds
such a word, when the names that are given know neither of its ends, or when no other row names either of its ends. Two
numbered headings such as Person 1 and Person 2 say which columns, not that they are headings: nodes are called so too.
"""

import csv
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

SOURCES = ("source", "from", "sender", "ego", "tail", "giver", "respondent", "von", "origen")
TARGETS = ("target", "to", "receiver", "alter", "head", "taker", "nominee", "nach", "destino")
SECOND = {"1": "2", "a": "b", "i": "j"}
AFTER = ("", "id", "name", "node", "label", "key")
"""What a heading may add to the word: Source ID, From name."""
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
    ends, is_sure = end_columns(rows[0][1])
    if has_header is None:
        has_header = is_sure or is_heading(rows, known, ends)
    one, other = ends if has_header else (0, 1)
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
    lines = text.splitlines(keepends=True)
    told = re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE) if lines else None
    before = 1 if told else remarks_before(lines)
    lines = lines[before:]
    reader = csv.reader(lines, delimiter=told[1] if told else separator_of(lines), skipinitialspace=True)
    try:
        return [(before + reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise UnreadableNetwork(f"line {before + reader.line_num}: {error}.") from error


def remarks_before(lines: Sequence[str]) -> int:
    """Return how many of the first lines are remarks: they begin with # and are not told apart as the others are."""
    remarks = next((at for at, line in enumerate(lines) if not line.startswith("#")), 0)
    separator = separator_of(lines[remarks:])
    usual = len(lines[remarks].split(separator)) if remarks else 0
    return next((at for at in range(remarks) if len(lines[at].split(separator)) == usual), remarks)


def separator_of(lines: Sequence[str]) -> str:
    """Return what stands between cells: the sign that most of the first lines hold, else white space."""
    lines = [line for line in lines if line.strip()][:LOOKED_AT]
    counts = {sign: sum(sign in outside_quotes(line) for line in lines) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: counts[sign])
    if counts[best]:
        return best
    return " " if lines and all(len(line.split()) in (2, 3) for line in lines) else ","


def outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def end_columns(heading: Sequence[str]) -> tuple[tuple[int, int], bool]:
    """Return which columns the headings call the ends of a tie, else the first two, and whether they surely do."""
    columns = {plain(cell): at for at, cell in reversed(list(enumerate(heading)))}
    for after in AFTER:
        words = {word.removesuffix(after): at for word, at in columns.items() if word.endswith(after)}
        for source, target in zip(SOURCES, TARGETS, strict=True):
            if source in words and target in words:
                return (words[source], words[target]), True
    for after in AFTER:
        words = {word.removesuffix(after): at for word, at in columns.items() if word.endswith(after)}
        for word, at in words.items():
            other = words.get(word[:-1] + SECOND.get(word[-1:], ""))
            if word[-1:] in SECOND and other is not None:
                return (at, other), False
    return (0, 1), False


def is_heading(rows: Rows, known: Collection[str], ends: tuple[int, int]) -> bool:
    """Tell whether the first row names columns: nobody else in the file, and nobody known, is called that."""
    first, *others = ({cells[at].strip() for at in ends if at < len(cells)} for _, cells in rows)
    if any(not cell or is_number(cell) for cell in first):
        return False
    if known:
        return not first & set(known)
    return bool(others) and not any(first & cells for cells in others)


def is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdigit()


def plain(cell: str) -> str:
    """Return a heading without case, spaces and signs: "Node 1" is node1, "Source_ID" sourceid."""
    return "".join(sign for sign in cell.casefold() if sign.isalnum())


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
