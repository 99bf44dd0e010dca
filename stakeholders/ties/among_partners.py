"""Ties among the partners of an initiative, as its maps ask for them."""

from dataclasses import dataclass

from django.db.models import Q

from stakeholders.enums import RelationshipKind, Score, Trust
from stakeholders.map_rows import MapRow, partners_on_map
from stakeholders.maps.allies import FAIR_TRUST, Tie
from stakeholders.models import Partnership, Relationship

HELPERS_SHOWN = 3
# What the one at the beginning of a tie does, and the one at its end.
WORDS = {
    RelationshipKind.WORKS_WITH: ("works with them", "works with them"),
    RelationshipKind.REPORTS_TO: ("reports to them", "is who they report to"),
    RelationshipKind.FUNDS: ("funds them", "is funded by them"),
    RelationshipKind.MEMBER_OF: ("is a member of theirs", "has them as a member"),
    RelationshipKind.KNOWS: ("knows them personally", "knows them personally"),
    RelationshipKind.ADVISES: ("advises them", "is advised by them"),
}


@dataclass(frozen=True, slots=True)
class Helper:
    """A partner on board or past with a tie to somebody; `how` is the tie in words."""

    name: str
    stakeholder: int
    level: int
    how: str


def trusted_ties(rows: list[MapRow]) -> list[Tie]:
    """Return the ties among `rows` that carry a fair amount of trust or more, in one query."""
    partnerships = {row.stakeholder_id: row.pk for row in rows}
    found = (
        Relationship.objects.filter(trust__gte=FAIR_TRUST)
        .exclude(kind=RelationshipKind.IN_TENSION)
        .values_list("source_stakeholder", "target_stakeholder", "trust")
    )
    return [
        Tie(partnerships[one], partnerships[other], trust)
        for one, other, trust in found
        if one in partnerships and other in partnerships
    ]


def helpers_of(partnership: Partnership, membership, on) -> list[Helper]:
    """Return those on board or past in the same initiative with a tie to the partner, the most trusted first."""
    stakeholder = partnership.stakeholder_id
    touching = Relationship.objects.filter(Q(source_stakeholder=stakeholder) | Q(target_stakeholder=stakeholder))
    ties = touching.exclude(kind=RelationshipKind.IN_TENSION).order_by("pk")
    hows = {}
    for source, target, kind, trust in ties.values_list("source_stakeholder", "target_stakeholder", "kind", "trust"):
        is_source = target == stakeholder
        how = WORDS[kind][0 if is_source else 1]
        known = f"{how}, trust: {Trust(trust).label.lower()}" if trust else how
        hows.setdefault(source if is_source else target, []).append((-(trust or 0), known))
    best = {other: min(found) for other, found in hows.items()}
    partners = partners_on_map(partnership.initiative, membership, on).filter(
        stakeholder__in=best, visible_level__gte=Score.ON_BOARD
    )
    found = partners.order_by("stakeholder__sort_name").values_list("stakeholder__name", "stakeholder", "visible_level")
    ranked = sorted(found, key=lambda row: (best[row[1]][0], -row[2]))
    return [Helper(*row, best[row[1]][1]) for row in ranked[:HELPERS_SHOWN]]
