"""What happens to ratings when somebody is listed in another capacity: as a student, a private individual, an official.

- Whoever becomes a student, or a private individual in a district that does not rate those, keeps no rating: each one
  is taken back, in the name of who made the change, and targets are cleared. The rows stay in the record of who wrote
  what and when, as the law on records asks, and no page shows them.
- Whoever becomes a private individual in a district that does rate those keeps the ratings; only leads see them.
- Both are asked about before they happen.
- Only leads list a student or a private individual as something else, whether or not there are ratings: the change
  could show what was hidden, and a refusal that depended on ratings would tell that there are some.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from stakeholders.enums import PersonType
from stakeholders.standing.assessing import withdraw_all
from stakeholders.standing.brought import is_rated as is_rated_in_ties
from stakeholders.standing.ratings import Listed, closed_to_everyone, may_see_rating

SHELTER = {"": 0, PersonType.OFFICIAL: 0, PersonType.PRIVATE: 1, PersonType.STUDENT: 2}


def refusal(before, after, membership) -> str:
    """Return why `membership` may not change the capacity `before` to `after`, or "" when they may."""
    if SHELTER[after] >= SHELTER[before] or membership.may("lead"):
        return ""
    return "Only leads list a student or a private individual as something else. Ask the lead of your initiative."


def consequence(stakeholder, after, membership) -> str:
    """Return what the change of `stakeholder` to `after` does to ratings, as a sentence, or "" when nothing."""
    if SHELTER[after] <= SHELTER[stakeholder.person_type]:
        return ""
    if may_see_rating(stakeholder, membership) and not is_rated(stakeholder):
        return ""
    if is_rated_as(after, membership):
        return "From then on only leads see where this person stands."
    return (
        "Every rating of this person is taken back, and targets are cleared. Nobody sees them again, "
        "and they do not come back by themselves."
    )


@transaction.atomic
def settle(stakeholder, *, before, by, on):
    """Bring the ratings in line after `stakeholder` was saved in a new capacity; raises PermissionDenied as above."""
    reason = refusal(before, stakeholder.person_type, by)
    if reason:
        raise PermissionDenied(reason)
    if SHELTER[stakeholder.person_type] > SHELTER[before] and not is_rated_as(stakeholder.person_type, by):
        withdraw_all(stakeholder, by=by, on=on)


def is_rated_as(person_type, membership):
    """Tell whether the district rates people of that capacity."""
    return not closed_to_everyone(Listed(person_type), membership.district)


def is_rated(stakeholder):
    partnerships = stakeholder.partnerships.all()
    return is_rated_in_ties(stakeholder) or any(
        one.current_level_id is not None or one.target_level_id is not None for one in partnerships
    )
