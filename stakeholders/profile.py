"""Everything the page of one stakeholder shows, as one reader may see it: see ratings.py."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, OuterRef, Q, Subquery, When

from stakeholders.enums import RelationshipKind, RelationshipSource, Score, Trust
from stakeholders.models import InvestmentLevel, Partnership, Relationship
from stakeholders.ratings import Listed, level_label, may_see_rating

TIES_SHOWN = 40
TIES_READ = 500
OF_TIE = (
    "pk",
    "kind",
    "trust",
    "source",
    "note",
    "other_level",
    "source_stakeholder",
    "source_stakeholder__name",
    "source_stakeholder__person_type",
    "target_stakeholder",
    "target_stakeholder__name",
    "target_stakeholder__person_type",
)
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
    last_contact: str

    @property
    def is_due_today(self):
        return self.partnership.due_on is not None and self.days_late == 0


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody they are tied to, in words, and where that one stands in the initiative looked at."""

    relationship: int
    other: int
    name: str
    words: str
    trust: int
    level: InvestmentLevel | None
    level_label: str
    is_tension: bool

    @property
    def can_help(self):
        return self.level is not None and self.level.score >= Score.ON_BOARD and not self.is_tension

    @property
    def helpfulness(self):
        """What ties are ordered by: the most invested first, then those most trusted, then as they were written."""
        return (self.level is None, -self.level.score if self.level else 0, -self.trust, self.relationship)


def partnerships_of(stakeholder):
    """Return the partnerships in initiatives that go on, those that ended too, by the initiative's name."""
    found = Partnership.objects.filter(stakeholder=stakeholder, initiative__archived_at=None)
    with_names = found.select_related("initiative", "lead__user").prefetch_related("purposes")
    return list(with_names.order_by("initiative__name", "pk"))


def standing_of(partnership, stakeholder, membership, levels, on: date):
    """Return where `stakeholder` stands by `partnership`, as far as `membership` may see it."""
    shows_level = may_see_rating(stakeholder, membership)
    level = levels.get(partnership.current_level_id) if shows_level else None
    target = levels.get(partnership.target_level_id) if shows_level else None
    return Standing(
        partnership=partnership,
        shows_level=shows_level,
        level=level,
        level_label=level_label(level, stakeholder),
        target=target,
        target_label=level_label(target, stakeholder),
        days_late=(on - partnership.due_on).days if partnership.due_on else 0,
        last_contact=days_ago(partnership.last_contact_on, on),
    )


def days_ago(day: date | None, on: date) -> str:
    """Say how long ago a day is: "today", "1 day ago", "14 days ago"; "" for none."""
    if day is None:
        return ""
    days = (on - day).days
    return f"{days} day{'' if days == 1 else 's'} ago" if days > 0 else "today"


def ties_of(stakeholder, initiative, membership, levels):
    """Return the ties to people who are not archived, who can help first; up to TIES_READ of them."""
    is_source = Q(source_stakeholder=stakeholder)
    other = Case(When(is_source, then=F("target_stakeholder_id")), default=F("source_stakeholder_id"))
    standing = Partnership.objects.filter(
        initiative=initiative.pk if initiative else None, ended_at=None, stakeholder=OuterRef("other")
    ).with_visible_levels(membership)
    found = (
        Relationship.objects.filter(is_source | Q(target_stakeholder=stakeholder))
        .filter(source_stakeholder__archived_at=None, target_stakeholder__archived_at=None)
        .annotate(other=other)
        .annotate(other_level=Subquery(standing.values("visible_level")[:1]))
    )
    ties = [tie_of(values, stakeholder, levels) for values in found.values(*OF_TIE)[:TIES_READ]]
    return sorted(ties, key=lambda tie: tie.helpfulness)


def tie_of(values, stakeholder, levels):
    goes_out = values["source_stakeholder"] == stakeholder.pk
    end = "target_stakeholder" if goes_out else "source_stakeholder"
    level = levels.get(values["other_level"])
    return Tie(
        relationship=values["pk"],
        other=values[end],
        name=values[f"{end}__name"],
        words=tie_words(values, goes_out),
        trust=values["trust"] or 0,
        level=level,
        level_label=level_label(level, Listed(values[f"{end}__person_type"])),
        is_tension=values["kind"] == RelationshipKind.IN_TENSION,
    )


def tie_words(values, goes_out):
    """Say the tie from the side of the other one, how much trust it carries, and whether it is only inferred."""
    sentences = [
        TIE_WORDS[values["kind"]][0 if goes_out else 1],
        TRUST_WORDS.get(values["trust"], ""),
        "Inferred, not confirmed" if values["source"] == RelationshipSource.INFERRED else "",
        values["note"].rstrip("."),
    ]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)
