"""Two clocks, four workers, each tick ten times: every mail once. And a day on which somebody moves."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections

from engagement.enums import Delivery, MailKind
from engagement.models import OutgoingMail
from engagement.reminders import sweeping
from engagement.reminders.planning import plan_digests, work_out_schedules
from stakeholders.models import Partnership
from tests.engagement.reminders.outbox import NOW, deliver, make_lead, make_outreach
from tests.makers import make_district

TICKS, PLANNERS, SENDERS, MAILS = 10, 2, 4, 40


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
