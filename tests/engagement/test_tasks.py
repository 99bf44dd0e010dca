from threading import Event

import pytest
from celery.signals import worker_shutting_down

from engagement import tasks


class Bell:
    """Counts how often it was rung and notes how long each ring may wait."""

    def __init__(self):
        self.rings = []

    def apply_async(self, **options):
        self.rings.append(options)


@pytest.fixture
def bell(monkeypatch):
    bell = Bell()
    monkeypatch.setattr(tasks.deliver, "apply_async", bell.apply_async)
    return bell


def test_sweep_rings_twice_for_each_sender_when_mail_is_due(bell, monkeypatch, settings):
    settings.MAIL_SENDERS = 3
    monkeypatch.setattr(tasks.sweeping, "sweep", lambda: True)

    tasks.sweep()

    assert bell.rings == [{"expires": 60}] * 6


def test_sweep_rings_for_nobody_when_nothing_is_due(bell, monkeypatch):
    monkeypatch.setattr(tasks.sweeping, "sweep", lambda: False)

    tasks.sweep()

    assert bell.rings == []


@pytest.mark.parametrize(("is_more", "rings"), [(True, [{"expires": 60}]), (False, [])])
def test_sender_rings_again_while_there_is_more(bell, monkeypatch, is_more, rings):
    monkeypatch.setattr(tasks.delivery, "deliver_due", lambda: is_more)

    tasks.deliver()

    assert bell.rings == rings


def test_sender_leaves_when_its_process_is_sending_already(bell, monkeypatch):
    monkeypatch.setattr(tasks.delivery, "deliver_due", tasks.deliver)

    tasks.deliver()

    assert bell.rings == []


def test_beat_rings_on_intervals_and_never_at_a_time_of_day(settings):
    schedule = settings.CELERY_BEAT_SCHEDULE

    assert schedule["sweep"] == {"task": "engagement.tasks.sweep", "schedule": 30.0, "options": {"expires": 60}}
    assert {type(entry["schedule"]) for entry in schedule.values()} == {float}


def test_worker_asked_to_end_stops_between_two_mails(monkeypatch):
    stopping = Event()
    monkeypatch.setattr(tasks.delivery, "stopping", stopping)

    worker_shutting_down.send(sender=None)

    assert stopping.is_set()
