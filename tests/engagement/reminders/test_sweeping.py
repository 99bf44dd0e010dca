"""A round of the sweep: what it asks while there is nothing to do, and what it does when a part of it stumbles."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalition.districts.models import User
from engagement.enums import Delivery, MailState
from engagement.models import OutgoingMail, ReminderSchedule
from engagement.reminders import sweeping
from engagement.reminders.planning import plan
from stakeholders.models import Partnership
from tests.engagement.reminders.outbox import NOW, TODAY, deliver, make_lead, make_mail, make_outreach
from tests.makers import make_district

pytestmark = pytest.mark.django_db
QUESTIONS = 13
ZONES = ["America/New_York", "America/Chicago", "America/Phoenix", "America/Los_Angeles", "Pacific/Honolulu"]


def questions_of_a_sweep(now=NOW):
    with CaptureQueriesContext(connection) as asked:
        sweeping.sweep(now)
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.parametrize("count", [1, 40])
def test_sweep_with_nothing_due_asks_the_same_few_questions_for_any_number_of_rows_and_zones(count):
    for zone in ZONES[:count]:
        lead = make_lead(make_district(time_zone=zone))
        partnership = make_outreach(lead, due_on=TODAY + timedelta(days=30))
    Partnership.objects.bulk_create(
        Partnership(
            district=lead.district,
            initiative=partnership.initiative,
            stakeholder=make_outreach(lead, due_on=None).stakeholder,
            lead=lead,
            due_on=TODAY + timedelta(days=30),
        )
        for _ in range(count)
    )
    sweeping.sweep(NOW)

    asked = questions_of_a_sweep(NOW + timedelta(seconds=30))

    assert len(asked) <= QUESTIONS
    assert not [sql for sql in asked if "FOR UPDATE" in sql or sql.startswith(("BEGIN", "SAVEPOINT"))]


def test_sweep_looks_into_a_zone_again_for_what_falls_due_in_it_later():
    lead = make_lead()
    sweeping.sweep(NOW)

    make_outreach(lead)
    sweeping.sweep(NOW + timedelta(seconds=30))

    assert OutgoingMail.objects.filter(kind="outreach").count() == 1


def test_what_cannot_be_planned_keeps_nobody_else_waiting(caplog):
    strange, lead = make_lead(make_district(time_zone="America/Denver")), make_lead()
    plan(NOW - timedelta(days=1))
    ReminderSchedule.objects.filter(membership=strange).update(zone="America/Nowhere")
    User.objects.filter(pk=strange.user_id).update(time_zone="America/Nowhere")
    make_outreach(strange)
    make_outreach(lead)

    is_due = sweeping.sweep(NOW)

    assert is_due
    assert [mail.recipient for mail in OutgoingMail.objects.filter(kind="outreach")] == [lead]
    assert "America/Nowhere" in caplog.text


def test_mail_that_cannot_be_decided_about_dies_alone(relay):
    strange = make_lead()
    poison, good = make_mail(strange, due_at=NOW - timedelta(hours=1)), make_mail()
    User.objects.filter(pk=strange.user_id).update(time_zone="America/Nowhere")

    for hours in (0, 2, 8):
        deliver(NOW + timedelta(hours=hours))

    poison.refresh_from_db()
    good.refresh_from_db()
    assert (poison.state, poison.attempts) == (MailState.DEAD, 3)
    assert good.state == MailState.SENT
    assert len(relay.accepted) == 1


def test_new_member_is_not_kept_from_a_schedule_by_one_whose_zone_nobody_knows():
    strange, lead = make_lead(), make_lead(delivery=Delivery.DAILY)
    User.objects.filter(pk=strange.user_id).update(time_zone="America/Nowhere")

    sweeping.sweep(NOW)

    lead.reminder_schedule.refresh_from_db()
    assert lead.reminder_schedule.next_on == date(2026, 11, 18)
