"""Planning an introduction: the next step with the first partner on a warm path, with a way back."""

from datetime import timedelta

from django.db import transaction

from stakeholders.models import Partnership

PLANNED = "Introduction planned"
TAKEN_BACK = "Introduction taken back"
SOON = timedelta(days=7)
FIELDS = ("next_step", "due_on", "lead_id")
LONGEST = Partnership._meta.get_field("next_step").max_length


class ChangedMeanwhile(Exception):
    """Raised when something newer stands on the plan."""


@transaction.atomic
def plan_introductions(asked, *, to: str, member, on):
    """Plan a whole way: each partner of `asked` opens the door to the next, the last to `to`, a week apart."""
    names = [*(str(one.stakeholder) for one in asked[1:]), to]
    return [
        plan_introduction(one, to=name, member=member, on=on + number * SOON)
        for number, (one, name) in enumerate(zip(asked, names, strict=True))
    ]


@transaction.atomic
def take_all_back(partnerships):
    """Put back the step before for all of them, or, raising ChangedMeanwhile, for none."""
    for one in partnerships:
        take_back(one)


@transaction.atomic
def plan_introduction(partnership, *, to: str, member, on):
    """Have whoever leads the contact (else `member`) ask this partner within a week to open the door to `to`.

    Where that is planned already nothing is written, so that one way back leads to the step before.
    """
    locked = Partnership.objects.select_for_update().get(pk=partnership.pk)
    before = [getattr(locked, name) for name in FIELDS]
    locked.next_step = f"Ask for an introduction to {to}"[:LONGEST]
    locked.due_on = on + SOON
    locked.lead_id = locked.lead_id or member.pk
    if before != [getattr(locked, name) for name in FIELDS]:
        save(locked, PLANNED)
    return locked


@transaction.atomic
def take_back(partnership):
    """Put back the step before the newest change, if that is a planned introduction; else raises ChangedMeanwhile."""
    locked = Partnership.objects.select_for_update().get(pk=partnership.pk)
    newest = list(locked.history.order_by("-pk")[:2])
    if len(newest) < 2 or newest[0].history_change_reason != PLANNED:
        raise ChangedMeanwhile
    for name in FIELDS:
        setattr(locked, name, getattr(newest[1], name))
    save(locked, TAKEN_BACK)


def save(partnership, reason):
    partnership._change_reason = reason
    partnership.claim_version(partnership.version)
    partnership.save(update_fields=["next_step", "due_on", "lead"])
