"""Ties and names out of delimited text: any usual separator, with or without a header row.

The ends of a tie are the columns whose headings say so, else the first two. The first row is a heading when it holds
such a word, when the names that are given know neither of its ends, or when no other row names either of its ends. Two
numbered headings such as Person 1 and Person 2 say which columns, not that they are headings: nodes are called so too.
"""

import csv
import io
import re
from collections.abc import Collection, Sequence

from stakeholders.network.listed import Listed, Pairs, Rows, UnreadableNetwork, is_no_tie, value_of, zeros_told
from stakeholders.network.rated_ties import scores_in
from stakeholders.network.ratings import Rating

SOURCES = ("source", "from", "sender", "ego", "tail", "giver", "respondent", "von", "origen", "who", "src", "rater")
TARGETS = ("target", "to", "receiver", "alter", "head", "taker", "nominee", "nach", "destino", "whom", "dst", "rated")
SECOND = {"1": "2", "a": "b", "i": "j"}
AFTER = ("", "id", "name", "node", "nodeid", "label", "key")
"""What a heading may add to the word: Source ID, From name."""
NAMES = ("id", "name", "fullname", "nombre", "node", "nodes", "label", "vertex", "actor", "person", "organization",
         "organisation", "agency", "stakeholder", "partner", "member", "who", "key")  # fmt: skip
SECTORS = ("sector", "sektor", "secteur", "settore", "bereich", "stakeholdertype", "stakeholdergroup", "group",
           "category", "segment", "faction", "club", "party", "type", "class")  # fmt: skip
"""What the column is called that says who is like whom, the first that is there."""
WEIGHTS = ("weight", "value", "strength", "tiestrength", "edgeweight")
TYPES = {"directed": True, "undirected": False}
REMARKS = ("#", "%", "//")
SEPARATORS = (",", ";", "\t", "|")
LOOKED_AT = 50


def read_ties(rows: Rows, known: Collection[str] = (), has_header: bool | None = None) -> Listed:
    """Return the two ends of every tie, in order, and what they are rated; raises UnreadableNetwork.

    `known` are names given elsewhere. A weight of 0 says that there is no tie; without headings the weight is the third
    column, the last one, where it holds numbers alone. A type as Gephi writes it says which ties have a direction.
    """
    rows = rows if has_header is False else without_preamble(rows)
    if len(rows[0][1]) < 2:
        raise UnreadableNetwork(f"has one column in line {rows[0][0]}: a tie needs two ends, set apart by a comma.")
    ends, is_sure = end_columns(rows[0][1])
    if has_header is None:
        has_header = is_sure or is_heading(rows, known, ends)
    one, other = ends if has_header else (0, 1)
    written = rows[0][1] if has_header else []
    headings = [plain(cell) for cell in written]
    rows = rows[1:] if has_header else rows
    scores, remarks = scores_in(written, rows, ends)
    weight = column_of(WEIGHTS, headings) if has_header else unnamed_weight(rows)
    kind = column_of(("type",), headings)
    types = [cell(cells, kind).casefold() for _, cells in rows]
    is_typed = bool(types) and set(types) <= TYPES.keys()
    names: list[str] = []
    arcs: Pairs = []
    edges: Pairs = []
    ratings: list[Rating] = []
    zeros = 0
    for (number, cells), said, (trust, value) in zip(rows, types, scores, strict=True):
        pair = cell(cells, one), cell(cells, other)
        if not all(pair):
            raise UnreadableNetwork(f"row {number}: both ends of the tie must be filled.")
        names.extend(pair)
        if is_no_tie(cell(cells, weight)):
            zeros += 1
            continue
        is_edge = is_typed and not TYPES[said]
        (edges if is_edge else arcs).append(pair)
        if trust is not None or value is not None:
            ratings += [Rating(*ends, trust, value) for ends in ((pair, pair[::-1]) if is_edge else (pair,))]
    return Listed(names, arcs, edges, is_typed and bool(arcs), ratings, [*remarks, *zeros_told(zeros)])


def read_names(text: str, ends: Collection[str], has_header: bool | None = None) -> tuple[list[str], list[str]]:
    """Return every name, and the sector of each where a column says so.

    Of the columns the one that holds most of the `ends` of ties is of names, where none does the first called so.
    """
    ends = set(ends)
    rows = read_rows(text)
    whole = [(number, [" ".join(cells)]) for number, cells in rows]
    if separator_of(text.splitlines()) == " " and not any(cell in ends for _, cells in rows for cell in cells):
        rows = whole
    if not rows:
        raise UnreadableNetwork("is empty: it needs a row for each node.")
    width = max(len(cells) for _, cells in rows)
    columns = [[cell(cells, at) for _, cells in rows] for at in range(width)]
    best = max(range(width), key=lambda at: (len(ends.intersection(columns[at])), bare(columns[at][0]) in NAMES, -at))
    first = columns[best][0]
    if has_header is None:
        has_header = first not in ends and (names_columns(rows[0][1]) or bool(ends.intersection(columns[best][1:])))
    headings = [bare(each) if has_header and at != best else "" for at, each in enumerate(rows[0][1])]
    sector = next((headings.index(word) for word in SECTORS if word in headings), -1)
    rows = rows[1:] if has_header else rows
    for number, cells in rows:
        if not cell(cells, best):
            raise UnreadableNetwork(f"row {number}: the name must be filled.")
    return [cell(cells, best) for _, cells in rows], [cell(cells, sector) for _, cells in rows]


def known_in(text: str) -> set[str]:
    """Return whatever stands in a list of names, but for its headings."""
    rows = read_rows(text)
    has_header = bool(rows) and names_columns(rows[0][1])
    return {each.strip() for _, cells in rows[has_header:] for each in cells}


def read_rows(text: str) -> Rows:
    """Return the rows that hold anything, with the number of the line each ends on, without columns that hold nothing.

    Where every row is numbered and the headings are one fewer, as R writes a table, the numbers are left out.
    """
    lines = io.StringIO(text, newline="").readlines()
    told = re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE) if lines else None
    lines = without_remarks(["\n", *lines[1:]] if told else lines)
    separator = told[1] if told else separator_of(lines)
    lines = [line.strip(" ") for line in lines] if separator == " " else lines
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    try:
        rows = [(reader.line_num, [each.strip() for each in cells]) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise UnreadableNetwork(f"line {reader.line_num}: {error}.") from error
    filled = sorted({at for _, cells in rows for at, each in enumerate(cells) if each})
    rows = [(number, [cells[at] for at in filled if at < len(cells)]) for number, cells in rows]
    places = [cells[0] for _, cells in rows[1:]]
    is_one_fewer = bool(places) and {len(cells) - 1 for _, cells in rows[1:]} == {len(rows[0][1])}
    if is_one_fewer and places == [str(place) for place in range(1, len(rows))]:
        return [rows[0], *((number, cells[1:]) for number, cells in rows[1:])]
    return rows


def without_remarks(lines: Sequence[str]) -> list[str]:
    """Return the lines with remarks emptied: they begin with #, % or // and hold not as many cells, or with "% ".

    What Python writes of a tie in braces behind its ends is left out too.
    """
    plain_lines = [line for line in lines if line.strip() and not line.startswith(REMARKS)]
    if plain_lines and " {" in plain_lines[0] and plain_lines[0].rstrip().endswith("}"):
        return without_remarks([line.partition(" {")[0] + "\n" for line in lines])
    separator = separator_of(plain_lines)
    usual = len(plain_lines[0].split(separator)) if plain_lines else 0

    def is_remark(line: str) -> bool:
        return line.startswith(("% ", "%%")) or (line.startswith(REMARKS) and len(line.split(separator)) != usual)

    return ["\n" if is_remark(line) else line for line in lines]


def separator_of(lines: Sequence[str]) -> str:
    """Return what stands between cells: the sign that most of the first lines hold, else white space."""
    lines = [line for line in lines if line.strip()][:LOOKED_AT]
    counts = {sign: sum(sign in outside_quotes(line) for line in lines) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: counts[sign])
    if counts[best]:
        return best
    words = [len(re.sub('"[^"]*"', "x", line).split()) for line in lines]
    is_table = len(set(words[1:])) == 1 and words[0] in (words[1], words[1] - 1) and words[1] > 1
    return " " if words and (is_table or set(words) <= {2, 3}) else ","


def outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def without_preamble(rows: Rows) -> Rows:
    """Return the rows from the one on that surely holds headings, where it is among the first."""
    sure = (at for at, (_, cells) in enumerate(rows[:LOOKED_AT]) if end_columns(cells)[1])
    start = next(sure, None)
    if start is not None:
        return rows[start:]
    told = (at for at, (_, cells) in enumerate(rows[:LOOKED_AT]) if sum(map(bool, cells)) > 1)
    return rows[next(told, 0) :] if not rows[0][1][0] else rows


def column_of(words: Collection[str], headings: Sequence[str]) -> int:
    """Return the first column with one of these headings, -1 where there is none."""
    return next((at for at, heading in enumerate(headings) if heading in words), -1)


def unnamed_weight(rows: Rows) -> int:
    """Return the column of weights where none has a heading, -1 where none can be told."""
    is_weighted = all(len(cells) <= 3 and value_of(cell(cells, 2)) is not None for _, cells in rows)
    return 2 if is_weighted else -1


def cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if 0 <= at < len(cells) else ""


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


def names_columns(cells: Sequence[str]) -> bool:
    """Tell whether the first row of a list of names holds what such a column is called."""
    return any(bare(each) in NAMES for each in cells)


def bare(cell: str) -> str:
    """Return a heading as `plain` does, without what it adds to its word: Node ID is node, Sector name sector."""
    heading = plain(cell)
    words = (heading.removesuffix(after) for after in AFTER)
    return next((word for word in words if word in NAMES or word in SECTORS), heading)


def plain(cell: str) -> str:
    """Return a heading without case, spaces and signs: "Node 1" is node1, "Source_ID" sourceid."""
    return "".join(sign for sign in cell.casefold() if sign.isalnum())
