"""Who knows whom in one initiative, as one reader may see it: partners, the staff who lead contacts, and their ties.

A member of staff stands for the partnerships they lead: "leads the contact", a tie whose trust nobody rated. A partner
is known by the key "p" and their stakeholder's number, a member of staff by "m" and the membership's.
"""

from collections import deque
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from sys import intern
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import SmallIntegerField, Value

from coalition.districts.models import Membership
from coalition.lib.database.among import Among, written
from coalition.lib.database.ready import ready
from stakeholders.enums import RelationshipKind, Score
from stakeholders.map_rows import placed_partners
from stakeholders.maps.text import set_apart
from stakeholders.models import Partnership, Relationship
from stakeholders.models.partnership import sees_private_people
from stakeholders.network.breaking import Loss, brokers, losses, parts
from stakeholders.network.centralization import degree_centralization
from stakeholders.network.communities import Communities, communities
from stakeholders.network.diversity import Mixing, blau, external_internal
from stakeholders.network.drawing import Line
from stakeholders.network.graph import build_network
from stakeholders.network.warm_paths import TrustTie, WarmPath, warm_paths
from stakeholders.text import fold

LEADS = "leads"
# Part of the key of what is kept: count it up when figures or places are made in another way.
EDITION = 15
KEPT_FOR = 24 * 60 * 60
MOST_WAYS = 3
FIELDS = (
    "pk",
    "stakeholder_id",
    "stakeholder__name",
    "stakeholder__person_type",
    "stakeholder__influence",
    "stakeholder__sector_id",
    "lead_id",
    "stakeholder__organization_id",
    "stakeholder__organization__name",
    "visible_level",
    "at_table",
    "stakeholder__short_name",
)
LEAD, STAKEHOLDER = FIELDS.index("lead_id"), FIELDS.index("stakeholder_id")


class Known(NamedTuple):
    """A partner, in the order of FIELDS; `level` is the score or None where not placed or not shown."""

    partnership: int
    stakeholder: int
    name: str
    person_type: str
    sway: int | None
    sector: int | None
    lead: int | None
    organization: int | None
    organization_name: str | None
    level: int | None
    at_table: bool
    short: str = ""

    @property
    def key(self):
        return f"p{self.stakeholder}"

    @property
    def is_private_person(self):
        return self.person_type == "private"

    @property
    def is_ally(self):
        return self.level is not None and self.level >= Score.ON_BOARD


class Tie(NamedTuple):
    """A relationship between two partners; `one` and `other` are keys."""

    pk: int
    one: str
    other: str
    kind: str
    trust: int | None
    note: str


@dataclass(frozen=True)
class Acquaintances:
    """Partners and staff by key, and the ties between partners."""

    partners: dict[str, Known]
    staff: dict[str, Membership]
    ties: tuple[Tie, ...]
    # Everyone, where these are only some of them.
    whole: "Acquaintances | None" = None
    # The same object as long as partners and ties are the same, so that what rests on them is found by it.
    mark: object | None = None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The ties, and with them who leads which contact."""
        named = (Line(tie.one, tie.other, tie.kind, tie.trust) for tie in self.ties)
        led = (Line(f"m{one.lead}", one.key, LEADS) for one in self.partners.values() if f"m{one.lead}" in self.staff)
        return (*named, *led)

    def among(self, stakeholders):
        """Return those of these partners, with the staff who lead their contacts and the ties that stay."""
        partners = {key: one for key, one in self.partners.items() if one.stakeholder in stakeholders}
        leading = {f"m{one.lead}" for one in partners.values()}
        staff = {key: one for key, one in self.staff.items() if key in leading}
        ties = tuple(tie for tie in self.ties if tie.one in partners and tie.other in partners)
        return Acquaintances(partners, staff, ties, self.whole or self)

    def name_of(self, key):
        return self.partners[key].name if key in self.partners else str(self.staff[key])

    def said(self, key):
        """Return the name for a sentence."""
        return set_apart(self.name_of(key))


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures above the map; names are keys. Undefined is None."""

    size: int
    pairs: int
    density: float | None
    trust: float | None
    rated: int
    in_tension: int
    centralization: float | None
    busiest: str
    busiest_ties: int
    brokers: tuple[str, ...] | None
    losses: tuple[Loss, ...]
    mixing: Mixing
    diversity: float | None
    apart: int
    parts: int
    groups: Communities


def acquaintances_of(initiative, membership, on) -> Acquaintances:
    """Read partners, staff and ties in three queries."""
    return gather(initiative, partners_of(initiative.pk, on, sees_private=sees_private_people(membership)))


def strangers_of(initiative) -> Acquaintances:
    """Read the same without anybody's level or seat, for who only needs to know who is tied to whom."""
    hidden = {"visible_level": Value(None, SmallIntegerField()), "at_table": Value(False)}
    partners = Partnership.objects.active().filter(initiative=initiative).annotate(**hidden)
    return gather(initiative, list(partners.order_by("pk").values_list(*FIELDS)))


@ready
def partners_of(initiative: int, on: date, *, sees_private: bool):
    return placed_partners(on, sees_private).filter(initiative=initiative).order_by("pk").values_list(*FIELDS)


@ready
def ties_from(stakeholders: str):
    """The ties that lead away from any of these; where each leads to is looked up by who asks, which costs less."""
    found = Relationship.objects.filter(Among("source_stakeholder", Value(stakeholders))).order_by("pk")
    return found.values_list("pk", "source_stakeholder", "target_stakeholder", "kind", "trust", "note")


@ready
def members_of(district: int):
    return Membership.objects.filter(district=district).for_list()


def gather(initiative, rows) -> Acquaintances:
    leading = {row[LEAD] for row in rows}
    named = name_ties(rows, ties_from(written(row[STAKEHOLDER] for row in rows)))
    staff = {f"m{one.pk}": one for one in members_of(initiative.district_id) if one.pk in leading}
    return Acquaintances(named.partners, staff, named.ties, mark=named)


@dataclass(frozen=True, eq=False)
class Named:
    """Partners by key and the ties between them, as made of rows of the database."""

    rows: list[Known]
    tie_rows: list[tuple]
    partners: dict[str, Known]
    ties: tuple[Tie, ...]


named_before: deque[Named] = deque(maxlen=4)


def name_ties(rows, tie_rows) -> Named:
    """Give partners, by name, and ties their keys; what was made of the same rows a moment ago is taken again."""
    for one in tuple(named_before):
        if one.rows == rows and one.tie_rows == tie_rows:
            return one
    rows = [Known._make(row) for row in rows]
    partners = {one.key: one for one in sorted(rows, key=lambda one: (fold(one.name), one.partnership))}
    keys = {one.stakeholder: key for key, one in partners.items()}
    numbers = {number: number for number in keys}
    # Each number and each word once: a driver makes new ones for every row.
    tie_rows = [
        (pk, numbers.get(one, one), numbers.get(other, other), intern(kind), trust, note)
        for pk, one, other, kind, trust, note in tie_rows
    ]
    ties = tuple(
        Tie(pk, keys[one], keys[other], kind, trust, note)
        for pk, one, other, kind, trust, note in tie_rows
        if one in keys and other in keys
    )
    made = Named(rows, tie_rows, partners, ties)
    named_before.appendleft(made)
    return made


def figures_of(known: Acquaintances, sector_names) -> Figures:
    """Return the figures, kept by everything they rest on, none of which is a rating."""
    sectors = {key: sector_names.get(one.sector, "") for key, one in known.partners.items()}
    seated = tuple(key for key, one in known.partners.items() if one.at_table)
    rests_on = (sectors, list(known.staff), seated, [(one.one, one.other, one.kind, one.trust) for one in known.lines])
    return kept("figures", rests_on, lambda: count_figures(known, sectors, seated))


def count_figures(known, sectors, seated) -> Figures:
    network = build_network([*known.partners, *known.staff], [(line.one, line.other) for line in known.lines])
    degrees = [len(around) for around in network.neighbors]
    busiest = max(range(network.size), key=lambda node: (degrees[node], -node), default=None)
    rated = [tie.trust for tie in known.ties if tie.trust and tie.kind != RelationshipKind.IN_TENSION]
    pairs = network.size * (network.size - 1) // 2
    named = {key: sector for key, sector in sectors.items() if sector}
    count = len(network.undirected_ties)
    tallies = [list(named.values()).count(sector) for sector in set(named.values())]
    return Figures(
        size=count,
        pairs=pairs,
        density=count / pairs if pairs else None,
        trust=sum(rated) / len(rated) if rated else None,
        rated=len(rated),
        in_tension=sum(tie.kind == RelationshipKind.IN_TENSION for tie in known.ties),
        centralization=degree_centralization(degrees),
        busiest=network.names[busiest] if busiest is not None and count else "",
        busiest_ties=degrees[busiest] if busiest is not None else 0,
        brokers=brokers_of(network, known),
        losses=losses(build_network(known.partners, [(tie.one, tie.other) for tie in known.ties]), named, seated),
        mixing=external_internal(network, [named.get(name) for name in network.names]),
        diversity=blau(tallies),
        apart=sum(1 for degree in degrees if degree == 0),
        parts=sum(len(part) > 1 for part in parts(network, None)),
        groups=groups_of(known),
    )


def groups_of(known: Acquaintances) -> Communities:
    """Return the groups of partners that their ties make, ties in tension left out."""
    ties = [(tie.one, tie.other) for tie in known.ties if tie.kind != RelationshipKind.IN_TENSION]
    network = build_network(known.partners, ties)
    return kept("groups", (network.names, network.undirected_ties), lambda: communities(network))


def brokers_of(network, known: Acquaintances) -> tuple[str, ...] | None:
    """Return the brokers, kept by who is tied to whom: what a tie says or how far it is trusted makes nobody one."""
    rests_on = (network.names, network.undirected_ties, list(known.staff))
    return kept("brokers", rests_on, lambda: brokers(network, known.partners.keys()))


def kept(name, rests_on, make):
    """Return what `make` makes of `rests_on`, from the cache where it was made before."""
    key = f"network-{name}-{EDITION}-{sha256(repr(rests_on).encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = (make(),)
        cache.set(key, found, KEPT_FOR)
    return found[0]


def paths_to(known: Acquaintances, goal: str) -> list[WarmPath]:
    """Return up to three ways to the partner of that key: from staff, then from those on board who are on none yet.

    That somebody of ours leads the contact with them is no way in yet.
    """
    allies = {key for key, one in known.partners.items() if one.is_ally}
    ties = [
        TrustTie(line.one, line.other, line.trust, line.kind == RelationshipKind.IN_TENSION)
        for line in known.lines
        if not (line.kind == LEADS and line.other == goal)
    ]
    from_staff = warm_paths(ties, starts=list(known.staff), goal=goal, allies=allies, most=MOST_WAYS)
    if len(from_staff) == MOST_WAYS:
        return from_staff
    others = allies.difference({goal}, *(path.between for path in from_staff))
    return [*from_staff, *warm_paths(ties, starts=others, goal=goal, allies=others)][:MOST_WAYS]
