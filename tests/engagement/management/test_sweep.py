import os
import signal
from threading import Event

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django_scopes import scopes_disabled

from engagement.management.commands import sweep
from engagement.models import MailChannel, OutgoingMail
from engagement.reminders import delivery, sweeping
from tests.engagement.reminders.outbox import make_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "coalition.lib.mail.mail_folder.EmailBackend"
    settings.MAIL_FOLDER = tmp_path
    return tmp_path


@pytest.fixture
def any_hour(monkeypatch):
    """Whenever the tests run, it is an hour at which mail may leave."""
    monkeypatch.setattr("engagement.reminders.checks.moment_to_send", lambda rhythm, closed, now: now)


def test_sweep_does_a_round_without_celery(folder, any_hour):
    with scopes_disabled():
        make_mail()
        OutgoingMail.objects.update(not_after="2100-01-01T00:00Z")

    call_command("sweep")

    assert len(list(folder.iterdir())) == 1


def test_sweep_says_that_mail_is_held_and_releases_it(folder, any_hour, capsys):
    with scopes_disabled():
        make_mail()
        OutgoingMail.objects.update(not_after="2100-01-01T00:00Z")
    MailChannel.get().hold("The clock moved back by 60 minutes.")

    call_command("sweep")
    held = capsys.readouterr().out
    call_command("sweep", release=True)

    assert held == "Mail is held: The clock moved back by 60 minutes.\n"
    assert len(list(folder.iterdir())) == 1


def test_sweep_holds_and_sends_nothing_when_asked_to(folder, any_hour):
    with scopes_disabled():
        make_mail()
        OutgoingMail.objects.update(not_after="2100-01-01T00:00Z")

    call_command("sweep", hold=True)

    assert MailChannel.get().held_reason == "Held by manage.py sweep --hold."
    assert not folder.exists() or list(folder.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_sweep_that_goes_on_outlives_a_lost_database_and_ends_between_two_mails(folder, any_hour, monkeypatch, caplog):
    with scopes_disabled():
        for _ in range(3):
            make_mail()
        OutgoingMail.objects.update(not_after="2100-01-01T00:00Z")
    whole, hand_over, rounds = sweeping.sweep, delivery.Line.deliver, []
    monkeypatch.setattr(delivery, "stopping", Event())
    monkeypatch.setattr(sweep, "SECONDS_BETWEEN_ROUNDS", 0)

    def fail_at_first():
        rounds.append("round")
        assert len(rounds) < 5
        if len(rounds) == 1:
            raise OperationalError("The database is away.")
        return whole()

    def deliver_and_be_asked_to_end(line, letter):
        hand_over(line, letter)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(sweeping, "sweep", fail_at_first)
    monkeypatch.setattr(delivery.Line, "deliver", deliver_and_be_asked_to_end)

    call_command("sweep", loop=True)

    with scopes_disabled():
        states = sorted(OutgoingMail.objects.values_list("state", flat=True))
    assert (len(rounds), "The database is away." in caplog.text) == (2, True)
    assert states == ["sent", "waiting", "waiting"]
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
