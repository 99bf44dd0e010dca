"""Every measure of who knows whom, of the whole and of each partner, for whoever wants to look closely."""

from dataclasses import dataclass

from stakeholders.acquaintances import Acquaintances
from stakeholders.enums import RelationshipKind
from stakeholders.network.graph import build_network
from stakeholders.network.measures import NetworkMeasures, NodeMeasures, measure

ONE_WAY = (
    RelationshipKind.REPORTS_TO,
    RelationshipKind.FUNDS,
    RelationshipKind.MEMBER_OF,
    RelationshipKind.ADVISES,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The whole, each by key, how many ties that have a direction are returned, and trust by key, 1 to 4."""

    whole: NetworkMeasures
    each: dict[str, NodeMeasures]
    one_way: int
    reciprocity: float | None
    trust: dict[str, float]
    network_trust: float | None


def measured(known: Acquaintances) -> Measured:
    """Measure partners and the staff who lead contacts, ties counted once whatever their direction."""
    whole, each = measure(build_network([*known.partners, *known.staff], [(one.one, one.other) for one in known.lines]))
    pairs = [(tie.one, tie.other) for tie in known.ties if tie.kind in ONE_WAY]
    directed, _ = measure(build_network([], pairs, directed=True))
    rated: dict[str, list[int]] = {}
    for tie in known.ties:
        if tie.trust and tie.kind != RelationshipKind.IN_TENSION:
            for key in (tie.one, tie.other):
                rated.setdefault(key, []).append(tie.trust)
    everything = [tie.trust for tie in known.ties if tie.trust and tie.kind != RelationshipKind.IN_TENSION]
    return Measured(
        whole=whole,
        each=each,
        one_way=directed.ties,
        reciprocity=directed.reciprocity,
        trust={key: sum(values) / len(values) for key, values in rated.items()},
        network_trust=sum(everything) / len(everything) / 4 if everything else None,
    )
