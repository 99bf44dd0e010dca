"""Rows of a list of ties in words: for the page, and to take away with the reason beside each."""

from dataclasses import dataclass

from stakeholders.enums import RelationshipKind, Trust
from stakeholders.importing.staging import unpack
from stakeholders.importing.ties import CHANGED, NEW, OUT, THERE
from stakeholders.network.ratings import mean_of
from stakeholders.standing.brought import brought_by

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
    value: str
    since: object
    word: str
    is_out: bool
    reasons: str
    remarks: str


def shown(ties, checked) -> list[ShownTie]:
    return [
        ShownTie(
            number=tie.number,
            who=checked.name(tie.source, tie.who),
            whom=checked.name(tie.target, tie.whom),
            kind=RelationshipKind(tie.kind).label if tie.kind else "",
            trust=Trust(tie.trust).label if tie.trust else "",
            value=value_words(tie, checked),
            since=tie.since,
            word=f"Goes into row {tie.joined_to}" if tie.joined_to else WORDS[tie.outcome],
            is_out=tie.outcome == OUT,
            reasons="; ".join(tie.reasons),
            remarks=". ".join(one.rstrip(".") for one in tie.remarks),
        )
        for tie in ties
    ]


def value_words(tie, checked):
    """Say what each end brings, as the mean of what is rated: "School board 3.0, Ada Berg 2.7"."""
    ends = ((tie.target, tie.whom, "target"), (tie.source, tie.who, "source"))
    found = [(checked.names.get(key, written), mean_of(brought_by(tie.brought, end))) for key, written, end in ends]
    return ", ".join(f"{name} {value:.1f}" for name, value in found if value is not None)


def report(one, checked):
    """Headers and rows of what stays out: mended, it can be brought in again."""
    reasons = {tie.number: "; ".join(tie.reasons) for tie in checked.ties if tie.outcome == OUT}
    rows = ([*row.cells, str(row.number), reasons[row.number]] for row in unpack(one.rows) if row.number in reasons)
    return [*one.columns, *EXTRA], rows
