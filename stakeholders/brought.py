"""What each end of a tie brings to the other, rated 1 to 4 as the PARTNER survey asks: who rates whom.

What the target brings is rated by the source, what the source brings by the target.
"""

from collections.abc import Mapping

from stakeholders.models.relationship import BROUGHT, ENDS, ITEMS

OTHER_END = dict(zip(ENDS, reversed(ENDS), strict=True))
IN_WORDS = {"power": "Power or influence", "involvement": "Involvement", "resources": "Resources"}


def held_by(tie) -> dict[str, int | None]:
    """Return what a tie holds, by the names of its fields."""
    return {name: getattr(tie, name) for name in BROUGHT}


def turned(held: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return the same as a tie says it whose ends stand the other way round."""
    return {f"{end}_{item}": held[f"{OTHER_END[end]}_{item}"] for end in ENDS for item in ITEMS}


def brought_by(held: Mapping[str, int | None], end: str) -> list[int]:
    """Return what was rated of what that end brings."""
    return [score for item in ITEMS if (score := held[f"{end}_{item}"]) is not None]
