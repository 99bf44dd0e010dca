"""Moving a partner on the map: a new level is a dated rating, a new sway a change of the stakeholder with its history.

A move is named by what it wrote: "12" the rating, "s34" the history row of the sway, "12-s34" both. By that name it
can be taken back, as long as nothing newer stands on it.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from stakeholders.models import Partnership, Stakeholder
from stakeholders.standing.assessing import NewerRatingStands, assess, retract
from stakeholders.standing.ratings import refusal

# What the history table holds.
REASON_LENGTH = 100
NAME = re.compile(r"(?P<rating>\d{1,18})?(?:(?:^|-)s(?P<sway>\d{1,18}))?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a partner stands: the score of the level (None when not rated) and the sway (None when not known)."""

    level: int | None
    sway: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """What a move wrote: the rating, the history row of the sway, either or none."""

    rating: int | None = None
    sway: int | None = None

    @property
    def name(self):
        parts = [str(self.rating)] if self.rating else []
        return "-".join([*parts, *([f"s{self.sway}"] if self.sway else [])])

    @property
    def did_something(self):
        return bool(self.rating or self.sway)

    @classmethod
    def named(cls, name: str):
        """Return the move of that name; raises NoSuchMove for anything else."""
        found = NAME.fullmatch(name)
        move = cls(*(int(part) if part else None for part in found.groups())) if found else cls()
        if not move.did_something:
            raise NoSuchMove
        return move


class NoSuchMove(Exception):
    """Raised for a name that is no move of the partner."""


class MovedMeanwhile(Exception):
    """Raised when the partner no longer stands where the page showed them, or a newer change stands on a move."""


@transaction.atomic
def move(*, partnership, member, on, level=None, sway=None, seen: Place | None = None, evidence="") -> Move:
    """Move a partner to a level, a sway or both, and return what was written; nothing where nothing changes.

    The same level with evidence is a fresh rating. Raises MovedMeanwhile when `seen` is no longer true,
    PermissionDenied with a sentence where the rule on ratings forbids it.
    """
    locked = lock(partnership)
    refuse(locked.stakeholder, member)
    if seen is not None and seen != place_of(locked):
        raise MovedMeanwhile
    rating = None
    if level is not None and (level.score != locked.current_level_id or evidence):
        day = not_before(locked.rated_on, on)
        rating = assess(partnership=locked, level=level, assessor=member, assessed_on=day, evidence=evidence).pk
    changed = None
    if sway is not None and sway != locked.stakeholder.influence:
        changed = set_sway(locked.stakeholder, sway, reason=evidence)
    return Move(rating, changed)


@transaction.atomic
def undo(*, partnership, made: Move, member, on):
    """Take a move back by a retraction and the sway before; a second time changes nothing.

    Raises MovedMeanwhile when a newer rating or sway stands on it, NoSuchMove where it was no move of this partner.
    """
    locked = lock(partnership)
    refuse(locked.stakeholder, member)
    if made.rating:
        assessment = locked.assessments.filter(pk=made.rating, retracts=None).first()
        if assessment is None:
            raise NoSuchMove
        try:
            retract(assessment, by=member, on=on)
        except NewerRatingStands:
            raise MovedMeanwhile from None
    if made.sway:
        restore_sway(locked.stakeholder, made.sway)


def not_before(rated_on, on):
    """Return `on`, or the day of a rating that somebody east of here wrote tomorrow already: the newer one counts."""
    return rated_on if rated_on == on + timedelta(days=1) else on


def lock(partnership):
    """Return a fresh copy of the partnership, which nobody else can move until the transaction ends."""
    locked = Partnership.objects.select_for_update().get(pk=partnership.pk)
    locked.stakeholder = Stakeholder.objects.select_for_update().get(pk=locked.stakeholder_id)
    return locked


def refuse(stakeholder, member):
    reason = refusal(stakeholder, member)
    if reason:
        raise PermissionDenied(reason)


def place_of(partnership) -> Place:
    return Place(partnership.current_level_id, partnership.stakeholder.influence)


def set_sway(stakeholder, sway, reason=""):
    """Write the sway, with the beginning of `reason` in its history row, and return the key of that row."""
    stakeholder.influence = sway
    stakeholder._change_reason = reason[:REASON_LENGTH] or None
    stakeholder.claim_version(stakeholder.version)
    stakeholder.save(update_fields=["influence"])
    return stakeholder.history.values_list("pk", flat=True).order_by("-pk").first()


def restore_sway(stakeholder, record_key):
    """Write the sway that held before history row `record_key`."""
    records = stakeholder.history.order_by("-pk")
    record = records.filter(pk=record_key).first()
    before = records.filter(pk__lt=record_key).first()
    if record is None or before is None:
        raise NoSuchMove
    later = records.filter(pk__gt=record_key).exclude(influence=record.influence).exists()
    if stakeholder.influence == before.influence and later:
        return
    if later or stakeholder.influence != record.influence:
        raise MovedMeanwhile
    set_sway(stakeholder, before.influence)
