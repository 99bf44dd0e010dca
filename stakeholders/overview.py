"""The coalition on a page, as one reader may see it: where partners stand, who is there for what, who is missing.

Who is missing, and who could be asked, is the map of coverage in words: see coverage.py.
"""

from dataclasses import dataclass

from stakeholders.coverage import coverage_of
from stakeholders.enums import PersonType, Phase
from stakeholders.maps.coverage import Cell
from stakeholders.maps.momentum import Rated
from stakeholders.models import Assessment, Partnership, Purpose
from stakeholders.reference import read_reference
from stakeholders.standing.ratings import Listed, may_see_rating

ON_BOARD = 2
NAMED = (
    "stakeholder__name",
    "stakeholder__person_type",
    "stakeholder__sector",
    "stakeholder__influence",
    "stakeholder__under_represented",
    "stakeholder__short_name",
)
STANDING = ("visible_level", "visible_target")
NOUNS = {"higher-education": "colleges or universities"}


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner as the overview names them; `level` is the score, None when not placed or not shown."""

    partnership: int
    stakeholder: int
    name: str
    person_type: str
    sector: int | None
    sway: int | None
    under_represented: bool
    short: str
    level: int | None
    target: int | None
    shows_level: bool
    purposes: frozenset

    @property
    def is_private_person(self):
        return self.person_type == PersonType.PRIVATE

    @property
    def is_on_board(self):
        return self.level is not None and self.level >= ON_BOARD


@dataclass(frozen=True, slots=True)
class Gap:
    """A sector that a purpose needs and does not have, in words, and who could fill it."""

    fact: str
    name: str
    reason: str
    purpose: str
    partnership: int | None
    stakeholder: int | None


def partners_of(initiative, membership):
    """Return the partners, the most invested first, then by name."""
    serves = {}
    through = Partnership.purposes.through.objects.filter(partnership__initiative=initiative)
    for partnership, purpose in through.values_list("partnership", "purpose"):
        serves.setdefault(partnership, set()).add(purpose)
    found = Partnership.objects.active().filter(initiative=initiative).with_visible_levels(membership)
    rows = found.order_by("stakeholder__sort_name", "pk").values_list("pk", "stakeholder", *NAMED, *STANDING)
    partners = [partner_of(row, membership, frozenset(serves.get(row[0], ()))) for row in rows]
    return sorted(partners, key=lambda one: (one.level is None, -(one.level or 0)))


def partner_of(row, membership, purposes):
    *named, level, target = row
    shown = may_see_rating(Listed(named[NAMED.index("stakeholder__person_type") + 2]), membership)
    return Partner(*named, level, target, shown, purposes)


def counts_of(partners):
    """Return how many stand at each score now, and by target; who has none is counted where they stand."""
    now, target = {}, {}
    for one in partners:
        if one.level is not None:
            now[one.level] = now.get(one.level, 0) + 1
        aim = one.level if one.target is None else one.target
        if aim is not None:
            target[aim] = target.get(aim, 0) + 1
    return now, target


def ratings_of(initiative, partners):
    """Return the ratings that count of those whose level this reader sees."""
    shown = {one.partnership for one in partners if one.shows_level}
    found = Assessment.objects.effective().filter(partnership__initiative=initiative).exclude(level=None)
    rows = found.newest_first().reverse().values_list("partnership", "assessed_on", "level")
    return [Rated(*row) for row in rows if row[0] in shown]


def gaps_of(initiative, partners, purposes: list[Purpose]):
    """Return the gaps, in the order of the purposes and then of the sectors."""
    sectors = read_reference().sectors
    coverage = coverage_of(initiative, partners, sectors, purposes)
    sector_by_key, purpose_by_key = {one.pk: one for one in sectors}, {one.pk: one for one in purposes}
    ordered = sorted(coverage.gaps, key=lambda cell: (purpose_by_key[cell.purpose].order, cell.sector))
    return [gap_of(cell, sector_by_key[cell.sector], purpose_by_key[cell.purpose], partners) for cell in ordered]


def gap_of(cell: Cell, sector, purpose, partners):
    noun = NOUNS.get(sector.slug, sector.name.lower())
    fact = f"No {noun} help {purpose.name.lower()}."
    if cell.suggestion is None:
        return Gap(fact, "", "", purpose.slug, None, None)
    who = cell.suggestion.candidate
    partnership = next((one.partnership for one in partners if one.stakeholder == who.id), None)
    return Gap(fact, who.name, cell.suggestion.reason, purpose.slug, partnership, who.id)


def phases_of(partners, purposes):
    """Return (phase, its partners, [(purpose, its partners)]) for the three phases."""
    result = []
    for phase in Phase:
        own = [purpose for purpose in purposes if purpose.phase == phase]
        columns = [(purpose, [one for one in partners if purpose.pk in one.purposes]) for purpose in own]
        keys = {purpose.pk for purpose in own}
        result.append((phase, [one for one in partners if one.purposes & keys], columns))
    return result
