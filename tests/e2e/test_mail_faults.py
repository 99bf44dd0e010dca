"""Reminders on the real thing while its servers fail: Redis and PostgreSQL of this test alone, killed as it likes."""

import contextlib
import os
import signal
import subprocess
import time
from collections import Counter
from datetime import UTC, datetime

import psycopg
import pytest
import redis
from celery import Celery
from django.db import connections
from django_scopes import scopes_disabled
from kombu.exceptions import OperationalError

from engagement.models import OutgoingMail, ReminderSchedule
from tests.e2e.database import fresh_database, using
from tests.e2e.stack import Stack
from tests.engagement.reminders.outbox import make_lead, make_outreach
from tests.makers import make_district, make_initiative
from tests.processes import wait_until
from tests.relay import Relay
from tests.services import as_user, free_port, postgres, postgres_program, redis_server, redis_server_at

MAILS, SENDERS = 24, 2
SECONDS_TO_HEAL = 150


def zone_where_it_is_noon():
    """A zone of fixed offset; its sign is turned round (POSIX)."""
    offset = 12 - datetime.now(UTC).hour
    return "Etc/GMT" if offset == 0 else f"Etc/GMT{-offset:+d}"


class House:
    """Coalition with servers of its own, and a relay that takes its time."""

    def __init__(self, folder, closing):
        self.closing = closing
        self.server, self.redis_url = closing.enter_context(postgres()), closing.enter_context(redis_server())
        self.relay = closing.enter_context(Relay())
        url = fresh_database(self.server)
        make_durable(self.server, url.rpartition("/")[2])
        environment = {
            "DATABASE_URL": url,
            "REDIS_URL": f"{self.redis_url}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.relay.port}",
            "MAIL_SENDERS": str(SENDERS),
            "MAIL_CLAIM_SECONDS": "5",
            "MAIL_SENDING_SECONDS": "10",
        }
        self.stack = Stack(folder, f"--port={free_port()}", "--no-demo", environment=environment)
        self.redis_pid = redis.Redis.from_url(self.redis_url).info("server")["process_id"]
        self.bell = Celery(broker=f"{self.redis_url}/0")
        closing.callback(self.end)
        self.stack.start()
        closing.enter_context(using(url))
        closing.enter_context(scopes_disabled())
        self.lead = make_lead(make_district(time_zone=zone_where_it_is_noon()))
        self.initiative = make_initiative(self.lead.district)
        self.asked = 0

    def end(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.redis_pid, signal.SIGCONT)
        self.stack.stop(signal.SIGKILL)
        # Started anew it is no child of this test: nothing else would end it.
        control(self.server, "stop")

    def ask_for(self, count):
        """So many partners fall due."""
        ReminderSchedule.objects.update(next_at=None)
        for _ in range(count):
            make_outreach(self.lead, initiative=self.initiative, due_on=datetime.now(UTC).date())
        self.asked += count

    def kill_redis(self):
        os.kill(self.redis_pid, signal.SIGKILL)

    def start_redis_again(self):
        """At its old address, and empty."""
        port = int(self.redis_url.rpartition(":")[2])
        self.closing.enter_context(redis_server_at(port))

    def outreach(self):
        return OutgoingMail.objects.filter(kind="outreach")

    def all_have_left(self):
        """Ring as the clock does, though not only twice a minute, and look."""
        with contextlib.suppress(OperationalError, OSError):
            self.bell.send_task("engagement.tasks.sweep", expires=60, retry=False)
        time.sleep(1)
        return self.outreach().filter(state="sent").count() == self.asked

    def arrived(self):
        """Wait until all that fell due has arrived; copies by Message-ID of the reminders."""
        wait_until(self.all_have_left, SECONDS_TO_HEAL)
        ids = set(self.outreach().values_list("message_id", flat=True))
        assert len(ids) == self.asked, self.stack.logs()
        return Counter(letter.message_id for letter in self.relay.accepted if letter.message_id in ids)


@pytest.fixture
def house(tmp_path, django_db_blocker):
    with django_db_blocker.unblock(), contextlib.ExitStack() as closing:
        yield House(tmp_path / "house", closing)


def test_reminders_outlive_redis_and_postgresql(house):
    broker = redis.Redis.from_url(house.redis_url)

    # Redis forgets everything, again and again.
    house.ask_for(MAILS)
    for _ in range(20):
        broker.flushall()
        time.sleep(0.1)
    after_flushing = house.arrived()

    # Redis answers no more, and the pages still do.
    os.kill(house.redis_pid, signal.SIGSTOP)
    house.ask_for(MAILS)
    pages = [house.stack.get(path)[0] for path in ("/healthz", "/accounts/login/")]
    time.sleep(5)
    os.kill(house.redis_pid, signal.SIGCONT)
    after_silence = house.arrived()

    # Redis is full: it takes nothing, and the pages still answer.
    broker.config_set("maxmemory", 1)
    house.ask_for(MAILS)
    pages += [house.stack.get(path)[0] for path in ("/healthz", "/accounts/login/")]
    time.sleep(5)
    broker.config_set("maxmemory", 0)
    after_it_was_full = house.arrived()

    # Redis is killed outright while mail falls due, and comes back empty.
    house.kill_redis()
    house.ask_for(MAILS)
    pages += [house.stack.get(path)[0] for path in ("/healthz", "/accounts/login/")]
    house.start_redis_again()
    after_the_kill = house.arrived()

    # Every connection to the database is cut while mail leaves, and then the server falls and rises.
    house.ask_for(MAILS)
    terminate_backends(house.server)
    control(house.server, "restart")
    connections["default"].close()
    after_the_crash = house.arrived()

    assert pages == [200] * 6
    for copies in (after_flushing, after_silence, after_it_was_full, after_the_kill):
        assert set(copies.values()) == {1}
    assert len(after_the_crash) == 5 * MAILS
    assert after_the_crash.total() - 5 * MAILS <= SENDERS * 2


def make_durable(server, name):
    """The servers of tests may forget their last commits when they fall; this one may not."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = on')


def terminate_backends(server):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'stack_%'")


def control(server, verb):
    """Have pg_ctl end PostgreSQL as a power cut would, or end it and start it again with the same options."""
    with psycopg.connect(server) as connection:
        folder = connection.execute("SHOW data_directory").fetchone()[0]
    command = [*as_user("postgres"), postgres_program("pg_ctl"), "-D", folder, "-w", verb, "-m", "immediate"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", timeout=60)
