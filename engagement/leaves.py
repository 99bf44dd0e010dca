"""While somebody is away: what they lead moves to a deputy on the first day, and comes back after the last.

The sweep moves, each day anew, so what is given to somebody who is away moves on too. What comes back is what the
deputy still leads of it; a partner who passed to a third colleague meanwhile stays there. What is not led but kept or
owned (promises, activities, initiatives) stays theirs: only the reminders of it go to the deputy.
"""

import logging
from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from simple_history.utils import bulk_update_with_history

from coalition.districts.models import Membership
from coalition.lib.local_time import local_date
from engagement.enums import MailKind
from engagement.models import Handover, Leave, OutgoingMail
from engagement.reminders.kinds import RULES
from stakeholders.models import Partnership

CHUNK = 500
logger = logging.getLogger(__name__)
MOVED = ["lead", "reminded_for", "version"]


class Overlaps(ValueError):
    """Two leaves do not fit together; the text says which and what to do."""


@transaction.atomic
def take_leave(membership: Membership, *, deputy: Membership, begins_on: date, ends_on: date, now: datetime) -> Leave:
    """Write a leave, tell the deputy by mail, and move at once what is to move by today. Raises Overlaps."""
    fits(membership, deputy, begins_on, ends_on)
    leave = Leave.objects.create(
        district_id=membership.district_id, membership=membership, deputy=deputy, begins_on=begins_on, ends_on=ends_on
    )
    told(leave, now).save(force_insert=True)
    move(leave, now)
    return leave


def fits(membership, deputy, first, last):
    """Nobody is away twice, and no deputy is away while standing in: what is handed on would not find its way back."""
    others = Leave.objects.filter(district=membership.district_id).overlapping(first, last)
    for other in others.select_related("membership__user", "deputy__user"):
        if other.membership_id == membership.pk:
            raise Overlaps(f"{membership} is away from {words(other)} already. End that first.")
        if other.membership_id == deputy.pk:
            raise Overlaps(f"{deputy} is away from {words(other)}. Choose somebody else.")
        if other.deputy_id == membership.pk:
            raise Overlaps(f"{membership} stands in for {other.membership} from {words(other)}. Choose another day.")


def words(leave):
    return f"{leave.begins_on:%b} {leave.begins_on.day} to {leave.ends_on:%b} {leave.ends_on.day}"


def told(leave, now):
    """The mail to the deputy."""
    return OutgoingMail.born(
        now=now,
        district_id=leave.district_id,
        kind=MailKind.LEAVE,
        dedupe_key=f"leave:{leave.pk}",
        recipient_id=leave.deputy_id,
        about_id=leave.pk,
        for_date=leave.begins_on,
        due_at=now,
        not_after=now + RULES[MailKind.LEAVE].lasts,
    )


def move_all(now: datetime) -> int:
    """Move for every leave that has begun, and back for every one that is over; returns how many partners moved."""
    latest = now.date() + timedelta(days=1)
    waiting = Leave.objects.filter(ended_at=None, begins_on__lte=latest).order_by("pk").values_list("pk", flat=True)
    return sum(move_or_log(key, now) for key in list(waiting))


def move_or_log(key, now):
    """One leave that cannot be followed keeps no other, and no reminder, waiting."""
    try:
        return move_by_key(key, now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Leave %s could not be followed", key)
        return 0


@transaction.atomic
def move_by_key(key, now):
    leave = Leave.objects.select_related("district", "deputy__user").select_for_update(of=("self",), skip_locked=True)
    found = leave.filter(pk=key, ended_at=None).first()
    return move(found, now) if found else 0


@transaction.atomic
def move(leave: Leave, now: datetime) -> int:
    """Do what the calendar of the district says about one leave."""
    today = local_date(now, leave.district.zone)
    if today > leave.ends_on:
        return come_back(leave, now)
    if today < leave.begins_on or not (leave.deputy.is_active and leave.deputy.user.is_active):
        return 0
    theirs = Partnership.objects.filter(lead=leave.membership_id, ended_at=None)
    return pass_on(theirs, leave, giver=leave.membership_id, taker=leave.deputy_id)


@transaction.atomic
def come_back(leave: Leave, now: datetime) -> int:
    """End a leave: what the deputy still leads of it goes back."""
    Leave.objects.filter(pk=leave.pk).update(ended_at=now)
    given = Handover.objects.filter(leave=leave, taker=leave.deputy_id).values("partnership")
    lent = Partnership.objects.filter(pk__in=given, lead=leave.deputy_id)
    return pass_on(lent, leave, giver=leave.deputy_id, taker=leave.membership_id)


def pass_on(partnerships, leave, *, giver, taker):
    """Move these partners, with their history, in bounded chunks; returns how many."""
    keys = [] if giver == taker else list(partnerships.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        found = Partnership.objects.filter(pk__in=keys[start : start + CHUNK], lead=giver)
        rows = list(found.order_by("pk").select_for_update(of=("self",)))
        for row in rows:
            row.lead_id, row.reminded_for, row.version = taker, None, row.version + 1
        bulk_update_with_history(rows, Partnership, MOVED, batch_size=CHUNK, manager=Partnership._base_manager)
        Handover.objects.bulk_create(
            Handover(district_id=leave.district_id, partnership=row, giver_id=giver, taker_id=taker, leave=leave)
            for row in rows
        )
    return len(keys)


def away(on: date) -> dict[int, int]:
    """Who is away on that day and who stands in: keys of memberships."""
    return dict(Leave.objects.on(on).values_list("membership", "deputy"))


def owners_behind(members: set[int], on: date) -> dict[int, set[int]]:
    """For each of `members` whose reminders they get on that day: their own and those of whom they stand in for."""
    absent = away(on)
    owners: dict[int, set[int]] = defaultdict(set)
    for member in members:
        owners[member] = set() if member in absent else {member}
    for owner, deputy in absent.items():
        if deputy in members:
            owners[deputy].add(owner)
    return owners


def about(membership: Membership, on: date):
    """The leaves of that day in which this member is away or stands in."""
    concerned = Q(membership=membership) | Q(deputy=membership)
    return Leave.objects.on(on).filter(concerned).select_related("membership__user", "deputy__user")
