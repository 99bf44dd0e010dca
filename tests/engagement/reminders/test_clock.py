"""The clock of the senders: the database's, carried on by one that nobody sets."""

from datetime import timedelta

import pytest

from engagement.reminders import clock
from engagement.reminders.clock import DatabaseClock
from tests.engagement.reminders.outbox import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def machine(monkeypatch):
    """What the two clocks show; tests set them."""
    shown = {"wall": NOW, "monotonic": 1000.0}
    monkeypatch.setattr(clock, "database_time", lambda: shown["wall"])
    monkeypatch.setattr(clock.time, "monotonic", lambda: shown["monotonic"])
    return shown


def test_clock_goes_on_by_itself_while_somebody_sets_the_wall_clock(machine):
    now = DatabaseClock()
    before = now()

    machine.update(wall=NOW - HOUR, monotonic=1059.0)

    assert (before, now()) == (NOW, NOW + timedelta(seconds=59))


def test_clock_asks_the_database_again_after_a_minute(machine):
    now = DatabaseClock()
    now()

    machine.update(wall=NOW + HOUR, monotonic=1061.0)

    assert now() == NOW + HOUR
