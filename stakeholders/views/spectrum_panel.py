"""What the panel beside the spectrum adds: what one step means, who can help, how far the target is."""

from dataclasses import dataclass

from stakeholders.enums import Score
from stakeholders.models import InvestmentLevel
from stakeholders.standing.ratings import level_label, may_see_rating
from stakeholders.ties.among_partners import Helper, helpers_of
from stakeholders.views.map_request import today

MEANINGS = {
    Score.SKEPTICAL: "They agree to one conversation about what worries them, with nothing asked in return.",
    Score.UNAWARE: "Their doubts are answered, so that they can hear the case afresh.",
    Score.AWARE: "They can say in their own words what changes and for whom.",
    Score.ON_BOARD: "They say yes to one ask.",
    Score.CHAMPION: "They bring somebody else along without being asked.",
}
HOLD = "Nothing more is asked of them. Hold and thank."


@dataclass(frozen=True, slots=True)
class NextLevel:
    """One step for the partner of the panel; `distance` is the way to the target in words."""

    level: InvestmentLevel | None
    word: str
    meaning: str
    helpers: list[tuple[Helper, InvestmentLevel]]
    distance: str


def next_level_of(request, record, filters):
    """Return the step of `record` on the spectrum; None on other maps, or where the reader may not see the rating."""
    stakeholder, score = record.stakeholder, record.visible_level
    if filters.map_name != "spectrum" or not may_see_rating(stakeholder, request.membership) or score is None:
        return None
    levels = filters.levels
    steps = 0 if record.visible_target is None else max(record.visible_target - score, 0)
    level = levels.get(score + 1) if steps else None
    helpers = helpers_of(record, request.membership, today(request))
    return NextLevel(
        level=level,
        word=level_label(level, stakeholder) if level else "",
        meaning=MEANINGS[level.score] if level else HOLD,
        helpers=[(helper, levels[helper.level]) for helper in helpers],
        distance=distance(record, levels, steps),
    )


def distance(record, levels, steps):
    target = levels.get(record.visible_target)
    if target is None:
        return "No target yet"
    away = {0: "reached", 1: "one step away"}.get(steps, f"{steps} steps away")
    return f"{level_label(target, record.stakeholder)}, {away}"
