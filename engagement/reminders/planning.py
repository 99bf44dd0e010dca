"""What becomes due is written into the outbox, in the transaction that takes note of it.

Every way of changing a due date is covered, since the sweep looks at the dates themselves: a partnership is planned
when its due date differs from the one it was last planned for. `dedupe_key` is unique, so two planners, or one that
runs twice, write one row. Planning goes in bounded chunks, each a transaction of its own.
"""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, When

from coalition.districts.models import Invitation, Membership, NoSendDay
from engagement.enums import Delivery, MailKind, MailState, ReminderKind
from engagement.leaves import move_all
from engagement.models import OutgoingMail, ReminderSchedule
from engagement.reminders.checks import no_send_day
from engagement.reminders.facts import closed_days
from engagement.reminders.kinds import RULES
from engagement.reminders.rhythms import deliveries_of, is_weekly, rhythm_of, wants_digest
from engagement.reminders.schedule import EVENING, moment_to_send, next_digest
from stakeholders.models import Partnership

CHUNK = 500
LONGEST_ABSENCE = timedelta(days=7)


def plan(now: datetime) -> int:
    """Plan everything that is due at `now`; returns the number of mails written."""
    make_schedules()
    move_all(now)
    written = sum(in_chunks(step, now) for step in (work_out_schedules, plan_digests, plan_invitations))
    return written + sum(in_chunks(partial(plan_outreach, zone=zone), now) for zone in zones_lived_in())


def in_chunks(step, now):
    """Repeat a step, which returns how many records it took note of and how many mails it wrote, until none is left."""
    total = 0
    while True:
        noted, written = step(now)
        total += written
        if not noted:
            return total


def write(mails):
    """Insert the mails that are not there yet."""
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
    return len(mails)


def make_schedules():
    """Every active member has a schedule, however the membership came about."""
    without = Membership.objects.active().filter(reminder_schedule=None)
    rows = [ReminderSchedule(membership=each, district_id=each.district_id) for each in without]
    ReminderSchedule.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)


@transaction.atomic
def work_out_schedules(now):
    """Find the next digest where it is not known: a schedule was changed, or its member moved to another zone."""
    lives_in = Case(
        When(membership__user__time_zone="", then=F("membership__district__time_zone")),
        default=F("membership__user__time_zone"),
    )
    stale = ReminderSchedule.objects.filter(~Q(zone=lives_in)).select_related(
        "membership__user", "membership__district"
    )
    rows = list(stale.select_for_update(skip_locked=True, of=("self",))[:CHUNK])
    for row in rows:
        row.zone = row.membership.zone.key
        note_next(row, next_digest(rhythm_of(row, row.membership.zone), now))
    ReminderSchedule.objects.bulk_update(rows, ["zone", "next_on", "next_at"])
    return len(rows), 0


def note_next(row, following):
    row.next_on, row.next_at = (following.on, following.at) if following else (None, None)


@transaction.atomic
def plan_digests(now):
    """Write the digests that are due and move each schedule on to its next one, both or neither."""
    due = ReminderSchedule.objects.filter(next_at__lte=now).select_related("membership__user", "membership__district")
    rows = list(due.order_by("next_at").select_for_update(skip_locked=True, of=("self",))[:CHUNK])
    deliveries = deliveries_of([row.membership_id for row in rows])
    leads = leads_among(rows)
    closed = closed_days({row.district_id for row in rows}, now)
    mails = []
    for row in rows:
        chosen, on, at = deliveries[row.membership_id], row.next_on, row.next_at
        rhythm = rhythm_of(row, row.membership.zone, is_weekly=is_weekly(chosen))
        note_next(row, next_digest(rhythm_of(row, row.membership.zone), max(at, now - LONGEST_ABSENCE), not_on=on))
        if row.membership_id in leads and wants_digest(chosen) and rhythm.has_digest(on):
            mails.append(digest_mail(row, rhythm, on, at, closed[row.district_id], now))
    ReminderSchedule.objects.bulk_update(rows, ["next_on", "next_at"])
    return len(rows), write(mails)


def leads_among(rows):
    """The active members of `rows` who lead anything at all: nobody else gets a digest."""
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


def zones_lived_in():
    return ReminderSchedule.objects.exclude(zone="").order_by("zone").values_list("zone", flat=True).distinct()


@transaction.atomic
def plan_outreach(now, *, zone):
    """Remind each lead of a zone whose hour it is of what is due: those who want it at once by a mail for each partner.

    For the others the date is only noted: their digest names it. The partnerships are locked, so a due date that is
    being changed is looked at in the next round.
    """
    local = now.astimezone(ZoneInfo(zone))
    waiting = Partnership.objects.filter(lead__isnull=False, due_on__isnull=False, ended_at=None).filter(
        Q(reminded_for=None) | ~Q(reminded_for=F("due_on")),
        due_on__lte=local.date(),
        stakeholder__archived_at=None,
        initiative__archived_at=None,
        lead__in=schedules_open_at(local, zone).values("membership"),
    )
    fields = ("pk", "district", "lead", "due_on")
    rows = list(waiting.order_by("due_on").select_for_update(skip_locked=True, of=("self",)).only(*fields)[:CHUNK])
    deliveries = deliveries_of({row.lead_id for row in rows})
    at_once = [row for row in rows if deliveries[row.lead_id][ReminderKind.OUTREACH] == Delivery.AT_ONCE]
    written = write([outreach_mail(row, now) for row in at_once])
    take_back_cancelled(at_once, now)
    Partnership.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_for=F("due_on"))
    return len(rows), written


def schedules_open_at(local, zone):
    """The schedules of a zone whose members may be written to at a local time: the window of `schedule.window`."""
    no_mail = NoSendDay.objects.filter(district=OuterRef("district"), date=local.date())
    in_window = Q(hour__lte=local.hour) if local.time() < EVENING else Q(hour=local.hour)
    return (
        ReminderSchedule.objects.filter(in_window, zone=zone, membership__is_active=True)
        .filter(Q(paused_until=None) | Q(paused_until__lte=local.date()))
        .alias(chosen=F("days").bitand(1 << local.weekday()))
        .filter(~Exists(no_mail), chosen__gt=0)
    )


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


def take_back_cancelled(partnerships, now):
    """A reminder that was cancelled because its date moved is due again once the date has moved back."""
    OutgoingMail.objects.filter(
        dedupe_key__in=[outreach_key(each) for each in partnerships], state=MailState.CANCELLED
    ).update(
        state=MailState.WAITING,
        available_at=now,
        due_at=now,
        not_after=now + RULES[MailKind.OUTREACH].lasts,
        reason="",
        ended_at=None,
    )


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
