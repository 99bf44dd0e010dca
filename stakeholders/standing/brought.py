"""What each end of a tie brings to the other, rated 1 to 4 as the PARTNER survey asks: who rates whom.

What the target brings is rated by the source, what the source brings by the target. It rates whoever brings it, so the
rule on ratings (standing/ratings.py) says who may see it.
"""

from collections.abc import Mapping
from functools import reduce
from operator import or_

from django.db.models import Q, Value

from coalition.lib.database.among import Among, written
from stakeholders.models import Relationship
from stakeholders.models.relationship import BROUGHT, ENDS, ITEMS
from stakeholders.standing.ratings import Listed, may_see_rating

Held = Mapping[str, int | None]
# By the key of the tie; ties of which nothing is rated are not there.
Brought = Mapping[int, Held]
OTHER_END = dict(zip(ENDS, reversed(ENDS), strict=True))
IN_WORDS = {"power": "Power or influence", "involvement": "Involvement", "resources": "Resources"}


def header(name) -> str:
    """Return what a column of that field is called in our exports, and found by when they come back."""
    end, _, item = name.partition("_")
    return f"{'To' if end == 'target' else 'From'} brings: {IN_WORDS[item].lower()}"


def held_by(tie) -> dict[str, int | None]:
    """Return what a tie holds, by the names of its fields."""
    return {name: getattr(tie, name) for name in BROUGHT}


def turned(held: Held) -> dict[str, int | None]:
    """Return the same as a tie says it whose ends stand the other way round."""
    return {f"{end}_{item}": held[f"{OTHER_END[end]}_{item}"] for end in ENDS for item in ITEMS}


def brought_by(held: Held, end: str) -> list[int]:
    """Return what was rated of what that end brings."""
    return [score for item in ITEMS if (score := held[f"{end}_{item}"]) is not None]


def rated_at(ends) -> Q:
    """Return the condition on ties of which something is rated that one of the `ends` brings."""
    return reduce(or_, (Q(**{f"{end}_{item}__isnull": False}) for end in ends for item in ITEMS))


def ties_rating(stakeholder, end):
    """Return the ties in which something is rated that `stakeholder` brings at that end."""
    return Relationship.objects.filter(rated_at([end]), **{f"{end}_stakeholder": stakeholder})


def is_rated(stakeholder) -> bool:
    """Tell whether a tie rates what `stakeholder` brings."""
    return any(ties_rating(stakeholder, end).exists() for end in ENDS)


def take_back(stakeholder):
    """Clear what ties rate of what `stakeholder` brings; call in a transaction."""
    for end in ENDS:
        for tie in ties_rating(stakeholder, end).select_for_update():
            for item in ITEMS:
                setattr(tie, f"{end}_{item}", None)
            tie.version += 1
            tie.save()


def brought_in(known, membership) -> Brought:
    """Return what the ties of these acquaintances hold, as far as `membership` may see it, in one query."""
    stakeholders = written(one.stakeholder for one in known.partners.values())
    rows = Relationship.objects.filter(Among("source_stakeholder", Value(stakeholders))).filter(rated_at(ENDS))
    stored = {row.pop("pk"): row for row in rows.values("pk", *BROUGHT)}
    hidden = {key for key, one in known.partners.items() if not may_see_rating(Listed(one.person_type), membership)}
    return {
        tie.pk: {
            name: None if (tie.other if name.startswith("target") else tie.one) in hidden else score
            for name, score in stored[tie.pk].items()
        }
        for tie in known.ties
        if tie.pk in stored
    }
