"""Runs the processes of `manage.py up` and kills them at random until every mail has come to its end.

`python -m benchmarks.mail.killing REPORT COUNT COOKIE DISTRICT`. What it found goes to the file REPORT as JSON.
"""

import contextlib
import http.client
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from coalition.lib.processes import supervisor  # noqa: E402
from coalition.lib.processes.listening import listen  # noqa: E402
from coalition.management.commands.up import programs  # noqa: E402
from engagement.models import OutgoingMail  # noqa: E402
from engagement.models.outgoing_mail import ON_THE_WAY  # noqa: E402

SECONDS_BETWEEN_KILLS = (1, 3)
SHARE_SENT_WHEN_KILLING_ENDS = 0.9
LONGEST_RUN = 1800
CHOICES = {"delivery": "at-once", "hour": "7", "days": list("0123456"), "time_zone": "", "paused_until": ""}


class Person(threading.Thread):
    """Saves the same form again and again in the browser, whatever happens to the server."""

    def __init__(self, port, cookie, slug):
        super().__init__(daemon=True)
        self.port, self.cookie, self.path = port, cookie, f"/d/{slug}/reminders/"
        self.answers = Counter()

    def run(self):
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                self.answers[self.save()] += 1
            time.sleep(0.2)

    def save(self):
        token = "a" * 32
        headers = {
            "Cookie": f"{self.cookie}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
            "Host": "localhost",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("POST", self.path, urlencode(CHOICES, doseq=True), headers)
        return connection.getresponse().status


class Killer:
    """Ends a process of the house by SIGKILL every second or three: any of them, its children included."""

    def __init__(self, watched):
        self.watched, self.kills, self.next = watched, 0, time.monotonic() + 5

    def look(self):
        if time.monotonic() < self.next:
            return
        self.next = time.monotonic() + random.uniform(*SECONDS_BETWEEN_KILLS)
        living = [pid for child in self.watched.children if child.process for pid in family(child.process.pid)]
        with contextlib.suppress(ProcessLookupError, IndexError):
            os.kill(random.choice(living), signal.SIGKILL)
            self.kills += 1


def family(pid):
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *(each for child in children for each in family(int(child)))]
    return [pid]


def states():
    with contextlib.suppress(DatabaseError), scopes_disabled():
        return Counter(OutgoingMail.objects.values_list("state", flat=True))
    return Counter()


def soundness():
    """What SQLite says of its own file after all that; PostgreSQL has no such question."""
    if connection.vendor != "sqlite":
        return "not asked"
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA integrity_check").fetchone()[0]


def main(report, count, cookie, slug):
    supervisor.LONGEST_PAUSE = 1.0
    call_command("collectstatic", interactive=False, verbosity=0)
    listeners = listen("127.0.0.1", 0)
    descriptors = [listener.fileno() for listener in listeners]
    house = supervisor.Supervisor(
        programs(descriptors), logs=settings.DATA_DIR / "log", working_folder=settings.BASE_DIR, say=lambda _: None
    )
    killer, began = Killer(house), time.monotonic()
    person = Person(listeners[0].getsockname()[1], cookie, slug)
    try:
        house.start()
        person.start()
        watch(house, killer, int(count), began + LONGEST_RUN)
    finally:
        house.stop()
    with scopes_disabled():
        mails = list(OutgoingMail.objects.values_list("message_id", "state"))
    waiting = [message_id for message_id, state in mails if state in ON_THE_WAY]
    found = {"kills": killer.kills, "seconds": time.monotonic() - began, "states": states(), "waiting": waiting}
    Path(report).write_text(json.dumps({**found, "pages": person.answers, "sound": soundness()}))
    print(killer.kills)


def watch(house, killer, count, deadline):
    """Keep the house alive and kill in it until all mail has come to its end, or the time is up."""
    counted_at, seen = 0.0, Counter()
    while time.monotonic() < deadline:
        now = time.monotonic()
        for child in house.children:
            child.look(now)
        if now - counted_at > 1:
            counted_at, seen = now, states()
        ended = seen.total() - sum(seen[state] for state in ON_THE_WAY)
        if ended == count:
            return
        if ended < count * SHARE_SENT_WHEN_KILLING_ENDS:
            killer.look()
        time.sleep(0.05)


if __name__ == "__main__":
    main(*sys.argv[1:5])
