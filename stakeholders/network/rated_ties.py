"""What a list of ties says of trust and value, in columns called so or by the items of the PARTNER survey."""

from collections.abc import Collection, Sequence

from stakeholders.network.listed import MISSING, Rows
from stakeholders.network.ratings import TRUST_ITEMS, UNANSWERED, VALUE_ITEMS, field_of, mean_of, score_of

Scores = tuple[float | None, float | None]


def scores_in(headings: Sequence[str], rows: Rows, ends: Collection[int]) -> tuple[list[Scores], list[str]]:
    """Return trust and value of each row, and why a column that is called so is not counted.

    A column in which anything else stands than ratings from 1 to 4 says something else, such as a weight.
    """
    found: dict[str, list[float | None]] = {}
    remarks: list[str] = []
    for at, heading in enumerate(headings):
        name = "" if at in ends else field_of(heading)
        if not name or name in found:
            continue
        texts = [cells[at].strip() if at < len(cells) else "" for _, cells in rows]
        scores = [score_of(text) for text in texts]
        wrong = [place for place, text in enumerate(texts) if scores[place] is None and not is_open(text)]
        if wrong:
            number, text = rows[wrong[0]][0], texts[wrong[0]]
            remarks.append(f"row {number}: “{text}” is no rating from 1 to 4, so “{heading}” is not counted.")
        else:
            found[name] = scores
    nothing: list[float | None] = [None] * len(rows)

    def said(place: int, name: str, items: Sequence[str]) -> float | None:
        whole = found.get(name, nothing)[place]
        return mean_of(found.get(item, nothing)[place] for item in items) if whole is None else whole

    return [(said(at, "trust", TRUST_ITEMS), said(at, "value", VALUE_ITEMS)) for at in range(len(rows))], remarks


def is_open(text: str) -> bool:
    """Tell whether a cell says that nothing was answered."""
    return text in UNANSWERED or text.casefold() in MISSING
