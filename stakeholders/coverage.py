"""Who is needed for what in one initiative, and who could fill what is empty.

A purpose needs the sectors below, which follow the framework's own answer to "why": those who carry the vision and the
reason for change; those who do the work, support it and extend it; those who stay when there is doubt. The team's
newest decision on a cell stands above that. Who could fill a gap is chosen by the rule of maps/coverage.py, from the
partners, from those whom a partner knows and from everybody else in the registry.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from stakeholders.enums import RelationshipKind
from stakeholders.maps.coverage import Candidate, Coverage, Member, Reach, Suggestion, cover, suggest
from stakeholders.models import CoverageDecision, Initiative, Partnership, Relationship, Sector, Stakeholder

NEEDED = {
    "shape-the-vision": ("students", "families", "educators", "community-leaders"),
    "make-the-case": ("families", "educators", "community-leaders", "employers"),
    "do-the-work": ("students", "educators"),
    "support-the-work": ("families", "community-leaders", "support-organizations"),
    "extend-the-work": ("education-institutions", "higher-education", "employers"),
    "stay-the-course": ("students", "families", "educators", "policymakers"),
}
SAID = ("name", "short_name", "sector", "influence", "under_represented")
BEST_FIRST = ("-under_represented", "sway_rank", "sort_name", "pk")


@dataclass(frozen=True, slots=True)
class Reached:
    """A stakeholder outside the initiative, with the name of the partner who knows them, or ""."""

    stakeholder: Stakeholder
    through: str


def coverage_of(initiative, partners, sectors, purposes) -> Coverage:
    """Return the table of `sectors` by `purposes`; `partners` are those of overview.partners_of, for one reader."""
    return cover(
        [as_member(one) for one in partners],
        candidates_of(initiative, partners, sectors),
        sectors=[one.pk for one in sectors],
        purposes=[one.pk for one in purposes],
        not_needed=not_needed(initiative, sectors, purposes),
    )


def filling(initiative, partners, sector, most=5) -> list[Suggestion]:
    """Return up to `most` of `sector` who could be asked, the best first, each with the reason."""
    own = [one for one in candidates_of(initiative, partners, [sector]) if one.sector == sector.pk]
    return suggest(own)[:most]


def not_needed(initiative, sectors, purposes) -> set[tuple[int, int]]:
    """Return the cells that nobody is missed in, by keys of sector and purpose."""
    decided = decisions_of(initiative)
    return {
        (sector.pk, purpose.pk)
        for sector in sectors
        for purpose in purposes
        if not is_needed(sector, purpose, decided.get((sector.pk, purpose.pk)))
    }


def is_needed(sector, purpose, decision: CoverageDecision | None) -> bool:
    """Tell what counts for a cell: the decision, or without one the framework."""
    return decision.is_needed if decision else sector.slug in NEEDED.get(purpose.slug, ())


def decisions_of(initiative) -> dict[tuple[int, int], CoverageDecision]:
    """Return the newest decision on each cell that has one, by keys of sector and purpose."""
    found = CoverageDecision.objects.filter(initiative=initiative).select_related("decided_by__user").order_by("pk")
    return {(one.sector_id, one.purpose_id): one for one in found}


def decide(initiative, sector, purpose, *, is_needed, note="", by) -> CoverageDecision:
    """Record what the team decided about a cell."""
    return CoverageDecision.objects.create(
        district_id=initiative.district_id,
        initiative=initiative,
        sector=sector,
        purpose=purpose,
        is_needed=is_needed,
        note=note,
        decided_by=by,
    )


@transaction.atomic
def take_back(made: CoverageDecision, *, by) -> CoverageDecision | None:
    """Decide the cell as it was before `made`; None, and nothing changes, where `made` is not the newest."""
    Initiative.objects.select_for_update().get(pk=made.initiative_id)
    earlier = list(
        CoverageDecision.objects.filter(initiative=made.initiative, sector=made.sector, purpose=made.purpose).order_by(
            "-pk"
        )[:2]
    )
    if earlier[0] != made:
        return None
    before = is_needed(made.sector, made.purpose, earlier[1] if len(earlier) > 1 else None)
    return decide(made.initiative, made.sector, made.purpose, is_needed=before, note="Taken back.", by=by)


def candidates_of(initiative, partners, sectors) -> list[Candidate]:
    """Return the partners, and for each sector the best of those a partner knows and of everybody else."""
    newcomers = best_newcomers(initiative, sectors)
    neighbors = best_neighbors(initiative)
    through = who_knows(initiative, [one.pk for one in neighbors])
    near = [Reached(one, through[one.pk]) for one in neighbors if one.pk in through]
    near_keys = {one.stakeholder.pk for one in near}
    far = [Reached(one, "") for one in newcomers if one.pk not in near_keys]
    return [*(from_partner(one) for one in partners), *(from_registry(one) for one in (*near, *far))]


def outsiders(initiative):
    """Return the stakeholders who never were partners: who left was asked already, and has an answer."""
    was_partner = Partnership.objects.filter(initiative=initiative, stakeholder=OuterRef("pk"))
    return Stakeholder.objects.active().filter(~Exists(was_partner))


def best_newcomers(initiative, sectors) -> list[Stakeholder]:
    """Return the best of each sector who is not a partner yet."""
    best = outsiders(initiative).filter(sector=OuterRef("pk")).order_by(*BEST_FIRST).values("pk")[:1]
    keys = Sector.objects.filter(pk__in=[one.pk for one in sectors]).values_list(Subquery(best), flat=True)
    return list(Stakeholder.objects.filter(pk__in=[key for key in keys if key]).only(*SAID))


def best_neighbors(initiative) -> list[Stakeholder]:
    """Return the best of each sector who is no partner and whom a partner knows without tension."""
    ties = warm_ties()
    partners = Partnership.objects.active().filter(initiative=initiative).values("stakeholder")
    known = Q(pk__in=ties.filter(source_stakeholder__in=partners).values("target_stakeholder")) | Q(
        pk__in=ties.filter(target_stakeholder__in=partners).values("source_stakeholder")
    )
    first = {}
    for one in outsiders(initiative).filter(known, sector__isnull=False).order_by(*BEST_FIRST).only(*SAID):
        first.setdefault(one.sector_id, one)
    return list(first.values())


def who_knows(initiative, stakeholders) -> dict[int, str]:
    """Return for each of `stakeholders` (keys) the name of a partner who knows them, the most trusted, then by name."""
    partners = Partnership.objects.active().filter(initiative=initiative).values("stakeholder")
    meets = Q(source_stakeholder__in=stakeholders, target_stakeholder__in=partners) | Q(
        target_stakeholder__in=stakeholders, source_stakeholder__in=partners
    )
    ends = ("source_stakeholder_id", "source_stakeholder__name", "target_stakeholder_id", "target_stakeholder__name")
    found: dict[int, tuple[int, str]] = {}
    for trust, one, one_name, other, other_name in warm_ties().filter(meets).values_list("trust", *ends):
        for key, name in ((one, other_name), (other, one_name)):
            if key in stakeholders:
                found[key] = min(found.get(key, (0, name)), (-(trust or 0), name))
    return {key: name for key, (_, name) in found.items()}


def warm_ties():
    """Return the ties between two who are not in tension, whatever else ties them."""
    tense = Relationship.objects.filter(kind=RelationshipKind.IN_TENSION)
    one, other = OuterRef("source_stakeholder"), OuterRef("target_stakeholder")
    return Relationship.objects.filter(
        ~Exists(tense.filter(source_stakeholder=one, target_stakeholder=other)),
        ~Exists(tense.filter(source_stakeholder=other, target_stakeholder=one)),
    )


def as_member(one) -> Member:
    return Member(one.partnership, one.name, one.sector, one.purposes, one.level)


def from_partner(one) -> Candidate:
    return Candidate(
        id=one.stakeholder,
        name=one.name,
        sector=one.sector,
        reach=Reach.PARTNER,
        level=one.level,
        sway=one.sway,
        under_represented=one.under_represented,
        short=one.short,
    )


def from_registry(one: Reached) -> Candidate:
    stakeholder = one.stakeholder
    return Candidate(
        id=stakeholder.pk,
        name=stakeholder.name,
        sector=stakeholder.sector_id,
        reach=Reach.ONE_STEP_AWAY if one.through else Reach.REGISTRY,
        sway=stakeholder.influence,
        under_represented=stakeholder.under_represented,
        through=one.through,
        short=stakeholder.short_name,
    )
