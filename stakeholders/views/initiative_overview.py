"""The coalition on a page: the vision, where partners stand, who is here for what, and who is missing."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from stakeholders.map_rows import levels_by_score
from stakeholders.maps.momentum import draw_momentum
from stakeholders.maps.stance import Row, Stance, draw_stance
from stakeholders.models import Purpose
from stakeholders.overview import counts_of, gaps_of, partners_of, phases_of, ratings_of
from stakeholders.standing.ratings import level_label
from stakeholders.views.map_request import find_initiative
from stakeholders.views.map_tabs import map_tabs

SHOWN_IN_A_PURPOSE = 6
GAPS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """A partner in a column, with the glyph and the word this reader may see."""

    partner: object
    level: object
    label: str


@dataclass(frozen=True, slots=True)
class PurposeColumn:
    """A purpose, the first of its partners, and the way to the others."""

    purpose: object
    count: int
    shown: list
    more: int
    more_url: str


@dataclass(frozen=True, slots=True)
class PhaseColumn:
    phase: object
    icon: str
    count: int
    on_board: int
    purposes: list


@require_safe
@district_view("view")
def initiative_overview(request, initiative):
    found = find_initiative(request, initiative)
    levels, purposes = levels_by_score(), list(Purpose.objects.all())
    partners = partners_of(found, request.membership)
    gaps = gaps_of(found, partners, purposes)
    context = {
        "initiative": found,
        "tabs": map_tabs(request, found),
        "levels": list(levels.values()),
        "partner_count": len(partners),
        "phases": [phase_column(request, found, levels, *each) for each in phases_of(partners, purposes)],
        "gaps": gaps[:GAPS_SHOWN],
        "more_gaps": gaps[GAPS_SHOWN:],
        "gap_count": len(gaps),
        "may_edit": request.membership.may("edit"),
        "may_lead": request.membership.may("lead"),
        **stance_context(found, partners, levels),
        **momentum_context(request, found, partners),
    }
    return render(request, "stakeholders/initiative/overview.html", context)


def stance_context(initiative, partners, levels):
    """Return the two bars, the words beside them, and the same in words for those who do not see them."""
    drawing = draw_stance(*counts_of(partners))
    placed = [one for one in partners if one.level is not None]
    return {
        "stance": drawing if drawing.now.total or drawing.target.total else None,
        "bars": bars(drawing, levels),
        "target_words": f"{initiative.target_on:%B} target" if initiative.target_on else "Target",
        "unplaced": len(partners) - len(placed),
        "to_bring": sum(one.target is not None and one.target > one.level for one in placed),
    }


def bars(drawing: Stance, levels):
    """Return the segments of each row with their levels, and the row in words."""
    return {name: (with_levels(row, levels), in_words(row, levels)) for name, row in rows(drawing)}


def rows(drawing):
    return (("now", drawing.now), ("target", drawing.target))


def with_levels(row: Row, levels):
    return [(segment, levels[segment.score]) for segment in row.segments]


def in_words(row: Row, levels):
    return ", ".join(f"{segment.count} {levels[segment.score].label}" for segment in row.segments) or "no one placed"


def momentum_context(request, initiative, partners):
    ratings = ratings_of(initiative, partners)
    return {"momentum": draw_momentum(ratings, until=today(request)) if ratings else None}


def phase_column(request, initiative, levels, phase, partners, purposes):
    return PhaseColumn(
        phase=phase,
        icon=phase.icon,
        count=len(partners),
        on_board=sum(one.is_on_board for one in partners),
        purposes=[purpose_column(request, initiative, levels, *each) for each in purposes],
    )


def purpose_column(request, initiative, levels, purpose, partners):
    url = reverse("stakeholders:stakeholder-list", args=[request.district.slug])
    return PurposeColumn(
        purpose=purpose,
        count=len(partners),
        shown=[
            Shown(one, levels.get(one.level), level_label(levels.get(one.level), one))
            for one in partners[:SHOWN_IN_A_PURPOSE]
        ],
        more=max(len(partners) - SHOWN_IN_A_PURPOSE, 0),
        more_url=f"{url}?initiative={initiative.pk}&purpose={purpose.slug}",
    )
