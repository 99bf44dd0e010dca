"""The rule on ratings of named people, in one place.

Groups, organizations, offices and officials are rated by everyone who may edit. A named private individual is rated
only where the district switched it on, and then only leads write and see it, and Adversary reads "Has concerns". A
named student is never rated. Queries hold to the same rule through PartnershipQuerySet.with_visible_levels.
"""

from dataclasses import dataclass

from django.db.models import Q

from stakeholders.enums import PersonType, Score

SOFT_ADVERSARY = "Has concerns"


def closed_to_everyone(stakeholder, district) -> str:
    """Return why nobody in `district` may rate `stakeholder` or aim for a level, as a sentence, or ""."""
    if stakeholder.is_student:
        return "Named students are never rated. Map them as a group instead."
    if stakeholder.is_private_person and not district.rates_private_people:
        return "Your district does not rate private individuals by name. Map them as a group instead."
    return ""


def hidden_from_everyone(prefix=""):
    """Return the condition, on a partnership reached by `prefix`, under which nobody of its district sees ratings."""
    person_type, switch = f"{prefix}stakeholder__person_type", f"{prefix}district__rates_private_people"
    return Q(**{person_type: PersonType.STUDENT}) | Q(**{person_type: PersonType.PRIVATE, switch: False})


def refusal(stakeholder, membership) -> str:
    """Return why `membership` may not rate `stakeholder`, as a sentence for the page, or "" when they may."""
    reason = closed_to_everyone(stakeholder, membership.district)
    if reason:
        return reason
    if stakeholder.is_private_person and not membership.may("lead"):
        return "Only leads rate private individuals."
    if not membership.may("edit"):
        return "Your role can read ratings, not write them."
    return ""


def may_see_rating(stakeholder, membership) -> bool:
    """Tell whether `membership` may see where `stakeholder` stands."""
    if stakeholder.is_student:
        return False
    if stakeholder.is_private_person:
        return membership.district.rates_private_people and membership.may("lead")
    return True


def level_label(level, stakeholder) -> str:
    """Return the word for `level` on screen, softened where it names a private individual."""
    if level is None:
        return "Not placed yet"
    if level.score == Score.ADVERSARY and stakeholder.is_private_person:
        return SOFT_ADVERSARY
    return level.label


@dataclass(frozen=True, slots=True)
class Listed:
    """As much of a stakeholder as the rule on ratings asks for."""

    person_type: str

    @property
    def is_private_person(self):
        return self.person_type == PersonType.PRIVATE

    @property
    def is_student(self):
        return self.person_type == PersonType.STUDENT
