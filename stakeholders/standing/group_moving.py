"""Moving several partners of one initiative in one step, and taking the step back.

What a step wrote is signed and handed to the page: nothing else knows it, and nobody else can make it up.
"""

from dataclasses import dataclass, field

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from stakeholders.models import Partnership
from stakeholders.standing.assessing import NewerRatingStands, assess, retract
from stakeholders.standing.moving import lock, not_before
from stakeholders.standing.ratings import refusal

MOST_AT_ONCE = 100
SALT = "stakeholders.standing.group_moving"
UNDO_FOR = 7 * 24 * 3600
KEEP = object()


class NoSuchStep(Exception):
    """Raised for a token that is no step of this member's, or an old one."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was written of one partner: the key of the rating, or 0; target and lead before, where they were set."""

    partnership: int
    rating: int
    target: tuple[int | None, int | None] | None
    lead: tuple[int | None, int | None] | None


@dataclass(slots=True)
class Step:
    """Everything one step wrote, and whom it left as they were, with the reason."""

    changes: list[Change] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)

    def token(self, member) -> str:
        rows = [[one.partnership, one.rating, one.target, one.lead] for one in self.changes]
        return signing.dumps([member.pk, rows], salt=SALT, compress=True)


@transaction.atomic
def move_group(partnerships, *, member, on, level=None, target=KEEP, lead=KEEP, evidence="") -> Step:
    """Rate each of `partnerships`, set target and lead; KEEP leaves one of them as it is. All or nothing.

    Where the rule on ratings forbids a rating or a target, only the lead is set, and the partner is told as left.
    """
    step = Step()
    for partnership in partnerships:
        locked = lock(partnership)
        reason = refusal(locked.stakeholder, member)
        wants_rating = level is not None or target is not KEEP
        if reason and wants_rating:
            step.left.append((locked.stakeholder.name, reason))
        change = Change(
            partnership=locked.pk,
            rating=0 if reason or level is None else rate(locked, level, member, on, evidence),
            target=None if reason else replace(locked, "target_level_id", target),
            lead=replace(locked, "lead_id", lead),
        )
        if change.rating or change.target or change.lead:
            step.changes.append(change)
    return step


def rate(locked, level, member, on, evidence):
    """Write the rating and return its key; 0 where the partner stands there already and nothing was said."""
    if level.score == locked.current_level_id and not evidence:
        return 0
    day = not_before(locked.rated_on, on)
    return assess(partnership=locked, level=level, assessor=member, assessed_on=day, evidence=evidence).pk


def replace(locked, name, wanted):
    """Set one field to a record's key, with its history and a new version; return what it held and what it holds.

    None where it stays: for KEEP, and where it holds that already.
    """
    before, value = getattr(locked, name), wanted.pk if isinstance(wanted, Model) else wanted
    if wanted is KEEP or before == value:
        return None
    setattr(locked, name, value)
    locked.claim_version(locked.version)
    locked.save(update_fields=[name.removesuffix("_id")])
    return before, value


@transaction.atomic
def undo_group(token, *, initiative, member, on) -> tuple[int, list[str]]:
    """Take a step back; return how many partners are as before, and the names of those whom something newer holds.

    Raises NoSuchStep for a token that is not this member's or is older than a week.
    """
    changes = read_token(token, member)
    back, newer = 0, []
    found = {one.pk: one for one in Partnership.objects.active().filter(initiative=initiative, pk__in=changes)}
    for key, change in changes.items():
        if key not in found:
            raise NoSuchStep
        locked = lock(found[key])
        if take_back(locked, change, member, on):
            back += 1
        else:
            newer.append(locked.stakeholder.name)
    return back, newer


def read_token(token, member) -> dict[int, Change]:
    try:
        owner, rows = signing.loads(token, salt=SALT, max_age=UNDO_FOR)
    except signing.BadSignature:
        raise NoSuchStep from None
    if owner != member.pk:
        raise NoSuchStep
    return {row[0]: Change(*row) for row in rows}


def take_back(locked, change: Change, member, on) -> bool:
    """Tell whether everything of the change could be taken back; what stands on something newer stays."""
    if change.target and refusal(locked.stakeholder, member):
        return False
    is_whole = True
    if change.rating:
        assessment = locked.assessments.filter(pk=change.rating, retracts=None).first()
        try:
            if assessment:
                retract(assessment, by=member, on=on)
        except (NewerRatingStands, PermissionDenied):
            is_whole = False
        locked.refresh_from_db()
    for name, pair in (("target_level_id", change.target), ("lead_id", change.lead)):
        if pair and getattr(locked, name) == pair[1]:
            replace(locked, name, pair[0])
        elif pair and getattr(locked, name) != pair[0]:
            is_whole = False
    return is_whole
