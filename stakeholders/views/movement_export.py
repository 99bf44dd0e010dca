"""What of the movement can be taken away: both dates, the lines between them, and a row for each partner."""

from stakeholders.forms.movement_filter import MovementFilterForm
from stakeholders.map_rows import LOWEST, map_rows, partners_on_map
from stakeholders.movement import moved_between
from stakeholders.standing.ratings import level_label
from stakeholders.views.map_export import Export, counted
from stakeholders.views.map_request import today
from stakeholders.views.movement_drawing import drawing_context

TITLE = "Movement"
HEADERS = ("Name", "Level on the first date", "Level on the second date", "Steps", "Rated on", "What we know")
ON_PAPER = {
    "Name": 2.0,
    "Level on the first date": 1.2,
    "Level on the second date": 1.2,
    "Rated on": 0.8,
    "What we know": 3.0,
}
NOTES = ("A solid line moved toward us, a dashed one moved back. A move is the newest rating of each date.",)


def movement_export(request, initiative) -> Export:
    filters = MovementFilterForm(request.GET, membership=request.membership)
    moved = read_moved(request, initiative, filters)
    dates = [f"{day:%b} {day.day}, {day.year}" for day in (moved.since, moved.until)]
    return Export(
        title=TITLE,
        drawing_title="Who moved",
        detail=f"{len(moved.rows)} partners, {moved.since} to {moved.until}",
        shown=", ".join([counted(len(moved.rows)), *filters.in_words, " to ".join(dates)]),
        template="stakeholders/maps/movement.svg",
        picture={"moved": moved, "sheet_top": -34, **drawing_context(moved.change, filters.levels)},
        headers=HEADERS,
        rows=lambda: export_rows(moved, filters.levels),
        on_paper=ON_PAPER,
        notes=NOTES,
    )


def read_moved(request, initiative, filters):
    on = today(request)
    rows = map_rows(filters.narrow(partners_on_map(initiative, request.membership, on)), on)
    return moved_between(initiative, rows, request.membership, *filters.dates(on))


def export_rows(moved, levels):
    """Yield a row for each partner that can be compared, those who moved first, then for those who cannot."""

    def word(column, partner):
        return level_label(levels[column + LOWEST], moved.rows[partner.id])

    for move in moved.change.moves:
        before, after = word(move.before, move.partner), word(move.after, move.partner)
        yield [move.partner.name, before, after, str(move.steps), move.on.isoformat(), move.evidence]
    for partner, level in moved.change.stayed:
        yield [partner.name, word(level, partner), word(level, partner), "0", "", ""]
    for partner in moved.change.unknown:
        yield [partner.name, "", "", "", "", "Not rated on both dates"]
