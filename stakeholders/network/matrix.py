"""Who is tied to whom as a table of numbers, with names above and at the left, on one side, or nowhere.

Between names above and at the left may stand marks instead, such as x or yes. Where rows and columns are not the same
people (people and what they take part in), all of them are nodes.
"""

from collections.abc import Sequence
from itertools import product

from stakeholders.network.edge_list import end_columns, read_ties
from stakeholders.network.listed import Listed, Rows, UnreadableNetwork, is_tie, numbered, value_of

FEWEST = 3
MARKS = {
    **dict.fromkeys(("x", "yes", "y", "true", "✓", "✔", "ja", "sí", "si"), "1"),
    **dict.fromkeys(("no", "n", "false", "nein"), "0"),
}


def read_matrix(rows: Rows) -> Listed | None:
    """Return the ties of a table, or None where it is no matrix but a list of ties."""
    head, body = rows[0][1], rows[1:]
    if is_square_of_numbers(rows):
        names = [str(place) for place in range(1, len(rows) + 1)]
        return matrix_ties(names, names, rows)
    if is_square_of_numbers(body) and len(head) == len(body) and not any(is_number(cell) for cell in head):
        return matrix_ties(head, head, body)
    if end_columns(head)[1]:
        return None
    left = [cells[0] for _, cells in body]
    above = head if head == left else head[1:]
    if above and all(above) and all(left) and is_table(head[0], above, left, body):
        above = left if is_numbered_alike(above, left) else above
        return matrix_ties(left, above, [(number, cells[1:]) for number, cells in body])
    return None


def is_table(corner: str, above: Sequence[str], left: Sequence[str], body: Rows) -> bool:
    """Tell whether names stand above and at the left and nothing but numbers or marks between them."""
    is_square = set(above) == set(left) or is_numbered_alike(above, left)
    values = {value_of(unmarked(cell)) for _, cells in body for cell in cells[1:]}
    if None in values:
        return is_square and not corner
    if is_square:
        return not corner or len(left) > 1
    is_list = corner or left == [str(place) for place in range(1, len(left) + 1)]
    return len(above) >= FEWEST and not any(map(is_number, above)) and (not is_list or values <= {0, 1})


def is_square_of_numbers(rows: Rows) -> bool:
    """Tell whether there are as many rows as columns, of numbers, with nobody tied to themselves."""
    size = len(rows)
    return size >= FEWEST and all(
        len(cells) == size and all(is_number(cell) for cell in cells) and value_of(cells[at]) == 0
        for at, (_, cells) in enumerate(rows)
    )


def is_number(cell: str) -> bool:
    return bool(cell) and value_of(cell) is not None


def unmarked(cell: str) -> str:
    """Return the number that a mark stands for, any other cell as it is."""
    return MARKS.get(cell.strip().casefold(), cell)


def is_numbered_alike(above: Sequence[str], left: Sequence[str]) -> bool:
    """Tell whether columns are called V1, V2 where rows are called 1, 2, as R does."""
    return list(above) in ([f"{sign}{number}" for number in left] for sign in "VX")


def matrix_ties(left: Sequence[str], above: Sequence[str], rows: Rows) -> Listed:
    """Return the ties of the cells that are not 0; what stands under the diagonal alone has no direction."""
    for number, cells in rows:
        if len(cells) > len(above):
            raise UnreadableNetwork(f"line {number}: the matrix has more cells in this row than names above.")
    pairs, is_half = [], list(left) == list(above)
    for (at, (number, cells)), column in product(enumerate(rows), range(len(above))):
        cell = cells[column] if column < len(cells) else ""
        is_half = is_half and (column <= at or not cell)
        if is_tie(unmarked(cell), number):
            pairs.append((left[at], above[column]))
    names = [*left, *above]
    return Listed(names, [], pairs) if is_half else Listed(names, pairs, [])


def read_matrix_market(rows: Rows) -> Listed:
    """Read a sparse matrix from below its remarks: its measures, then the row and the column of each cell."""
    number, measures = rows[0]
    if measures[0] != measures[1]:
        raise UnreadableNetwork(f"holds a matrix of {measures[0]} by {measures[1]}: it must name the same both ways.")
    names = numbered(measures[0], number)
    if not rows[1:]:
        return Listed(names, [], [])
    found = read_ties(rows[1:], has_header=False)
    return Listed(names, found.arcs, [], remarks=found.remarks)
