"""What a file says of a network, whatever its format: names, ties with a direction and ties without."""

import re
import shlex
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from stakeholders.network.ratings import Rating

Pairs = list[tuple[str, str]]
Rows = list[tuple[int, list[str]]]

MISSING = ("", ".", "-", "na", "n/a", "nan")
MOST_NODES = 200_000


class UnreadableNetwork(ValueError):
    """A file cannot be used; the message says which line and why."""


@dataclass(frozen=True)
class Listed:
    """Names in the order of the file, ties with a direction, ties without, and whether direction counts.

    `ratings` are what the first end of a tie says of the second, `remarks` what of the file is not counted and why,
    `sectors` what the file says of everyone by name, where it says anything.
    """

    names: Sequence[str]
    arcs: Pairs
    edges: Pairs
    directed: bool = False
    ratings: Sequence[Rating] = ()
    remarks: Sequence[str] = ()
    sectors: Mapping[str, str] = field(default_factory=dict)


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold anything with their numbers, from 1."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line.strip()


def split_line(line: str, number: int) -> list[str]:
    """Return the words of a line; what stands in double quotes is one."""
    reader = shlex.shlex(line, posix=True)
    reader.whitespace_split, reader.commenters, reader.quotes = True, "", '"'
    reader.escape = ""
    try:
        return list(reader)
    except ValueError:
        raise UnreadableNetwork(f"line {number}: a quotation mark is not closed.") from None


def numbered(count: str, line: int) -> list[str]:
    """Return the names 1, 2, 3 and so on of as many nodes as `count` says."""
    if not count.isdecimal() or len(count) > len(str(MOST_NODES)) or int(count) > MOST_NODES:
        raise UnreadableNetwork(f"line {line}: needs the number of nodes, {MOST_NODES:,} at most.")
    return [str(place) for place in range(1, int(count) + 1)]


def value_of(cell: str) -> float | None:
    """Return a number, with a dot or a comma before its decimals; 0 where the cell says that there is nothing."""
    cell = cell.strip()
    if cell.casefold() in MISSING:
        return 0.0
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def is_tie(cell: str, line: int) -> bool:
    """Tell whether a cell of a matrix says that there is a tie: any number but 0."""
    value = value_of(cell)
    if value is None:
        raise UnreadableNetwork(f"line {line}: {cell} is no number.")
    return value != 0


def is_no_tie(weight: str) -> bool:
    """Tell whether a weight takes its tie back: it is given, and it is 0."""
    return weight.strip().casefold() not in MISSING and value_of(weight) == 0


def zeros_told(count: int) -> list[str]:
    """Return the remark that so many ties were taken back by their weight, none where none was."""
    return [f"Not counted, as a weight of 0 is no tie: {count}."] if count else []


def spelled_once(pairs: Pairs, names: Sequence[str]) -> tuple[Pairs, list[str]]:
    """Return ties and names with each name as it is first spelled.

    One is é however a file writes it, one space and several, and the number 7 that a table made 7.0.
    """
    first: dict[str, str] = {}

    def spell(name: str) -> str:
        key = " ".join(unicodedata.normalize("NFC", name).split())
        return first.setdefault(key.removesuffix(".0") if re.fullmatch(r"\d+\.0", key) else key, name)

    spelled = [spell(name) for name in names]
    return [(spell(one), spell(other)) for one, other in pairs], spelled
