"""Networks as other programs keep them: lists of ties, matrices, GraphML, GEXF, GML, Pajek, UCINET DL."""

from dataclasses import replace

from stakeholders.network.edge_list import known_in, read_names, read_rows, read_ties
from stakeholders.network.graph import Network, build_network
from stakeholders.network.listed import Listed, UnreadableNetwork, spelled_once
from stakeholders.network.markup import is_gml, read_gml, read_markup
from stakeholders.network.matrix import read_matrix, read_matrix_market
from stakeholders.network.pajek import is_pajek, read_pajek
from stakeholders.network.ratings import Rating
from stakeholders.network.ucinet import is_dl, read_dl


def read_network(
    content: bytes, names: bytes | None = None, directed: bool = False, has_header: bool | None = None
) -> Network:
    """Return the network of a file and, where given, of a list of names; raises UnreadableNetwork with a sentence.

    A tie without direction is one both ways where `directed`, or where the file itself has directed ties. A rating is
    of the second end by the first where direction counts, else of both by each other.
    """
    text = decode(content)
    named = decode(names) if names is not None else None
    listed = read_listed(content, text, named, has_header)
    first: list[str] = []
    if named is not None:
        first = read_names(named, [end for pair in (*listed.arcs, *listed.edges) for end in pair], has_header)
    is_directed = directed or listed.directed
    both = listed.edges + [(other, one) for one, other in listed.edges if one != other] if is_directed else listed.edges
    rated = [(one.rater, one.rated) for one in listed.ratings]
    pairs, spelled = spelled_once([*listed.arcs, *both, *rated], [*first, *listed.names])
    ties, rated = pairs[: len(pairs) - len(rated)], pairs[len(pairs) - len(rated) :]
    ratings = [
        Rating(*ends, one.trust, one.value)
        for one, pair in zip(listed.ratings, rated, strict=True)
        for ends in ((pair,) if is_directed else (pair, pair[::-1]))
        if ends[0] != ends[1]
    ]
    return replace(build_network(spelled, ties, is_directed, ratings), remarks=tuple(listed.remarks))


def read_listed(content: bytes, text: str, named: str | None, has_header: bool | None) -> Listed:
    if text.lstrip().startswith("<"):
        return read_markup(content, text)
    if is_pajek(text):
        return read_pajek(text)
    if is_dl(text):
        return read_dl(text)
    if is_gml(text):
        return read_gml(text)
    if text.lstrip()[:1] in ("{", "["):
        raise UnreadableNetwork("is JSON: save it as GraphML, GML or a list of ties in CSV.")
    if named is not None and not text.strip():
        return Listed([], [], [])
    rows = read_rows(text)
    if not rows:
        raise UnreadableNetwork("is empty: it needs a row for each tie.")
    if text.startswith("%%MatrixMarket matrix coordinate"):
        return read_matrix_market(rows)
    matrix = read_matrix(rows) if has_header is None else None
    return matrix or read_ties(rows, known_in(named) if named is not None else (), has_header)


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
            return text.removeprefix("\ufeff")
    raise UnreadableNetwork("cannot be read: it is no text.")
