"""Whom one stakeholder is tied to, and who of those are tied among themselves, as one reader may see it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from stakeholders.enums import RelationshipKind, Trust
from stakeholders.models import InvestmentLevel, Partnership, Relationship, Stakeholder
from stakeholders.network.ego import Between, EgoMap, Neighbor, draw_ego
from stakeholders.standing.ratings import Listed, level_label
from stakeholders.ties.among_partners import WORDS

DRAWN = 16
TIES_READ = 500
IN_TENSION = ("is in tension with them", "is in tension with them")


@dataclass(frozen=True, slots=True)
class Node:
    """A neighbor with look and words; `level` is None where not placed or not shown."""

    drawn: object
    icon: str
    level: InvestmentLevel | None
    label: str

    @property
    def badge_x(self):
        return round(self.drawn.at.x + self.drawn.at.radius * 0.78, 1)

    @property
    def badge_y(self):
        return round(self.drawn.at.y - self.drawn.at.radius * 0.78, 1)

    @property
    def glyph_x(self):
        return round(self.badge_x - 6.5, 1)

    @property
    def glyph_y(self):
        return round(self.badge_y - 6.5, 1)


@dataclass(frozen=True, slots=True)
class Neighborhood:
    """The small map; `total` counts all they are tied to, of whom up to DRAWN are drawn, the best trusted."""

    picture: EgoMap
    nodes: list[Node]
    total: int
    icon: str

    @property
    def icons(self):
        return sorted({self.icon, *(node.icon for node in self.nodes)})


def neighborhood_of(stakeholder, initiative, membership, levels) -> Neighborhood:
    """Read it in three statements, however many ties there are."""
    met = ties_by_neighbor(stakeholder)
    ranked = sorted(met, key=lambda key: (-max(trust or 0 for _, trust, _ in met[key]), key))
    people = people_by_key(ranked[: DRAWN * 2], initiative, membership)
    shown = [key for key in ranked if key in people][:DRAWN]
    neighbors = [neighbor(key, people[key], met[key]) for key in shown]
    picture = draw_ego(stakeholder.influence, neighbors, ties_between(shown))
    nodes = [node(one, people[one.neighbor.key], met[one.neighbor.key], levels) for one in picture.neighbors]
    icon = stakeholder.sector.icon if stakeholder.sector else "users"
    return Neighborhood(picture, nodes, len(met), icon)


def ties_by_neighbor(stakeholder):
    """Return (kind, trust, whether it goes out) for each tie, by the key of the one at its other end."""
    touching = Relationship.objects.filter(Q(source_stakeholder=stakeholder) | Q(target_stakeholder=stakeholder))
    standing = touching.filter(source_stakeholder__archived_at=None, target_stakeholder__archived_at=None)
    rows = standing.order_by("pk").values_list("source_stakeholder", "target_stakeholder", "kind", "trust")[:TIES_READ]
    met = defaultdict(list)
    for source, target, kind, trust in rows:
        goes_out = source == stakeholder.pk
        met[target if goes_out else source].append((kind, trust, goes_out))
    return met


def people_by_key(keys, initiative, membership):
    standing = Partnership.objects.filter(
        initiative=initiative.pk if initiative else None, ended_at=None, stakeholder=OuterRef("pk")
    ).with_visible_levels(membership)
    found = Stakeholder.objects.active().filter(pk__in=keys)
    rows = found.annotate(level=Subquery(standing.values("visible_level")[:1])).values(
        "pk", "name", "short_name", "influence", "person_type", "sector__icon", "level"
    )
    return {row["pk"]: row for row in rows}


def ties_between(keys):
    rows = Relationship.objects.filter(source_stakeholder__in=keys, target_stakeholder__in=keys)
    columns = ("source_stakeholder", "target_stakeholder", "kind", "trust")
    return [Between(*row) for row in rows.order_by("pk").values_list(*columns)]


def neighbor(key, person, ties):
    """Return the neighbor with the tie that is drawn: one in tension, else the most trusted."""
    kind, trust, _ = max(ties, key=lambda tie: (tie[0] == RelationshipKind.IN_TENSION, tie[1] or 0))
    return Neighbor(key, person["short_name"] or person["name"], person["influence"], kind, trust)


def node(drawn, person, ties, levels):
    level = levels.get(person["level"])
    said = [person["name"], *dict.fromkeys(tie_words(tie) for tie in ties)]
    placed = level_label(level, Listed(person["person_type"]))
    return Node(drawn, person["sector__icon"] or "users", level, ", ".join([*said, placed]))


def tie_words(tie):
    kind, trust, goes_out = tie
    words = WORDS.get(kind, IN_TENSION)[1 if goes_out else 0]
    return f"{words}, trust: {Trust(trust).label.lower()}" if trust else words
