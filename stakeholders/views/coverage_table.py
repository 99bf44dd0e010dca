"""The table of coverage as its page shows it: heads, cells in words and links, and the sentence above it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse

from stakeholders.forms.coverage_filter import COUNTS
from stakeholders.forms.purpose_choice import in_phases
from stakeholders.map_rows import partners_on_map
from stakeholders.maps.coverage import HOTTEST, Cell
from stakeholders.maps.coverage_drawing import NAME_SIZE
from stakeholders.maps.text import short_name
from stakeholders.models import Purpose, Seat, Sector
from stakeholders.views.map_request import address_of, today

NAMES_IN_A_CELL = 2
NAME_CHARACTERS, NAME_WIDTH = 20, 118
EXPORT_HEADERS = (
    "Sector",
    "Phase",
    "Purpose",
    "Needed",
    "Partners",
    "On board or past",
    "Names",
    "Could be asked",
    "Why",
    "Decided by",
    "Decided on",
    "Note",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell on the page. `kind` is heat, gap, not-needed or none-counted; `more` are those without a name in it.

    `names` are (name on maps, full name, address); `candidate` is the name on maps of `candidate_name`.
    """

    kind: str
    url: str
    count: int = 0
    heat: int = 0
    names: tuple = ()
    more: int = 0
    more_url: str = ""
    members: int = 0
    candidate: str = ""
    candidate_name: str = ""
    candidate_url: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    sector: Sector
    cells: list[tuple[Purpose, Shown]]


def coverage_table(request, initiative, partners, coverage, reference, filters):
    """Return what the template draws; gaps are the same whoever is counted."""
    counted = counter_of(request, initiative, filters)
    purposes = {one.pk: one for one in reference.purposes}
    cells = CellsOfPage(request, initiative, partners, counted, filters)
    return {
        "choices": choices(filters),
        "count": filters.counted,
        "count_words": COUNTS[filters.counted].lower(),
        "phases": [(phase, phase.icon, len(own)) for phase, own in in_phases(reference.purposes)],
        "heads": [(one, count_in(one, partners, counted)) for one in reference.purposes],
        "rows": [
            Row(sector, [(purposes[cell.purpose], cells.show(cell, sector, purposes[cell.purpose])) for cell in row])
            for sector, row in zip(reference.sectors, coverage.rows, strict=True)
        ],
        "gap_count": len(coverage.gaps),
        "gaps_by_phase": most_gaps(coverage.gaps, purposes),
        "hottest": range(1, HOTTEST + 1),
        "without_sector": len([one for one in coverage.without_sector if one.purposes]),
        "table_link": reverse("stakeholders:influence-map", args=[request.district.slug, initiative.pk]),
        "counted": sum(1 for one in partners if counted(one)),
    }


def choices(filters):
    """Return the ways to count, each with its address and whether it is the one shown."""
    return [
        (label, filters.link(count=None if key == "everyone" else key), key == filters.counted)
        for key, label in COUNTS.items()
    ]


def count_in(purpose, partners, counted):
    return sum(counted(one) for one in partners if purpose.pk in one.purposes)


def counter_of(request, initiative, filters):
    """Return the question that tells whether a partner is counted. Levels this reader may not see are not."""
    asks = [lambda one: True]
    if filters.counted == "on-board":
        asks.append(lambda one: one.is_on_board)
    if filters.counted == "at-table":
        held = Seat.objects.held(today(request)).filter(stakeholder__partnerships__initiative=initiative)
        seated = set(held.values_list(F("stakeholder"), flat=True))
        asks.append(lambda one: one.stakeholder in seated)
    if filters.narrows:
        shown = filters.narrow(partners_on_map(initiative, request.membership, today(request)))
        kept = set(shown.values_list("pk", flat=True))
        asks.append(lambda one: one.partnership in kept)
    return lambda one: all(ask(one) for ask in asks)


class CellsOfPage:
    """Puts cells into words and links for one page."""

    def __init__(self, request, initiative, partners, counted, filters):
        self.request, self.initiative, self.filters = request, initiative, filters
        self.partners = {one.partnership: one for one in partners}
        self.by_stakeholder = {one.stakeholder: one for one in partners}
        self.counted = counted
        self.table = reverse("stakeholders:influence-map", args=[request.district.slug, initiative.pk])

    def show(self, cell: Cell, sector, purpose) -> Shown:
        url = reverse(
            "stakeholders:coverage-cell",
            args=[self.request.district.slug, self.initiative.pk, sector.slug, purpose.slug],
        )
        if cell.is_gap:
            return self.gap(cell, purpose, url)
        counted = [one for one in cell.members if self.counted(self.partners[one.id])]
        if not counted:
            return Shown("none-counted" if cell.members else "not-needed", url, members=cell.count)
        named = counted if len(counted) <= NAMES_IN_A_CELL else counted[:1]
        return Shown(
            "heat",
            url,
            count=len(counted),
            heat=min(len(counted), HOTTEST),
            names=tuple((self.label_of(one.id), one.name, self.filters.link(partner=one.id)) for one in named),
            more=len(counted) - len(named),
            more_url=f"{self.table}?view=table&purpose={purpose.slug}&sector={sector.slug}",
            members=cell.count,
        )

    def label_of(self, key):
        return map_name(self.partners[key].short, self.partners[key].name)

    def gap(self, cell, purpose, url):
        if cell.suggestion is None:
            return Shown("gap", url)
        found = cell.suggestion.candidate
        link = bring_in_link(self.request, self.initiative, purpose, found.id, self.by_stakeholder)
        return Shown(
            "gap",
            url,
            candidate=map_name(found.short, found.name),
            candidate_name=found.name,
            candidate_url=link,
            reason=cell.suggestion.reason,
        )


def map_name(short, name):
    """Return a name as the other maps write it, at most as wide as a cell."""
    return short_name(short or name, NAME_CHARACTERS, NAME_WIDTH, NAME_SIZE)


def bring_in_link(request, initiative, purpose, stakeholder, by_stakeholder):
    """Return where the suggestion is followed: the form with the purpose chosen, or for readers who they are."""
    partner = by_stakeholder.get(stakeholder)
    if not request.membership.may("edit"):
        return address_of(request, "stakeholders:stakeholder-detail", stakeholder)
    if partner:
        return f"{address_of(request, 'stakeholders:partnership-edit', partner.partnership)}?purpose={purpose.slug}"
    new = reverse("stakeholders:partnership-new", args=[request.district.slug, initiative.pk])
    return f"{new}?stakeholder={stakeholder}&purpose={purpose.slug}"


def most_gaps(gaps, purposes):
    """Return (phase, its gaps) for the phase with most of them, or None where no phase stands out."""
    tally = Counter(purposes[cell.purpose].phase for cell in gaps).most_common(2)
    if not tally or (len(tally) == 2 and tally[0][1] == tally[1][1]):
        return None
    phase, count = tally[0]
    return next(one for one in in_phases(purposes.values()) if one[0] == phase)[0], count


def export_rows(coverage, reference, decisions):
    """Yield a row for each cell."""
    purposes = {one.pk: one for one in reference.purposes}
    for sector, row in zip(reference.sectors, coverage.rows, strict=True):
        for cell in row:
            yield export_row(cell, sector, purposes[cell.purpose], decisions.get((cell.sector, cell.purpose)))


def export_row(cell: Cell, sector, purpose, decision):
    suggestion = cell.suggestion
    return [
        sector.name,
        purpose.get_phase_display(),
        purpose.name,
        needed_words(cell, decision),
        str(cell.count),
        str(cell.on_board),
        "; ".join(one.name for one in cell.members),
        suggestion.candidate.name if suggestion else "",
        suggestion.reason if suggestion else "",
        str(decision.decided_by or "") if decision else "",
        f"{decision.decided_at:%Y-%m-%d}" if decision else "",
        decision.note if decision else "",
    ]


def needed_words(cell, decision):
    is_needed = decision.is_needed if decision else bool(cell.members) or not cell.not_needed
    return "yes" if is_needed else "no"
