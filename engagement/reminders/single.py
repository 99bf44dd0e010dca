"""Reminders that come by themselves, looked for once on each day on which their reader may be written to.

All that they tell of has a date, so one look a day, when the reader's hour has come, finds everything. The note that
the look took place and the mails are written together; each mail's key names the matter, its day and the reader.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from coalition.districts.models import Membership
from engagement.enums import Delivery, MailKind, ReminderKind
from engagement.models import OutgoingMail, ReminderSchedule
from engagement.reminders.contents import has_mail
from engagement.reminders.facts import closed_days
from engagement.reminders.kinds import RULES
from engagement.reminders.matters import Matter, gather_matters, leading_initiatives
from engagement.reminders.outbox import take_back, write
from engagement.reminders.rhythms import deliveries_of, rhythm_of
from engagement.reminders.schedule import week_before
from engagement.reminders.windows import schedules_open_at

CHUNK = 500
# What became worth a word so long before the last look is not told at once any more: it has a page behind Today.
RECENT = timedelta(days=7)


@transaction.atomic
def plan_single(now: datetime, *, zone: str):
    """Look for what the members of a zone want to hear at once, and for the weekly summaries."""
    local = now.astimezone(ZoneInfo(zone))
    not_yet = Q(looked_on=None) | Q(looked_on__lt=local.date())
    waiting = schedules_open_at(local, zone).filter(not_yet).select_related("membership__user", "membership__district")
    rows = list(waiting.order_by("pk").select_for_update(skip_locked=True, of=("self",))[:CHUNK])
    mails = mails_for(rows, local.date(), now) if rows else []
    written = write(mails)
    take_back(mails, now)
    ReminderSchedule.objects.filter(pk__in=[row.pk for row in rows]).update(looked_on=local.date())
    return len(rows), written


def mails_for(rows, today: date, now: datetime) -> list[OutgoingMail]:
    members = {row.membership_id for row in rows if row.membership.user.is_active}
    deliveries, matters = deliveries_of(members), gather_matters(members, today)
    leading = leading_initiatives(members, today)
    closed = closed_days({row.district_id for row in rows}, now)
    mails = []
    for row in [row for row in rows if row.membership_id in members]:
        chosen = deliveries[row.membership_id]
        at_once = {kind for kind, way in chosen.items() if way == Delivery.AT_ONCE}
        since = (row.looked_on or today) - RECENT
        for matter in matters[row.membership_id]:
            if matter.kind in at_once and matter.is_current(today) and matter.on > since:
                mails.append(single_mail(row.membership, matter, now))
        wants_summary = chosen[ReminderKind.SUMMARY] == Delivery.WEEKLY
        if wants_summary and row.membership_id in leading and is_first_mail_day(row, closed[row.district_id], today):
            mails.append(summary_mail(row.membership, today, now))
    return mails


def is_first_mail_day(row, closed, today):
    """Tell whether `today` is the first day of its week on which this member may be written to."""
    rhythm = rhythm_of(row, ZoneInfo(row.zone))
    return not any(has_mail(rhythm, closed, earlier) for earlier in week_before(today))


def single_mail(membership: Membership, matter: Matter, now: datetime) -> OutgoingMail:
    kind = MailKind(matter.kind.value)
    return OutgoingMail.born(
        now=now,
        district_id=membership.district_id,
        kind=kind,
        dedupe_key=f"{kind.value}:{matter.about_id}:{matter.on}:{membership.pk}",
        recipient_id=membership.pk,
        about_id=matter.about_id,
        for_date=matter.on,
        due_at=now,
        not_after=now + RULES[kind].lasts,
    )


def summary_mail(membership: Membership, today: date, now: datetime) -> OutgoingMail:
    return OutgoingMail.born(
        now=now,
        district_id=membership.district_id,
        kind=MailKind.SUMMARY,
        dedupe_key=f"summary:{membership.pk}:{today}",
        recipient_id=membership.pk,
        for_date=today,
        due_at=now,
        not_after=now + RULES[MailKind.SUMMARY].lasts,
    )
