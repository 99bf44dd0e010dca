"""A database that keeps a sender waiting, or refuses it, when it hurts: between the yes of the relay and the commit."""

import sqlite3
import threading
from collections import Counter
from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connection

from engagement.models import OutgoingMail
from engagement.reminders import delivery
from tests.engagement.reminders.outbox import NOW, deliver, ends, make_lead, make_mail, make_outreach
from tests.engagement.reminders.test_kill import database_url

pytestmark = pytest.mark.django_db(transaction=True)
MAILS, LETTER = 6, 3
IMPATIENT = {"sqlite": "PRAGMA busy_timeout = 100", "postgresql": "SET lock_timeout = '100ms'"}
PATIENT = {"sqlite": "PRAGMA busy_timeout = 20000", "postgresql": "RESET lock_timeout"}


def take_the_database():
    """Somebody else writes, and is not done before their connection is closed."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = psycopg.connect(database_url())
        other.execute(f"LOCK TABLE {OutgoingMail._meta.db_table} IN EXCLUSIVE MODE")
    return other


@pytest.fixture
def taken(monkeypatch):
    """The database is taken when the relay has accepted the third letter; call it with the seconds, or with None."""
    whole, others = delivery.Line.deliver, []

    def take(seconds):
        def deliver_and_take(line, letter):
            whole(line, letter)
            if line.delivered == LETTER and not others:
                others.append(take_the_database())
                if seconds:
                    threading.Timer(seconds, others[0].close).start()

        monkeypatch.setattr(delivery.Line, "deliver", deliver_and_take)
        return others

    yield take
    for each in others:
        each.close()


def make_mails():
    lead = make_lead()
    for place in range(MAILS):
        make_mail(lead, partnership=make_outreach(lead), due_at=NOW - timedelta(seconds=60 - place))


def tell_database(words):
    with connection.cursor() as cursor:
        cursor.execute(words[connection.vendor])


def test_sender_waits_for_a_database_somebody_else_writes_to(relay, taken):
    make_mails()
    taken(seconds=0.5)

    deliver()

    assert Counter(letter.message_id for letter in relay.accepted).total() == MAILS
    assert [state for state, _ in ends()] == ["sent"] * MAILS


def test_database_that_stays_busy_costs_one_copy_and_no_mail(relay, taken):
    make_mails()
    tell_database(IMPATIENT)
    others = taken(seconds=None)

    with pytest.raises(OperationalError):
        deliver()
    others[0].close()
    tell_database(PATIENT)
    for minutes in (3, 16):
        deliver(NOW + timedelta(minutes=minutes))

    copies = Counter(letter.message_id for letter in relay.accepted)
    assert sorted(copies.values()) == [1] * (MAILS - 1) + [2]
    assert [state for state, _ in ends()] == ["sent"] * MAILS
