"""A database that was restored, swapped or moved starts held; one that only rested does not."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from engagement.models import MailChannel, OutgoingMail, SweepRecord
from engagement.reminders import guards, sweeping
from tests.engagement.reminders.outbox import NOW, deliver, make_mail

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(seconds=30)


@pytest.fixture
def mark(settings, tmp_path, monkeypatch):
    """The file of this machine, after a first round; no clock jumps in these tests."""
    monkeypatch.setattr(guards, "clock_moved", lambda now, last: timedelta(0))
    settings.MAIL_FENCE = tmp_path / "mail-fence.json"
    sweeping.sweep(NOW)
    return settings.MAIL_FENCE


def held_because():
    return MailChannel.get().held_reason


def test_rounds_are_counted_in_the_database_and_beside_it(mark):
    sweeping.sweep(LATER)

    record = SweepRecord.objects.get()
    noted = json.loads(mark.read_text())
    assert record.rounds == 2
    assert (noted["series"], noted["rounds"]) == (str(record.series), 2)
    assert held_because() == ""


def test_rest_of_a_summer_holds_nothing(mark):
    sweeping.sweep(NOW + timedelta(days=80))

    assert held_because() == ""


def test_older_state_of_the_database_starts_held(mark):
    sweeping.sweep(LATER)
    SweepRecord.objects.update(rounds=1)

    sweeping.sweep(LATER + timedelta(days=1))

    assert held_because() == (
        "The database looks restored or moved: it is from November 17 at 15:00 UTC and older than what this machine "
        "saw last. Look at what would go before you release it."
    )


def test_other_database_starts_held(mark):
    SweepRecord.objects.update(series=uuid4(), rounds=500)

    sweeping.sweep(LATER)

    assert "it is another one than before" in held_because()


def test_database_on_a_new_machine_starts_held(mark):
    mark.unlink()

    sweeping.sweep(NOW + timedelta(hours=9))

    assert "this machine has not seen it before" in held_because()


def test_machine_that_joins_others_holds_nothing(mark):
    mark.unlink()

    sweeping.sweep(LATER)

    assert held_because() == ""
    assert json.loads(mark.read_text())["rounds"] == 2


def test_data_folder_restored_as_a_whole_starts_held(mark):
    noted = json.loads(mark.read_text())
    mark.write_text(json.dumps({**noted, "at": "2026-01-01T00:00:00+00:00"}))

    sweeping.sweep(LATER)

    assert "the data folder was put here on" in held_because()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"series": 1}', '{"series": "a", "rounds": "b", "at": "c"}'])
def test_unreadable_mark_counts_as_none(mark, text):
    mark.write_text(text)

    sweeping.sweep(NOW + timedelta(hours=9))

    assert "this machine has not seen it before" in held_because()


def test_new_installation_begins_without_a_question(settings, tmp_path):
    settings.MAIL_FENCE = tmp_path / "mail-fence.json"
    settings.MAIL_FENCE.write_text(json.dumps({"series": str(uuid4()), "rounds": 9, "at": "2026-01-01T00:00:00+00:00"}))

    sweeping.sweep(NOW)

    assert held_because() == ""


def test_released_mail_is_not_held_again_for_the_same_reason(mark, relay):
    make_mail()
    SweepRecord.objects.update(rounds=0)
    sweeping.sweep(LATER)
    MailChannel.get().release()

    sweeping.sweep(LATER + timedelta(seconds=30))
    deliver(LATER + timedelta(seconds=31))

    assert held_because() == ""
    assert len(relay.accepted) == 1


def test_sender_that_comes_before_the_first_sweep_sends_nothing(mark, relay):
    make_mail()
    SweepRecord.objects.update(rounds=0)

    deliver(LATER)

    assert relay.accepted == []
    assert MailChannel.get().is_held
    assert OutgoingMail.objects.get().state == "waiting"


def test_mark_that_cannot_be_written_stops_no_sweep(mark, settings, caplog):
    settings.MAIL_FENCE = mark.parent / "no-such-folder" / "mail-fence.json"

    sweeping.sweep(LATER)

    assert "could not be written" in caplog.text
    assert SweepRecord.objects.get().rounds == 2
