"""Networks as other programs keep them: edge lists, a matrix, GraphML, Pajek (.net), UCINET DL."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from stakeholders.network.edge_list import (
    Pairs,
    Rows,
    UnreadableNetwork,
    numbered_lines,
    read_names,
    read_pairs,
    read_rows,
    spelled_once,
)
from stakeholders.network.graph import Network, build_network

NAME_KEYS = ("name", "label", "id")


@dataclass(frozen=True)
class Listed:
    """What a file says: names in its order, ties with a direction, ties without, and whether direction counts."""

    names: Sequence[str]
    arcs: Pairs
    edges: Pairs
    directed: bool = False


def read_network(
    content: bytes, names: bytes | None = None, directed: bool = False, has_header: bool | None = None
) -> Network:
    """Return the network of a file and, where given, of a list of names; raises UnreadableNetwork with a sentence.

    A tie without direction is one both ways where `directed`, or where the file itself has directed ties.
    """
    text = decode(content)
    named = decode(names) if names is not None else None
    start = text.lstrip("\ufeff \t\r\n")[:200].casefold()
    if start.startswith("<"):
        listed = read_graphml(text)
    elif start.startswith(("*vertices", "*network")):
        listed = read_pajek(text)
    elif start.startswith("dl") and start[2:3] in (" ", "\t", "\n", "\r", ","):
        listed = read_dl(text)
    else:
        listed = read_delimited(text, named, has_header)
    if named is not None:
        ends = [end for pair in (*listed.arcs, *listed.edges) for end in pair]
        listed = Listed([*read_names(named, ends, has_header), *listed.names], listed.arcs, listed.edges)
    is_directed = directed or listed.directed
    both = listed.edges + [(other, one) for one, other in listed.edges if one != other] if is_directed else listed.edges
    pairs, spelled = spelled_once([*listed.arcs, *both], listed.names)
    return build_network(spelled, pairs, is_directed)


def decode(content: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16, each with or without its mark, else Windows-1252."""
    start = content[:2]
    wide = "utf-16" if start in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le" if start[1:] == b"\0" else "utf-16-be"
    for encoding in (wide,) if wide == "utf-16" or b"\0" in start else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableNetwork("cannot be read: it is no text.")


def read_delimited(text: str, named: str | None, has_header: bool | None) -> Listed:
    if named is not None and not text.strip():
        return Listed([], [], [])
    rows = read_rows(text)
    if is_matrix(rows):
        filled = [(number, [cell.strip() or "0" for cell in cells]) for number, cells in rows]
        return dl_ties(filled, [], "matrix", embedded=True)
    known = read_names(named, [], has_header) if named is not None else []
    return Listed([], read_pairs(text, known, has_header), [])


def is_matrix(rows: Rows) -> bool:
    """Tell whether the first row and the first column name the same, with nothing in the corner."""
    return bool(rows) and rows[0][1][0].strip() == "" and rows[0][1][1:] == [cells[0] for _, cells in rows[1:]]


def read_graphml(text: str) -> Listed:
    """Read nodes and edges, called by their name or label where every node has one of its own."""
    try:
        root: Element = fromstring(text.encode(), forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableNetwork(f"is no GraphML that can be read: {error}.") from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    graph = root.find("graph")
    if graph is None:
        raise UnreadableNetwork("holds no graph.")
    titles = {key.get("id"): (key.get("attr.name") or "").casefold() for key in root.iter("key")}
    nodes = {node.get("id", ""): node for node in graph.iter("node")}
    called = {key: key for key in nodes}
    for wanted in NAME_KEYS:
        found = {
            key: (data.text or "").strip()
            for key, node in nodes.items()
            for data in node.findall("data")
            if titles.get(data.get("key")) == wanted
        }
        if len(set(found.values()) - {""}) == len(nodes):
            called = found
            break
    default = graph.get("edgedefault") == "directed"
    listed = Listed(list(called.values()), [], [], default)
    for edge in graph.iter("edge"):
        ends = edge.get("source", ""), edge.get("target", "")
        if not all(ends):
            raise UnreadableNetwork("has an edge without source or target.")
        is_arc = {"true": True, "false": False}.get(edge.get("directed", ""), default)
        (listed.arcs if is_arc else listed.edges).append((called.get(ends[0], ends[0]), called.get(ends[1], ends[1])))
    return listed


def read_pajek(text: str) -> Listed:
    """Read vertices, arcs and edges, their lists, and a matrix; arcs have a direction, edges none."""
    labels: dict[str, str] = {}
    arcs: Pairs = []
    edges: Pairs = []
    section, row = "", 0
    for number, line in numbered_lines(text.lstrip("\ufeff")):
        if line.startswith("%"):
            continue
        cells = split_line(line, number)
        if line.startswith("*"):
            section, row = cells[0].casefold().rstrip(":"), 0
            if section == "*vertices":
                count = cells[1] if len(cells) > 1 else ""
                if not count.isdigit():
                    raise UnreadableNetwork(f"line {number}: *Vertices needs their number.")
                labels = {str(place): str(place) for place in range(1, int(count) + 1)}
        elif section == "*vertices":
            labels[cells[0]] = cells[1] if len(cells) > 1 else cells[0]
        elif section in ("*arcs", "*edges", "*arcslist", "*edgeslist"):
            others = cells[1:2] if section in ("*arcs", "*edges") else cells[1:]
            if not others:
                raise UnreadableNetwork(f"line {number}: a tie needs two ends.")
            found = edges if section.startswith("*edges") else arcs
            found += [(vertex(labels, cells[0], number), vertex(labels, other, number)) for other in others]
        elif section == "*matrix":
            row += 1
            ties = [str(place) for place, cell in enumerate(cells, start=1) if is_tie(cell, number)]
            arcs += [(vertex(labels, str(row), number), vertex(labels, other, number)) for other in ties]
    called = apart(labels)
    arcs, edges = ([(called[a], called[b]) for a, b in found] for found in (arcs, edges))
    return Listed(list(called.values()), arcs, edges, bool(arcs))


def vertex(labels: dict[str, str], key: str, number: int) -> str:
    if key not in labels:
        raise UnreadableNetwork(f"line {number}: there is no vertex {key}.")
    return key


def apart(labels: dict[str, str]) -> dict[str, str]:
    """Return the labels; two vertices of one label are told apart by their numbers."""
    seen: dict[str, int] = {}
    for label in labels.values():
        seen[label] = seen.get(label, 0) + 1
    return {key: label if seen[label] == 1 else f"{label} ({key})" for key, label in labels.items()}


def read_dl(text: str) -> Listed:
    """Read a full matrix or an edge list of one kind, with labels given or embedded (UCINET 6)."""
    lines = list(numbered_lines(text))
    head = " ".join(line for _, line in lines).casefold()
    form = "edgelist" if "edgelist" in head else "nodelist" if "nodelist" in head else "matrix"
    embedded = "embedded" in head
    labels: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    section = ""
    for number, line in lines:
        word = line.casefold()
        if word.startswith("data:"):
            section = "data"
        elif "embedded" in word and "labels" in word:
            continue
        elif word.startswith(("labels:", "row labels:")):
            section = "labels"
            labels += names_in(line.partition(":")[2], number)
        elif word.endswith(":") and section != "data":
            section = ""
        elif section == "data":
            rows.append((number, names_in(line, number)))
        elif section == "labels":
            labels += names_in(line, number)
    if section != "data":
        raise UnreadableNetwork("is a DL file without data.")
    return dl_ties(rows, labels, form, embedded)


def dl_ties(rows: list[tuple[int, list[str]]], labels: list[str], form: str, embedded: bool) -> Listed:
    def called(cell: str) -> str:
        return labels[int(cell) - 1] if not embedded and cell.isdigit() and int(cell) <= len(labels) else cell

    if form != "matrix":
        for number, cells in rows:
            if len(cells) < 2 and form == "edgelist":
                raise UnreadableNetwork(f"line {number}: a tie needs two ends.")
        ends = [(cells[0], other) for _, cells in rows for other in (cells[1:2] if form == "edgelist" else cells[1:])]
        return Listed(labels, [(called(one), called(other)) for one, other in ends], [])
    if embedded and rows:
        labels, rows = rows[0][1][-(len(rows) - 1) :], [(number, cells[1:]) for number, cells in rows[1:]]
    names = labels or [str(place) for place in range(1, len(rows) + 1)]
    if any(len(cells) != len(names) for _, cells in rows) or len(rows) != len(names):
        raise UnreadableNetwork(f"holds a matrix that is not {len(names)} by {len(names)}.")
    ties = [
        (names[row], names[column])
        for row, (number, cells) in enumerate(rows)
        for column, cell in enumerate(cells)
        if is_tie(cell, number)
    ]
    return Listed(names, ties, [])


def names_in(line: str, number: int) -> list[str]:
    return split_line(line.replace(",", " "), number)


def is_tie(cell: str, number: int) -> bool:
    try:
        return float(cell) != 0
    except ValueError:
        raise UnreadableNetwork(f"line {number}: {cell} is no number.") from None


def split_line(line: str, number: int) -> list[str]:
    """Return the words of a line; what stands in double quotes is one."""
    reader = shlex.shlex(line, posix=True)
    reader.whitespace_split, reader.commenters, reader.quotes = True, "", '"'
    reader.escape = ""
    try:
        return list(reader)
    except ValueError:
        raise UnreadableNetwork(f"line {number}: a quotation mark is not closed.") from None
