"""Ties as rows of neighbors: Cytoscape's SIF, the adjacency lists of networkx and LGL, told by how the file is called.

By what they hold they are lists of ties or remarks.
"""

from collections.abc import Callable, Iterator, Mapping

from stakeholders.network.listed import Listed, Pairs, UnreadableNetwork, is_no_tie, numbered_lines, zeros_told


def read_sif(text: str) -> Listed:
    """Read who is tied, how, and to whom, one or several; somebody alone in a row has no tie."""
    names, arcs = [], []
    for number, (one, *others) in rows_of(text):
        if len(others) == 1:
            raise UnreadableNetwork(f"line {number}: a tie needs two ends and, between them, what it is.")
        names += [one, *others[1:]]
        arcs += [(one, other) for other in others[1:]]
    return Listed(names, arcs, [])


def read_adjacency(text: str) -> Listed:
    """Read who is tied to whom, one or several in a row, up to a remark."""
    names, arcs = [], []
    for _, (one, *others) in rows_of("\n".join(line.partition("#")[0] for line in text.splitlines())):
        names += [one, *others]
        arcs += [(one, other) for other in others]
    return Listed(names, arcs, [])


def read_lgl(text: str) -> Listed:
    """Read whom each is tied to who stands behind a #, one in a row, with a weight where it has one."""
    names: list[str] = []
    edges: Pairs = []
    zeros: Pairs = []
    one = ""
    for number, cells in rows_of(text):
        if cells[0] == "#" and len(cells) > 1:
            one = cells[1]
            names.append(one)
        elif not one:
            raise UnreadableNetwork(f"line {number}: a name behind a # must come before whom it is tied to.")
        else:
            names.append(cells[0])
            is_zero = is_no_tie(cells[1] if len(cells) > 1 else "")
            (zeros if is_zero else edges).append((one, cells[0]))
    return Listed(names, [], edges, remarks=zeros_told(len(zeros)))


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the words of each line, set apart by tabs where the file has any, else by white space."""
    separator = "\t" if "\t" in text else None
    for number, line in numbered_lines(text):
        yield number, [word.strip() for word in line.split(separator) if word.strip()]


BY_ENDING: Mapping[str, Callable[[str], Listed]] = {
    ".sif": read_sif,
    ".adjlist": read_adjacency,
    ".lgl": read_lgl,
}
