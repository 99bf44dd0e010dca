"""Rating a partner and taking a rating back. Ratings are only ever added to; the partnership keeps the newest."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from stakeholders.enums import Confidence, RatingSource
from stakeholders.models import Assessment, Partnership
from stakeholders.standing.brought import take_back
from stakeholders.standing.ratings import refusal


class NewerRatingStands(Exception):
    """Raised when a rating cannot be taken back because a newer one was written after it."""


@transaction.atomic
def assess(
    *,
    partnership,
    level,
    assessor,
    assessed_on,
    evidence="",
    confidence=Confidence.FAIRLY,
    source=RatingSource.STAFF,
):
    """Write a dated rating and return it; raises PermissionDenied with a sentence where the rule forbids it."""
    locked = lock(partnership.pk)
    reason = refusal(locked.stakeholder, assessor)
    if reason:
        raise PermissionDenied(reason)
    assessment = Assessment.objects.create(
        district_id=locked.district_id,
        partnership=locked,
        level=level,
        assessor=assessor,
        assessed_on=assessed_on,
        evidence=evidence,
        confidence=confidence,
        source=source,
    )
    keep_newest(locked, into=partnership)
    return assessment


@transaction.atomic
def retract(assessment, *, by, on):
    """Take `assessment` back and return the row that does; a second time returns the first such row.

    Raises NewerRatingStands when a newer rating counts, PermissionDenied where `by` may not rate the partner.
    """
    partnership = lock(assessment.partnership_id)
    reason = refusal(partnership.stakeholder, by)
    if reason:
        raise PermissionDenied(reason)
    earlier = Assessment.objects.filter(retracts=assessment).first()
    if earlier:
        return earlier
    counting = list(partnership.assessments.effective().newest_first()[:2])
    if not counting or counting[0].pk != assessment.pk:
        raise NewerRatingStands
    before = counting[1].level_id if len(counting) > 1 else None
    retraction = Assessment.objects.create(
        district_id=partnership.district_id,
        partnership=partnership,
        level_id=before,
        assessor=by,
        assessed_on=on,
        retracts=assessment,
    )
    keep_newest(partnership, into=assessment.partnership)
    return retraction


@transaction.atomic
def withdraw_all(stakeholder, *, by, on):
    """Take back every rating of `stakeholder`, also in ties, and clear every target; see capacities.py."""
    take_back(stakeholder)
    for partnership in Partnership.objects.select_for_update().filter(stakeholder=stakeholder):
        for assessment in partnership.assessments.effective().newest_first():
            Assessment.objects.create(
                district_id=partnership.district_id,
                partnership=partnership,
                level=None,
                assessor=by,
                assessed_on=on,
                retracts=assessment,
            )
        if partnership.target_level_id is not None:
            partnership.target_level = None
            partnership.save(update_fields=["target_level"])
        keep_newest(partnership, into=partnership)


def lock(key):
    """Return the partnership as it is now, held until the transaction ends, with its stakeholder to ask the rule of."""
    return Partnership.objects.select_for_update(of=("self",)).select_related("stakeholder").get(pk=key)


def keep_newest(partnership, *, into):
    """Copy the newest rating that counts onto the partnership, with a history row, and onto the caller's copy."""
    newest = partnership.assessments.effective().newest_first().first()
    partnership.current_level_id = newest.level_id if newest else None
    partnership.rated_on = newest.assessed_on if newest else None
    partnership.save(update_fields=["current_level", "rated_on"])
    into.current_level_id, into.rated_on = partnership.current_level_id, partnership.rated_on
