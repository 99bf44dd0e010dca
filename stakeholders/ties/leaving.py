"""What if somebody leaves: a seat that expires, a superintendent who goes. Nothing is written; a link says who."""

from dataclasses import dataclass
from datetime import date, timedelta

from stakeholders.enums import RelationshipKind
from stakeholders.models import Seat
from stakeholders.network.graph import build_network
from stakeholders.network.removal import Removal, removal
from stakeholders.ties.acquaintances import Acquaintances

SOON = timedelta(days=366)
MOST_SEATS = 12


@dataclass(frozen=True, slots=True)
class EndingSeat:
    """A seat that a partner holds and that ends within a year."""

    key: str
    name: str
    seat: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class Leaving:
    """What breaks; names are keys. `warm_before` and `warm_after` count those not yet on board with a warm way."""

    removal: Removal
    warm_before: int
    warm_after: int
    lose_way: tuple[str, ...]
    without_lead: tuple[str, ...]


def leaving(known: Acquaintances, gone, sector_names) -> Leaving:
    """Return what breaks when those of the keys `gone`, partners or staff, leave."""
    gone = set(gone)
    network = build_network(known.partners, [(tie.one, tie.other) for tie in known.ties])
    groups = {key: sector_names[one.sector] for key, one in known.partners.items() if one.sector in sector_names}
    deciders = [key for key, one in known.partners.items() if one.at_table]
    before, after = warm(known, set()) - gone, warm(known, gone)
    return Leaving(
        removal=removal(network, groups, deciders, gone),
        warm_before=len(before),
        warm_after=len(after),
        lose_way=tuple(sorted(before - after)),
        without_lead=tuple(key for key, one in known.partners.items() if f"m{one.lead}" in gone and key not in gone),
    )


def warm(known: Acquaintances, gone) -> set[str]:
    """Return the partners below On board with a way in: each way the map shows ends with an ally who knows them."""
    allies = {key for key, one in known.partners.items() if one.is_ally} - gone
    tense = {frozenset((tie.one, tie.other)) for tie in known.ties if tie.kind == RelationshipKind.IN_TENSION}
    ends = ({tie.one, tie.other} for tie in known.ties)
    reached = set().union(*(pair for pair in ends if pair & allies and not pair & gone and pair not in tense))
    return {key for key in reached if not known.partners[key].is_ally}


def seats_ending(known: Acquaintances, on: date) -> list[EndingSeat]:
    """Return the seats of partners that end within a year, the soonest first."""
    holders = [one.stakeholder for one in known.partners.values() if one.at_table]
    found = Seat.objects.held(on).filter(stakeholder__in=holders, ends_on__lte=on + SOON).select_related("body")
    return [
        EndingSeat(f"p{seat.stakeholder_id}", known.name_of(f"p{seat.stakeholder_id}"), str(seat), seat.ends_on)
        for seat in found.order_by("ends_on", "pk")[:MOST_SEATS]
    ]
