from datetime import timedelta

import pytest

from engagement.enums import Delivery
from engagement.models import MailChannel, OutgoingMail, SweepRecord
from engagement.reminders import guards, sweeping
from engagement.reminders.liveness import mail_health
from tests.engagement.reminders.outbox import NOW, deliver, make_lead, make_mail, make_outreach

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


class Machine:
    """The clocks a sweep reads: seconds since the machine was started, and which start that was."""

    def __init__(self, monkeypatch):
        self.boot, self.seconds = "one", 1000.0
        monkeypatch.setattr(guards, "boot_id", lambda: self.boot)
        monkeypatch.setattr(guards, "seconds_since_boot", lambda: self.seconds)


@pytest.fixture
def machine(monkeypatch):
    return Machine(monkeypatch)


def test_sweep_says_whether_to_ring_and_leaves_a_record(machine):
    make_outreach(make_lead())

    is_due = sweeping.sweep(NOW)

    record = SweepRecord.objects.get()
    assert is_due
    assert (record.at, record.boot, record.seconds_since_boot, record.planned) == (NOW, "one", 1000, 1)


def test_sweep_rings_for_nobody_when_nothing_is_due(machine):
    assert not sweeping.sweep(NOW)


def test_sweep_rings_for_nobody_while_mail_is_held_and_still_plans(machine):
    make_outreach(make_lead())
    MailChannel.get().hold("Somebody should look.")

    is_due = sweeping.sweep(NOW)

    assert not is_due
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    ("moved", "reason"),
    [
        (timedelta(hours=2), "The clock moved forward by 120 minutes."),
        (timedelta(days=-1), "The clock moved back by 1440 minutes."),
        (timedelta(minutes=9), ""),
        (timedelta(minutes=-9), ""),
    ],
)
def test_mail_is_held_when_the_clock_jumped(machine, moved, reason):
    sweeping.sweep(NOW)
    machine.seconds += 30

    sweeping.sweep(NOW + 30 * SECOND + moved)

    channel = MailChannel.get()
    assert (channel.is_held, channel.held_reason) == (bool(reason), reason)


def test_long_night_without_a_sweep_is_no_jump(machine):
    sweeping.sweep(NOW)
    machine.seconds += 12 * 3600

    sweeping.sweep(NOW + timedelta(hours=12))

    assert not MailChannel.get().is_held


@pytest.mark.parametrize(("moved", "is_held"), [(timedelta(days=2), False), (timedelta(hours=-1), True)])
def test_clock_that_went_back_shows_even_after_a_restart(machine, moved, is_held):
    sweeping.sweep(NOW)
    machine.boot, machine.seconds = "two", 5.0

    sweeping.sweep(NOW + moved)

    assert MailChannel.get().is_held == is_held


def test_jump_holds_once_and_not_again_after_it_was_released(machine, relay):
    make_mail()
    sweeping.sweep(NOW - timedelta(hours=3))
    sweeping.sweep(NOW)
    MailChannel.get().release()
    MailChannel.objects.update(released_at=NOW + SECOND)
    machine.seconds += 30

    sweeping.sweep(NOW + 30 * SECOND)
    deliver(NOW + 30 * SECOND)

    assert not MailChannel.get().is_held
    assert len(relay.accepted) == 1


def test_clock_that_ran_ahead_by_a_year_takes_nothing_of_that_year_away(machine, relay):
    lead, daily = make_lead(), make_lead(delivery=Delivery.DAILY)
    make_outreach(lead, due_on=(NOW + 30 * DAY).date())
    make_outreach(daily, due_on=(NOW + DAY).date())
    sweeping.sweep(NOW)
    machine.seconds += 30

    sweeping.sweep(NOW + 365 * DAY)
    sweeping.sweep(NOW + 365 * DAY + 30 * SECOND)
    planned_meanwhile, silent_for = OutgoingMail.objects.count(), mail_health(NOW + 365 * DAY).last_sweep
    machine.seconds += 30
    sweeping.sweep(NOW + 60 * SECOND)
    is_still_held = MailChannel.get().is_held
    MailChannel.get().release()
    for days in (1, 30):
        machine.seconds = 1000 + days * 86400
        sweeping.sweep(NOW + days * DAY)
        deliver(NOW + days * DAY)

    assert planned_meanwhile == 0
    assert silent_for == timedelta(0)
    assert is_still_held
    assert {mail.kind for mail in OutgoingMail.objects.filter(state="sent")} == {"outreach", "digest"}


def test_clock_that_was_wrong_before_is_believed_once_somebody_has_released_mail(machine, relay):
    make_outreach(make_lead(), due_on=(NOW + 30 * DAY).date())
    sweeping.sweep(NOW)
    sweeping.sweep(NOW + 30 * DAY)
    MailChannel.get().release()
    MailChannel.objects.update(released_at=NOW + 30 * DAY + SECOND)
    machine.seconds += 30

    is_due = sweeping.sweep(NOW + 30 * DAY + 30 * SECOND)

    assert is_due
    assert not MailChannel.get().is_held


def test_more_mail_than_ever_is_held_until_somebody_lets_it_go(machine, settings):
    settings.MAIL_SURGE_LIMIT = 3
    lead = make_lead()
    for _ in range(4):
        make_mail(lead, partnership=make_outreach(lead))

    is_due = sweeping.sweep(NOW)
    channel = MailChannel.get()
    held = (channel.is_held, channel.held_reason)
    channel.release()
    MailChannel.objects.update(released_at=NOW)
    machine.seconds += 3600

    assert not is_due
    assert held == (True, "More than 3 mails are due at once.")
    assert sweeping.sweep(NOW + timedelta(hours=1))
    assert not MailChannel.get().is_held


def test_clocks_of_this_machine_are_readable():
    assert guards.seconds_since_boot() > 0
    assert guards.boot_id() == guards.boot_id()
