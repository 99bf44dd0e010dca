"""What of the map of coverage can be taken away: the cells as the page words them, and a row for each."""

from stakeholders.coverage import coverage_of, decisions_of
from stakeholders.forms.coverage_filter import CoverageFilterForm
from stakeholders.maps.coverage_drawing import CellWords, draw_coverage
from stakeholders.overview import partners_of
from stakeholders.reference import read_reference
from stakeholders.views.coverage_table import EXPORT_HEADERS, coverage_table, export_rows
from stakeholders.views.map_export import Export, counted

TITLE = "Coverage"
ON_PAPER = {"Sector": 1.4, "Purpose": 1.4, "Needed": 0.7, "Partners": 0.8, "Names": 3.0, "Could be asked": 1.8}
NOTES = ("Who is needed for what follows the framework until the team decides otherwise.",)


def coverage_export(request, initiative) -> Export:
    filters = CoverageFilterForm(request.GET, membership=request.membership)
    partners, reference = partners_of(initiative, request.membership), read_reference()
    coverage = coverage_of(initiative, partners, reference.sectors, reference.purposes)
    table = coverage_table(request, initiative, partners, coverage, reference, filters)
    drawing = draw_coverage(
        [(phase.label, columns) for phase, _, columns in table["phases"]],
        [f"{purpose} {count}" for purpose, count in table["heads"]],
        [(row.sector.name, [in_words(cell) for _, cell in row.cells]) for row in table["rows"]],
    )
    return Export(
        title=TITLE,
        drawing_title="Who does what, and who is missing",
        detail=f"{len(partners)} partners",
        shown=", ".join([counted(len(partners)), *filters.in_words]),
        template="stakeholders/maps/coverage.svg",
        picture={"drawing": drawing},
        headers=EXPORT_HEADERS,
        rows=lambda: export_rows(coverage, reference, decisions_of(initiative)),
        on_paper=ON_PAPER,
        notes=NOTES,
    )


def in_words(cell) -> CellWords:
    if cell.kind == "heat":
        first, *others = [label for label, _, _ in cell.names]
        second = f"and {cell.more} more" if cell.more else "".join(others)
        return CellWords(cell.kind, cell.count, cell.heat, f"{first}," if second else first, second)
    if cell.kind == "gap":
        return CellWords(cell.kind, 0, 0, "No one yet", f"Try {cell.candidate}" if cell.candidate else "")
    plain = f"None of {cell.members}" if cell.kind == "none-counted" else "Not needed"
    return CellWords(cell.kind, 0, 0, plain, "")
