"""The rule on ratings of named people, in one place.

Groups, organizations, offices and officials are rated by everyone who may edit. A named private individual is rated
only where the district switched it on, and then only leads write and see it, and Adversary reads "Has concerns". A
named student is never rated. Queries hold to the same rule through PartnershipQuerySet.with_visible_levels.
"""

from stakeholders.enums import Score

SOFT_ADVERSARY = "Has concerns"


def refusal(stakeholder, membership) -> str:
    """Return why `membership` may not rate `stakeholder`, as a sentence for the page, or "" when they may."""
    if stakeholder.is_student:
        return "Named students are never rated. Map them as a group instead."
    if stakeholder.is_private_person:
        if not membership.district.rates_private_people:
            return "Your district does not rate private individuals by name. Map them as a group instead."
        if not membership.may("lead"):
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
