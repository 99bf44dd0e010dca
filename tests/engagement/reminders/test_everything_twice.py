"""Two clocks, four workers, each tick ten times: every mail once. And years of days in seven zones, each day once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.db.models import Min

from engagement.enums import Delivery, MailKind
from engagement.models import OutgoingMail, ReminderSchedule
from engagement.reminders import sweeping
from engagement.reminders.planning import plan_digests, work_out_schedules
from stakeholders.models import Partnership
from tests.engagement.reminders.outbox import NOW, deliver, make_lead, make_outreach
from tests.makers import make_district

TICKS, PLANNERS, SENDERS, MAILS = 10, 2, 4, 40
ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
]
CHANGES = [
    date(2026, 11, 1),
    date(2027, 3, 14),
    date(2027, 11, 7),
    date(2028, 3, 12),
    date(2028, 11, 5),
    date(2029, 3, 11),
]


def tick(number):
    """What a worker does with one ring: look, or send."""
    try:
        if number % (PLANNERS + SENDERS) < PLANNERS:
            sweeping.sweep(NOW)
        else:
            deliver(batch=4)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_and_four_workers_with_each_tick_ten_times_send_each_mail_once(relay):
    leads = [make_lead() for _ in range(4)]
    for place in range(MAILS):
        make_outreach(leads[place % 4])

    with ThreadPoolExecutor(PLANNERS + SENDERS) as pool:
        list(pool.map(tick, range(TICKS * (PLANNERS + SENDERS))))
    sweeping.sweep(NOW)
    while deliver():
        pass

    about = Partnership.objects.filter(reminded_for__isnull=False).count()
    outreach = OutgoingMail.objects.filter(kind=MailKind.OUTREACH)
    copies = Counter(letter.message_id for letter in relay.accepted)
    assert about == outreach.count() == MAILS
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"sent"}
    assert set(copies) == set(OutgoingMail.objects.values_list("message_id", flat=True))
    assert set(copies.values()) == {1}


@pytest.mark.django_db
@pytest.mark.parametrize("hour", [1, 2])
def test_digest_comes_once_a_local_day_around_every_change_of_clocks(hour):
    leads = {zone: make_lead(make_district(time_zone=zone), delivery=Delivery.DAILY) for zone in ZONES}
    for lead in leads.values():
        make_outreach(lead, due_on=date(2026, 10, 1))
    ReminderSchedule.objects.update(hour=hour)

    for change in CHANGES:
        ReminderSchedule.objects.update(next_at=None, next_on=None, zone="")
        plan_for_three_days(datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(days=1))

    for zone, lead in leads.items():
        mails = list(OutgoingMail.objects.filter(recipient=lead, kind=MailKind.DIGEST).order_by("due_at"))
        at = [mail.due_at.astimezone(ZoneInfo(zone)) for mail in mails]
        assert [moment.date() for moment in at] == [mail.for_date for mail in mails]
        assert len({mail.for_date for mail in mails}) == len(mails)
        assert set(CHANGES) <= {mail.for_date for mail in mails}
        assert {moment.hour for moment in at} <= ({2, 3} if hour == 2 else {1})


def plan_for_three_days(start):
    """Plan digests at each moment one is due, as the sweep does within half a minute of it."""
    work_out_schedules(start)
    while (due := ReminderSchedule.objects.aggregate(first=Min("next_at"))["first"]) < start + timedelta(days=3):
        plan_digests(due)


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["Pacific/Honolulu", "America/New_York"])
def test_day_on_which_a_zone_is_changed_has_one_digest(to):
    lead = make_lead(make_district(time_zone="America/Denver"), delivery=Delivery.DAILY)
    make_outreach(lead, due_on=date(2026, 10, 1))
    start = datetime(2026, 11, 16, tzinfo=UTC)

    for hours in range(5 * 24):
        if hours == 2 * 24 + 15:
            lead.user.time_zone = to
            lead.user.save()
        work_out_schedules(start + timedelta(hours=hours))
        plan_digests(start + timedelta(hours=hours))

    days = list(OutgoingMail.objects.filter(kind=MailKind.DIGEST).order_by("due_at").values_list("for_date", flat=True))
    assert len(days) == len(set(days))
    assert days == [days[0] + timedelta(days=place) for place in range(len(days))]
