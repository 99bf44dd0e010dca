"""What becomes due is written into the outbox, in the transaction that takes note of it.

Every way of changing a due date is covered, since the sweep looks at the dates themselves: a partnership is planned
when its due date differs from the one it was last planned for. `dedupe_key` is unique, so two planners, or one that
runs twice, write one row. Planning goes in bounded chunks, each a transaction of its own. Most rounds find nothing:
each step is asked first whether there is anything to do, by a question that an index answers.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Case, F, Q, When

from coalition.districts.models import Invitation, Membership
from engagement.enums import Delivery, MailKind, MailState, ReminderKind
from engagement.leaves import move_all
from engagement.models import OutgoingMail, ReminderSchedule
from engagement.reminders.checks import no_send_day
from engagement.reminders.contents import begins_week, contents_of
from engagement.reminders.facts import closed_days
from engagement.reminders.kinds import RULES
from engagement.reminders.matters import gather_matters
from engagement.reminders.outbox import take_back, write
from engagement.reminders.rhythms import deliveries_of, in_digest, rhythm_of
from engagement.reminders.schedule import moment_to_send, next_digest
from engagement.reminders.single import plan_single
from engagement.reminders.windows import is_known, not_reminded_by, schedules_open_at, zones_to_look_at
from stakeholders.models import Partnership

CHUNK = 500
LONGEST_ABSENCE = timedelta(days=7)
logger = logging.getLogger(__name__)


def plan(now: datetime) -> int:
    """Plan everything that is due at `now`; returns the number of mails written."""
    make_schedules()
    move_all(now)
    steps = [
        (schedules_to_work_out(), work_out_schedules),
        (schedules_due(now), plan_digests),
        (Invitation.objects.to_mail(now).order_by(), plan_invitations),
    ]
    written = sum(in_chunks(step, now) for waiting, step in steps if waiting.exists())
    by_zone = [partial(step, zone=zone) for zone in zones_to_look_at(now) for step in (plan_outreach, plan_single)]
    return written + sum(in_chunks(step, now) for step in by_zone)


def in_chunks(step, now):
    """Repeat a step, which returns how many records it took note of and how many mails it wrote, until none is left.

    What a step stumbles over is logged and left for the next round: it keeps no other step from its work.
    """
    total, noted = 0, True
    while noted:
        try:
            noted, written = step(now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("A step of planning failed: %s", step)
            return total
        total += written
    return total


def make_schedules():
    """Every active member has a schedule, however the membership came about."""
    without = Membership.objects.active().filter(reminder_schedule=None).only("district")
    rows = [ReminderSchedule(membership=each, district_id=each.district_id) for each in without]
    if rows:
        ReminderSchedule.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)


def schedules_to_work_out():
    """Those whose next digest is not known: the schedule was changed, or its member moved to another zone."""
    lives_in = Case(
        When(membership__user__time_zone="", then=F("membership__district__time_zone")),
        default=F("membership__user__time_zone"),
    )
    return ReminderSchedule.objects.filter(~Q(zone=lives_in))


@transaction.atomic
def work_out_schedules(now):
    """Find the next digest where it is not known."""
    stale = schedules_to_work_out().select_related("membership__user", "membership__district")
    rows = in_known_zones(stale.select_for_update(skip_locked=True, of=("self",))[:CHUNK])
    for row in rows:
        row.zone = row.membership.zone.key
        note_next(row, next_digest(rhythm_of(row, row.membership.zone), now))
    ReminderSchedule.objects.bulk_update(rows, ["zone", "next_on", "next_at"])
    return len(rows), 0


def in_known_zones(schedules):
    return [row for row in schedules if is_known(lives_in(row.membership))]


def lives_in(membership):
    return membership.user.time_zone or membership.district.time_zone


def note_next(row, following):
    row.next_on, row.next_at = (following.on, following.at) if following else (None, None)


def schedules_due(now):
    return ReminderSchedule.objects.filter(next_at__lte=now)


@transaction.atomic
def plan_digests(now):
    """Write the digests that are due and move each schedule on to its next one, both or neither."""
    due = schedules_due(now).select_related("membership__user", "membership__district")
    rows = in_known_zones(due.order_by("next_at").select_for_update(skip_locked=True, of=("self",))[:CHUNK])
    deliveries = deliveries_of([row.membership_id for row in rows])
    leads = leads_among(rows)
    matters = gather_matters({row.membership_id for row in rows if is_active(row.membership)}, now.date())
    closed = closed_days({row.district_id for row in rows}, now)
    mails = []
    for row in rows:
        chosen, on, at = deliveries[row.membership_id], row.next_on, row.next_at
        rhythm, off = rhythm_of(row, row.membership.zone), closed[row.district_id]
        note_next(row, next_digest(rhythm, max(at, now - LONGEST_ABSENCE), not_on=on))
        theirs = contents_of(chosen, rhythm, off, [], matters.get(row.membership_id, []), on=on, today=on)
        has_daily, has_weekly = has_parts(theirs, chosen, begins_week(rhythm, on), row.membership_id in leads)
        if has_daily or has_weekly:
            is_weekly = has_weekly and (on in off or not has_daily)
            mails.append(digest_mail(row, replace(rhythm, is_weekly=is_weekly), on, at, off, now))
    ReminderSchedule.objects.bulk_update(rows, ["next_on", "next_at"])
    return len(rows), write(mails)


def has_parts(contents, chosen, is_first_day, leads):
    """Whether a digest has anything that comes daily, and anything that comes weekly; outreach it may always have."""
    has_daily = contents.has_daily or (leads and ReminderKind.OUTREACH in in_digest(chosen, Delivery.DAILY))
    has_weekly = contents.has_weekly or (leads and ReminderKind.OUTREACH in in_digest(chosen, Delivery.WEEKLY))
    return has_daily, is_first_day and has_weekly


def is_active(membership):
    return membership.is_active and membership.user.is_active


def leads_among(rows):
    """The active members of `rows` who lead any partner at all."""
    led = Partnership.objects.filter(ended_at=None, lead__in=[row.membership_id for row in rows])
    active = led.filter(lead__is_active=True, lead__user__is_active=True)
    return set(active.values_list("lead_id", flat=True).distinct())


def digest_mail(row, rhythm, on, at, closed, now):
    """The digest of one day. On a no-send day it waits for the next allowed one, or ends where that has its own."""
    following = next_digest(rhythm, at, not_on=on)
    not_after = min([at + RULES[MailKind.DIGEST].lasts, *([following.at] if following else [])])
    mail = OutgoingMail.born(
        now=now,
        district_id=row.district_id,
        kind=MailKind.DIGEST,
        dedupe_key=f"digest:{row.membership_id}:{on}",
        recipient_id=row.membership_id,
        for_date=on,
        due_at=at,
        not_after=not_after,
    )
    leaves = moment_to_send(rhythm, closed, at)
    if on in closed and (leaves is None or leaves >= not_after):
        mail.state, mail.available_at, mail.ended_at = MailState.CANCELLED, None, now
        mail.reason = no_send_day(closed[on])
    elif leaves is not None:
        mail.available_at = leaves
    return mail


@transaction.atomic
def plan_outreach(now, *, zone):
    """Remind each lead of a zone whose hour it is of what is due: those who want it at once by a mail for each partner.

    For the others the date is only noted: their digest names it. The partnerships are locked, so a due date that is
    being changed is looked at in the next round.
    """
    local = now.astimezone(ZoneInfo(zone))
    waiting = not_reminded_by(local.date()).filter(
        stakeholder__archived_at=None,
        initiative__archived_at=None,
        lead__in=schedules_open_at(local, zone).values("membership"),
    )
    fields = ("pk", "district", "lead", "due_on")
    rows = list(waiting.order_by("due_on").select_for_update(skip_locked=True, of=("self",)).only(*fields)[:CHUNK])
    deliveries = deliveries_of({row.lead_id for row in rows})
    at_once = [row for row in rows if deliveries[row.lead_id][ReminderKind.OUTREACH] == Delivery.AT_ONCE]
    mails = [outreach_mail(row, now) for row in at_once]
    written = write(mails)
    take_back(mails, now)
    Partnership.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_for=F("due_on"))
    return len(rows), written


def outreach_mail(partnership, now):
    """The key names the lead too: who takes over what was not sent yet is reminded in turn."""
    return OutgoingMail.born(
        now=now,
        district_id=partnership.district_id,
        kind=MailKind.OUTREACH,
        dedupe_key=outreach_key(partnership),
        recipient_id=partnership.lead_id,
        partnership_id=partnership.pk,
        for_date=partnership.due_on,
        due_at=now,
        not_after=now + RULES[MailKind.OUTREACH].lasts,
    )


def outreach_key(partnership):
    return f"outreach:{partnership.pk}:{partnership.due_on}:{partnership.lead_id}"


@transaction.atomic
def plan_invitations(now):
    """Write the mail of each invitation that has none yet; one that was renewed has a new link and a new mail."""
    rows = list(Invitation.objects.to_mail(now).order_by("pk").select_for_update(skip_locked=True)[:CHUNK])
    mails = [
        OutgoingMail.born(
            now=now,
            district_id=row.district_id,
            kind=MailKind.INVITATION,
            dedupe_key=f"invitation:{row.pk}:{row.token_hash[:32]}",
            invitation_id=row.pk,
            due_at=now,
            not_after=min(row.expires_at, now + RULES[MailKind.INVITATION].lasts),
        )
        for row in rows
    ]
    Invitation.objects.filter(pk__in=[row.pk for row in rows]).update(mail_planned_at=now)
    return len(rows), write(mails)
