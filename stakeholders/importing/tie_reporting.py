"""Rows of a list of ties in words: for the page, and to take away with the reason beside each."""

from dataclasses import dataclass

from stakeholders.enums import RelationshipKind, Trust
from stakeholders.importing.staging import unpack
from stakeholders.importing.ties import CHANGED, NEW, OUT, THERE

WORDS = {NEW: "New", CHANGED: "Changed", THERE: "Already there", OUT: "Left out"}
EXTRA = ("Row in the file", "What to look at")


@dataclass(frozen=True, slots=True)
class ShownTie:
    """One row on the page."""

    number: int
    who: str
    whom: str
    kind: str
    trust: str
    since: object
    word: str
    is_out: bool
    reasons: str


def shown(ties, checked) -> list[ShownTie]:
    return [
        ShownTie(
            number=tie.number,
            who=checked.name(tie.source, tie.who),
            whom=checked.name(tie.target, tie.whom),
            kind=RelationshipKind(tie.kind).label if tie.kind else "",
            trust=Trust(tie.trust).label if tie.trust else "",
            since=tie.since,
            word=WORDS[tie.outcome],
            is_out=tie.outcome == OUT,
            reasons="; ".join(tie.reasons),
        )
        for tie in ties
    ]


def report(one, checked):
    """Headers and rows of what stays out: mended, it can be brought in again."""
    reasons = {tie.number: "; ".join(tie.reasons) for tie in checked.ties if tie.outcome == OUT}
    rows = ([*row.cells, str(row.number), reasons[row.number]] for row in unpack(one.rows) if row.number in reasons)
    return [*one.columns, *EXTRA], rows
