"""Carries a bulk change out and takes it back, each in one transaction; the number of statements grows by batches."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from stakeholders.bulk.plan import batches
from stakeholders.bulk.verbs import CHANGES
from stakeholders.many_rows import document, insert_rows
from stakeholders.models import BulkAction, BulkEffect

UNDO_FOR = timedelta(days=30)
TRACED = ("district_id", "bulk_action_id", "stakeholder_id", "partnership_id", "before")


class ListChanged(Exception):
    """Raised when a change would come to something else than what was confirmed."""


class CannotUndo(Exception):
    """Raised with a sentence that says why an action stays as it is."""


@transaction.atomic
def carry_out(change, found, *, by, expected=None) -> BulkAction | None:
    """Do `change` to those of `found` it can be done to and return the record of it; None where it is none.

    Raises ListChanged when that is another number than `expected`, the one that was confirmed.
    """
    plan = change.plan(found.select_for_update(of=("self",)))
    if expected is not None and len(plan.changing) != expected:
        raise ListChanged
    if not plan.changing:
        return None
    action = BulkAction.objects.create(
        district_id=by.district_id,
        by=by,
        verb=change.verb,
        summary=change.sentence(len(plan.changing))[:300],
        values=change.values(),
        changed=len(plan.changing),
        skipped=[[one.count, one.reason] for one in plan.skipped],
        done_at=timezone.now(),
    )
    signature = signed(by, action.summary, action.done_at)
    for batch in plan.batches():
        trace(action, change.write(batch, signature))
    change.finish([one[0] for one in plan.changing], signature)
    return action


def signed(by, reason, date):
    return {"user": by.user, "reason": reason[:100], "date": date}


def trace(action, effects):
    insert_rows(
        BulkEffect,
        TRACED,
        [
            (action.district_id, action.pk, stakeholder, partnership, document(before))
            for stakeholder, partnership, before in effects
        ],
    )


def undo_ends(action):
    """The moment from which this action can no longer be undone."""
    return action.done_at + UNDO_FOR


def may_be_undone(action, now):
    return action.undone_at is None and now < undo_ends(action)


def what_stays(action) -> set:
    """Return the keys of the stakeholders on whom something newer stands, so that an undo would leave them."""
    return CHANGES[action.verb].newer(action, effects_of(action))


def effects_of(action):
    return list(action.effects.order_by("pk").values_list("stakeholder_id", "partnership_id", "before"))


@transaction.atomic
def undo(action, *, by) -> BulkAction:
    """Give everyone back what they had, but for those on whom something newer stands; raises CannotUndo."""
    now = timezone.now()
    took = BulkAction.objects.filter(pk=action.pk, undone_at=None, done_at__gt=now - UNDO_FOR)
    if not took.update(undone_at=now, undone_by=by):
        raise CannotUndo("This can no longer be undone.")
    change, effects = CHANGES[action.verb], effects_of(action)
    staying = change.newer(action, effects)
    going = [effect for effect in effects if effect[0] not in staying]
    if not going:
        raise CannotUndo("Nothing was undone: each of these was changed by somebody since.")
    signature = signed(by, f"Undo: {action.summary}", now)
    for batch in batches(going):
        change.restore(action, batch, signature)
    change.finish([effect[0] for effect in going], signature)
    action.refresh_from_db()
    action.stayed = len(staying)
    action.save(update_fields=["stayed"])
    return action
