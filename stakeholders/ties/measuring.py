"""Every measure of who knows whom, of the whole and of each partner, for whoever wants to look closely."""

from dataclasses import dataclass

from stakeholders.enums import RelationshipKind
from stakeholders.network.graph import build_network
from stakeholders.network.measures import NetworkMeasures, NodeMeasures, measure
from stakeholders.network.ratings import Rating, mean_of
from stakeholders.standing.brought import Brought, brought_by
from stakeholders.ties.acquaintances import Acquaintances, kept

ONE_WAY = (
    RelationshipKind.REPORTS_TO,
    RelationshipKind.FUNDS,
    RelationshipKind.MEMBER_OF,
    RelationshipKind.ADVISES,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The whole, each by key, how many ties have a direction and which share of those is returned."""

    whole: NetworkMeasures
    each: dict[str, NodeMeasures]
    one_way: int
    reciprocity: float | None


def measures_of(known: Acquaintances, brought: Brought) -> Measured:
    """Return the measures, kept by everything they rest on."""
    ratings = ratings_among(known, brought)
    rests_on = (list(known.partners), list(known.staff), [(one.one, one.other, one.kind) for one in known.lines])
    return kept("measures", (*rests_on, ratings), lambda: measured(known, ratings))


def measured(known: Acquaintances, ratings: list[Rating]) -> Measured:
    """Measure partners and the staff who lead contacts, ties counted once whatever their direction."""
    pairs = [(one.one, one.other) for one in known.lines]
    whole, each = measure(build_network([*known.partners, *known.staff], pairs, ratings=ratings))
    one_way = [(tie.one, tie.other) for tie in known.ties if tie.kind in ONE_WAY]
    directed, _ = measure(build_network([], one_way, directed=True))
    return Measured(whole, each, directed.ties, directed.reciprocity)


def ratings_among(known: Acquaintances, brought: Brought) -> list[Rating]:
    """Return who rates whom. Trust is of the tie and counts for both ends; what one end brings is rated by the other.

    Ties in tension are left out.
    """
    ratings = []
    for tie in known.ties:
        if tie.kind == RelationshipKind.IN_TENSION:
            continue
        held = brought.get(tie.pk)
        for rater, rated, end in ((tie.one, tie.other, "target"), (tie.other, tie.one, "source")):
            value = mean_of(brought_by(held, end)) if held else None
            if tie.trust or value is not None:
                ratings.append(Rating(rater, rated, tie.trust, value))
    return ratings
