"""Everything the page of one stakeholder shows, as one reader may see it: see ratings.py."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, OuterRef, Q, Subquery, When

from stakeholders.enums import RelationshipKind, Score, Trust
from stakeholders.models import InvestmentLevel, Partnership, Relationship, Stakeholder
from stakeholders.ratings import level_label, may_see_rating

TIES_SHOWN = 40
# What the other one is to the stakeholder of the page: where the tie goes out from the page, and where it comes in.
TIE_WORDS = {
    RelationshipKind.WORKS_WITH: ("Works with them", "Works with them"),
    RelationshipKind.REPORTS_TO: ("They report here", "Reports to them"),
    RelationshipKind.FUNDS: ("Is funded by them", "Funds them"),
    RelationshipKind.MEMBER_OF: ("They are a member here", "Is a member"),
    RelationshipKind.KNOWS: ("Knows them personally", "Knows them personally"),
    RelationshipKind.IN_TENSION: ("In tension with them", "In tension with them"),
    RelationshipKind.ADVISES: ("Is advised by them", "Advises them"),
}
TRUST_WORDS = {
    Trust.NOT_AT_ALL: "No trust",
    Trust.LITTLE: "A little trust",
    Trust.FAIR: "A fair amount of trust",
    Trust.GREAT: "A great deal of trust",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A partnership as one reader sees it: level and target, or why they are not shown."""

    partnership: Partnership
    shows_level: bool
    level: InvestmentLevel | None
    level_label: str
    target: InvestmentLevel | None
    target_label: str
    days_late: int

    @property
    def is_due_today(self):
        return self.partnership.due_on is not None and self.days_late == 0


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody they are tied to, in words, and where that one stands in the initiative looked at."""

    relationship: Relationship
    other: Stakeholder
    words: str
    level: InvestmentLevel | None
    level_label: str
    is_tension: bool

    @property
    def can_help(self):
        return self.level is not None and self.level.score >= Score.ON_BOARD and not self.is_tension


def partnerships_of(stakeholder, membership):
    """Return the partnerships in initiatives that go on, those that ended too, by the initiative's name."""
    found = Partnership.objects.filter(stakeholder=stakeholder, initiative__archived_at=None)
    return list(
        found.with_visible_levels(membership)
        .select_related("initiative", "lead__user")
        .prefetch_related("purposes")
        .order_by("initiative__name", "pk")
    )


def standing_of(partnership, stakeholder, membership, levels, on: date):
    """Return where `stakeholder` stands by `partnership`, which is annotated with the visible levels."""
    level, target = levels.get(partnership.visible_level), levels.get(partnership.visible_target)
    return Standing(
        partnership=partnership,
        shows_level=may_see_rating(stakeholder, membership),
        level=level,
        level_label=level_label(level, stakeholder),
        target=target,
        target_label=level_label(target, stakeholder),
        days_late=(on - partnership.due_on).days if partnership.due_on else 0,
    )


def ties_of(stakeholder, initiative, membership, levels):
    """Return up to TIES_SHOWN + 1 ties to people who are not archived: who can help first, then by name."""
    is_source = Q(source_stakeholder=stakeholder)
    other = Case(When(is_source, then=F("target_stakeholder_id")), default=F("source_stakeholder_id"))
    standing = Partnership.objects.filter(
        initiative=initiative.pk if initiative else None, ended_at=None, stakeholder=OuterRef("other")
    ).with_visible_levels(membership)
    found = (
        Relationship.objects.filter(is_source | Q(target_stakeholder=stakeholder))
        .filter(source_stakeholder__archived_at=None, target_stakeholder__archived_at=None)
        .select_related("source_stakeholder", "target_stakeholder")
        .annotate(other=other)
        .annotate(other_level=Subquery(standing.values("visible_level")[:1]))
        .order_by(F("other_level").desc(nulls_last=True), F("trust").desc(nulls_last=True), "pk")
    )
    return [tie_of(one, stakeholder, levels) for one in found[: TIES_SHOWN + 1]]


def tie_of(relationship, stakeholder, levels):
    goes_out = relationship.source_stakeholder_id == stakeholder.pk
    other = relationship.target_stakeholder if goes_out else relationship.source_stakeholder
    level = levels.get(relationship.other_level)
    parts = [TIE_WORDS[relationship.kind][0 if goes_out else 1], TRUST_WORDS.get(relationship.trust, "")]
    return Tie(
        relationship=relationship,
        other=other,
        words=". ".join(part for part in parts if part) + ".",
        level=level,
        level_label=level_label(level, other),
        is_tension=relationship.kind == RelationshipKind.IN_TENSION,
    )
