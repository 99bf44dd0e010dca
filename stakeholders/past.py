"""Where one partner stood over time, ready to draw: the same steps beside a map and on the stakeholder's page."""

from dataclasses import dataclass
from datetime import date

from stakeholders.map_rows import LOWEST, column
from stakeholders.maps.history import History, Rating, Step, draw_history
from stakeholders.models import Assessment, InvestmentLevel
from stakeholders.standing.ratings import level_label

MONTHS_BEFORE = 10


@dataclass(frozen=True, slots=True)
class Past:
    """Investment over time: since when, the drawing with its levels, in words, and the newest rating."""

    since: date
    until: date
    drawing: History
    steps: list[tuple[Step, InvestmentLevel]]
    words: str
    newest: Assessment


def past_of(ratings, *, stakeholder, target, levels, on: date) -> Past | None:
    """Draw `ratings` (those that count, oldest first) since the first of the month ten months before `on`.

    `target` is a score or None; `levels` are the levels by score.
    """
    if not ratings:
        return None
    months = on.year * 12 + on.month - 1 - MONTHS_BEFORE
    since = date(months // 12, months % 12 + 1, 1)
    drawing = draw_history(
        [Rating(rating.assessed_on, column(rating.level_id)) for rating in ratings],
        since=since,
        until=on,
        target=column(target),
    )
    steps = [(step, levels[step.level + LOWEST]) for step in drawing.steps]
    words = ", then ".join(level_label(level, stakeholder) for _, level in steps)
    return Past(since, on, drawing, steps, words, ratings[-1])
