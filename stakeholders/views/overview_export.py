"""What of the overview can be taken away: the coalition on one sheet, and its partners as rows."""

from stakeholders.map_rows import levels_by_score
from stakeholders.maps.overview_sheet import PhasePart, PurposePart, Standing, draw_overview
from stakeholders.models import Purpose
from stakeholders.overview import gaps_of, partners_of, phases_of
from stakeholders.views.initiative_overview import phase_column, stance_context
from stakeholders.views.map_export import Export, partners_export

TITLE = "Overview"
GAPS_ON_SHEET = 8


def overview_export(request, initiative) -> Export:
    levels, purposes = levels_by_score(), list(Purpose.objects.all())
    partners = partners_of(initiative, request.membership)
    columns = [phase_column(request, initiative, levels, *each) for each in phases_of(partners, purposes)]
    gaps = [gap_in_words(gap) for gap in gaps_of(initiative, partners, purposes)[:GAPS_ON_SHEET]]
    return partners_export(
        request,
        initiative,
        title=TITLE,
        drawing_title="The coalition",
        template="stakeholders/initiative/overview.svg",
        picture={
            **stance_context(initiative, partners, levels),
            "sheet": draw_overview(initiative.vision, [in_words(column) for column in columns], gaps),
        },
    )


def in_words(column) -> PhasePart:
    return PhasePart(
        column.phase.label,
        f"{column.on_board} of {column.count} on board",
        [
            PurposePart(
                part.purpose.name,
                part.count,
                [Standing(one.partner.name, one.level.slug if one.level else "", word_of(one)) for one in part.shown],
                part.more,
            )
            for part in column.purposes
        ],
    )


def word_of(shown) -> str:
    return shown.label if shown.partner.shows_level else "Not shown"


def gap_in_words(gap) -> str:
    return f"{gap.fact} Try {gap.name}: {gap.reason}." if gap.name else gap.fact
