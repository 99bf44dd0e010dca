"""Pajek's files (.net and .paj): vertices, arcs and edges, their lists, and a matrix."""

from stakeholders.network.listed import (
    Listed,
    Pairs,
    UnreadableNetwork,
    is_no_tie,
    is_tie,
    numbered,
    numbered_lines,
    split_line,
    zeros_told,
)

REMARKS = ("%", "/*")
OF_TIES = ("*arcs", "*edges")
LISTS = ("*arcslist", "*edgeslist")
NETWORK, VERTICES, MATRIX = "*network", "*vertices", "*matrix"


def is_pajek(text: str) -> bool:
    first = next((line for _, line in numbered_lines(text) if not line.startswith(REMARKS)), "")
    return first.casefold().startswith((VERTICES, NETWORK))


def read_pajek(text: str) -> Listed:
    """Read one network; arcs have a direction, edges none, and ties of several relations are taken together.

    Partitions and vectors beside it are passed over; a second network is refused.
    """
    labels: dict[str, str] = {}
    arcs: Pairs = []
    edges: Pairs = []
    zeros: Pairs = []
    section, row, is_beside = "", 0, False
    for number, line in numbered_lines(text):
        if line.startswith(REMARKS):
            continue
        if line.startswith("*"):
            cells = split_line(line, number)
            section, row = cells[0].casefold().rstrip(":"), 0
            is_beside = section not in (NETWORK, MATRIX, *OF_TIES, *LISTS) and (is_beside or section != VERTICES)
            if section in (NETWORK, VERTICES) and labels and not is_beside:
                raise UnreadableNetwork(f"line {number}: a second network begins here: keep one in a file.")
            if section == VERTICES and not is_beside:
                labels = {place: place for place in numbered(cells[1] if len(cells) > 1 else "", number)}
        elif is_beside or section == NETWORK:
            continue
        elif section == VERTICES:
            cells = split_line(line, number)
            labels[vertex(labels, cells[0], number)] = cells[1] if len(cells) > 1 else cells[0]
        elif section in OF_TIES:
            cells = split_line(line, number)
            cells = cells[1:] if cells[0].endswith(":") else cells
            if len(cells) < 2:
                raise UnreadableNetwork(f"line {number}: a tie needs two ends.")
            pair = vertex(labels, cells[0], number), vertex(labels, cells[1], number)
            is_zero = is_no_tie(cells[2] if len(cells) > 2 else "")
            (zeros if is_zero else edges if section == "*edges" else arcs).append(pair)
        elif section in LISTS:
            one, *others = split_line(line, number)
            pairs = [(vertex(labels, one, number), vertex(labels, other, number)) for other in others]
            (edges if section == "*edgeslist" else arcs).extend(pairs)
        elif section == MATRIX:
            row += 1
            ties = [place for place, cell in enumerate(split_line(line, number), start=1) if is_tie(cell, number)]
            arcs += [(vertex(labels, str(row), number), vertex(labels, str(other), number)) for other in ties]
    called = apart(labels)
    arcs, edges = ([(called[a], called[b]) for a, b in found] for found in (arcs, edges))
    return Listed(list(called.values()), arcs, edges, bool(arcs), remarks=zeros_told(len(zeros)))


def vertex(labels: dict[str, str], key: str, number: int) -> str:
    """Return the key of a vertex; -2 in a list is an arc to 2 that is drawn otherwise."""
    key = key.removeprefix("-")
    if key not in labels:
        raise UnreadableNetwork(f"line {number}: there is no vertex {key}.")
    return key


def apart(labels: dict[str, str]) -> dict[str, str]:
    """Return the labels; two nodes of one label are told apart by their keys."""
    seen: dict[str, int] = {}
    for label in labels.values():
        seen[label] = seen.get(label, 0) + 1
    return {key: label if seen[label] == 1 else f"{label} ({key})" for key, label in labels.items()}
