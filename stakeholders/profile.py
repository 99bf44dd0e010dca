"""Everything the page of one stakeholder shows, as one reader may see it: see standing/ratings.py."""

from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q

from coalition.lib.database.ready import ready
from stakeholders.current import NOWHERE
from stakeholders.enums import RelationshipKind, RelationshipSource, Score, Trust
from stakeholders.models import InvestmentLevel, Partnership, Relationship
from stakeholders.models.relationship import BROUGHT
from stakeholders.network.ratings import mean_of
from stakeholders.standing.brought import brought_by
from stakeholders.standing.ratings import Listed, level_label, may_see_rating

TIES_SHOWN = 40
TIES_READ = 500
ENDS = ("source", "target")
OF_TIE = (
    "pk",
    "kind",
    "trust",
    "source",
    "note",
    *(f"{end}_stakeholder{field}" for end in ENDS for field in ("", "__name", "__person_type")),
    *(f"{end}_here__current_level" for end in ENDS),
    *BROUGHT,
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


def partnerships_of(stakeholder, initiatives, reference):
    """Return the partnerships in those `initiatives`, in their order, ended ones too; `why` holds their purposes."""
    by_key = {initiative.pk: place for place, initiative in enumerate(initiatives)}
    found = [one for one in every_partnership(stakeholder.pk) if one.initiative_id in by_key]
    found.sort(key=lambda one: by_key[one.initiative_id])
    pairs = set(every_purpose(stakeholder.pk)) if found else set()
    for partnership in found:
        partnership.initiative = initiatives[by_key[partnership.initiative_id]]
        partnership.why = [one for one in reference.purposes if (partnership.pk, one.pk) in pairs]
    return found


@ready
def every_partnership(stakeholder: int):
    return Partnership.objects.filter(stakeholder=stakeholder).select_related("lead__user")


@ready
def every_purpose(stakeholder: int):
    """Return the pairs of partnership and purpose, by key."""
    chosen = Partnership.purposes.through.objects.filter(partnership__stakeholder=stakeholder)
    return chosen.values_list("partnership", "purpose")


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
    found = every_tie(stakeholder.pk, initiative.pk if initiative else NOWHERE)
    ties = [tie_of(values, stakeholder, membership, levels) for values in found]
    return sorted(ties, key=lambda tie: tie.helpfulness)


@ready
def every_tie(stakeholder: int, initiative: int):
    return (
        Relationship.objects.filter(Q(source_stakeholder=stakeholder) | Q(target_stakeholder=stakeholder))
        .filter(source_stakeholder__archived_at=None, target_stakeholder__archived_at=None)
        .alias(**{f"{end}_here": standing_at(end, initiative) for end in ENDS})
        .values(*OF_TIE)[:TIES_READ]
    )


def standing_at(end, initiative):
    """Join the one at that end of a tie to where they stand in the initiative of that key."""
    path = f"{end}_stakeholder__partnerships"
    return FilteredRelation(path, condition=Q(**{f"{path}__initiative": initiative, f"{path}__ended_at": None}))


def tie_of(values, stakeholder, membership, levels):
    goes_out = values["source_stakeholder"] == stakeholder.pk
    end = "target" if goes_out else "source"
    other = Listed(values[f"{end}_stakeholder__person_type"])
    shows_rating = may_see_rating(other, membership)
    level = levels.get(values[f"{end}_here__current_level"]) if shows_rating else None
    value = mean_of(brought_by(values, end)) if shows_rating else None
    return Tie(
        relationship=values["pk"],
        other=values[f"{end}_stakeholder"],
        name=values[f"{end}_stakeholder__name"],
        words=tie_words(values, goes_out, value),
        trust=values["trust"] or 0,
        level=level,
        level_label=level_label(level, other),
        is_tension=values["kind"] == RelationshipKind.IN_TENSION,
    )


def tie_words(values, goes_out, value):
    """Say the tie from the side of the other one, its trust, what that one brings, and whether it is only inferred."""
    sentences = [
        TIE_WORDS[values["kind"]][0 if goes_out else 1],
        TRUST_WORDS.get(values["trust"], ""),
        "" if value is None else f"Value to them {value:.1f} of 4",
        "Inferred, not confirmed" if values["source"] == RelationshipSource.INFERRED else "",
        values["note"].rstrip("."),
    ]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)
