"""Networks as other programs keep them: lists of ties or neighbors, matrices, GraphML, GEXF, GML, Pajek, UCINET DL."""

import csv
import io
import re
from dataclasses import replace

from coalition.lib.tabular import UnreadableFile, read_table
from stakeholders.network.edge_list import known_in, read_names, read_rows, read_ties
from stakeholders.network.graph import Network, build_network
from stakeholders.network.listed import Listed, UnreadableNetwork, spelled_once
from stakeholders.network.markup import is_gml, read_gml, read_markup
from stakeholders.network.matrix import read_matrix, read_matrix_market
from stakeholders.network.neighbors_listed import BY_ENDING
from stakeholders.network.node_link import is_json, read_json
from stakeholders.network.pajek import is_pajek, read_pajek
from stakeholders.network.ratings import Rating
from stakeholders.network.ucinet import is_dl, read_dl

WORKBOOK = b"PK\x03\x04"
LOOKED_AT = 100_000
FOREIGN = {
    "a graph for Graphviz": re.compile(r"\A(?:\s|/\*.{0,999}?\*/)*(?:strict\s+)?(?:di)?graph\b[^{\n]*\{", re.I | re.S),
    "GDF": re.compile(r"\A\s*nodedef\s*>", re.I),
    "TGF": re.compile(r"^[^#,;\n][^,;\n]*\n#[ \t]*\n\S+[ \t]+\S", re.M),
}
"""What begins alike and would be read as something else."""


def read_network(
    content: bytes,
    names: bytes | None = None,
    directed: bool = False,
    has_header: bool | None = None,
    ending: str = "",
) -> Network:
    """Return the network of a file and, where given, of a list of names; raises UnreadableNetwork with a sentence.

    A tie without direction is one both ways where `directed`, or where the file itself has directed ties. A rating is
    of the second end by the first where direction counts, else of both by each other. What the name of the file ends
    in says what it holds where nothing else does.
    """
    text = decode(content)
    named = decode(names) if names is not None else None
    read = BY_ENDING.get(ending.casefold())
    listed = read(text) if read and text.strip() else read_listed(content, text, named, has_header)
    first, sectors = list(listed.sectors), list(listed.sectors.values())
    if named is not None:
        first, sectors = read_names(named, [end for pair in (*listed.arcs, *listed.edges) for end in pair], has_header)
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
    network = build_network(spelled, ties, is_directed, ratings)
    sector_of = {name: sector for name, sector in zip(spelled, sectors, strict=False) if sector}
    known = tuple(sector_of.get(name) for name in network.names) if sector_of else ()
    return replace(network, sectors=known, remarks=tuple(listed.remarks))


def read_listed(content: bytes, text: str, named: str | None, has_header: bool | None) -> Listed:
    if text.lstrip().startswith("<"):
        return read_markup(content, text)
    if is_pajek(text):
        return read_pajek(text)
    if is_dl(text):
        return read_dl(text)
    if is_gml(text):
        return read_gml(text)
    if is_json(text):
        return read_json(text)
    for name, sign in FOREIGN.items():
        if sign.search(text[:LOOKED_AT]):
            raise UnreadableNetwork(f"is {name}: save it as GraphML, GML or a list of ties in CSV.")
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
    """Return the text of a file: UTF-8 or UTF-16, each with or without its mark, else Windows-1252.

    Of a workbook it is the first sheet as CSV.
    """
    if content.startswith(WORKBOOK):
        return sheet_of(content)
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


def sheet_of(content: bytes) -> str:
    """Return the first sheet of a workbook as CSV, each row on the line of its number."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    try:
        for row in read_table(content, header_row=0).rows:
            written.write("\n" * (row.number - 1 - written.getvalue().count("\n")))
            rows.writerow(row.cells)
    except UnreadableFile as error:
        raise UnreadableNetwork(f"cannot be read: {error}") from error
    return written.getvalue()
