"""Planners beside each other, and beside people who change what is planned."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django_scopes import scopes_disabled

from engagement.enums import Delivery, MailKind
from engagement.models import OutgoingMail
from engagement.reminders.planning import plan
from stakeholders.models import Partnership
from tests.engagement.reminders.outbox import TODAY, make_lead, make_outreach

pytestmark = pytest.mark.django_db


SIX = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


SEVEN = datetime(2026, 11, 17, 13, 0, tzinfo=UTC)


DAY = timedelta(days=1)


def work_out(at):
    """The first sweep after a schedule was made: it works out when the next digest is due."""
    plan(at)


@pytest.mark.django_db(transaction=True)
def test_planners_at_the_same_time_write_each_mail_once():
    lead, daily = make_lead(), make_lead(delivery=Delivery.DAILY)
    for _ in range(20):
        make_outreach(lead)
    make_outreach(daily)
    work_out(SIX)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(plan_in_thread, range(12)))

    kinds = Counter(OutgoingMail.objects.values_list("kind", flat=True))
    assert kinds == {MailKind.OUTREACH: 20, MailKind.DIGEST: 1}
    assert Partnership.objects.filter(reminded_for=None).count() == 0


def plan_in_thread(_):
    try:
        with scopes_disabled():
            return plan(SEVEN)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_date_that_is_being_changed_while_it_is_planned_is_not_lost():
    """The planner passes over a partnership somebody is saving, and notes no date it has not read."""
    partnership = make_outreach(make_lead())
    work_out(SIX)
    in_hand, planned = Barrier(2), Barrier(2)

    def save_slowly():
        with transaction.atomic():
            Partnership.objects.select_for_update().get(pk=partnership.pk)
            in_hand.wait(10)
            if connection.vendor == "postgresql":
                planned.wait(10)
            Partnership.objects.filter(pk=partnership.pk).update(due_on=TODAY - DAY)
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(in_every_district, save_slowly)
        in_hand.wait(10)
        plan(SEVEN)
        if connection.vendor == "postgresql":
            planned.wait(10)
        saving.result(10)
    plan(SEVEN)

    mail = OutgoingMail.objects.get()
    assert mail.for_date == TODAY - DAY


def in_every_district(work):
    with scopes_disabled():
        work()
