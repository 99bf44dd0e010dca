"""Rows of an import as a table to take away: as they came, with what became of each and why beside it."""

from stakeholders.importing.outcomes import ALL, Outcomes
from stakeholders.importing.staging import pick

EXTRA = ("Row in the file", "Outcome", "What to look at")


def problem_report(one, view=ALL):
    """Headers and rows of the report on one view of an import: mended, it can be brought in again."""
    headers = [kept["header"] for kept in one.columns if not kept["blocked"]]
    return [*headers, *EXTRA], report_rows(one, view)


def report_rows(one, view):
    outcomes = Outcomes(one.file.outcomes, one.file.places)
    places = outcomes.places(view)
    shown = [index for index, kept in enumerate(one.columns) if not kept["blocked"]]
    for outcome, row in zip(outcomes.at(places), pick(one.file.rows, places), strict=True):
        cells = row[1]
        yield [*(cells[index] for index in shown), str(outcome.number), outcome.word, outcome.explanation]
