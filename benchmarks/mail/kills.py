"""Reminders fall due while processes are killed at random: what is lost, what comes twice.

The real thing: `manage.py up`'s own web server, workers and clock on a real database, a relay that counts copies and
takes its time around the moment in which a kill hurts, and somebody who saves a form in the browser all the while.
"""

import contextlib
import json

from benchmarks.mail.sinks import counting_sink
from benchmarks.stack import environment, new_database, run
from tests.services import redis_server

# Leases short enough to see them run out; the pauses are those of the prototypes this row was first measured with.
QUICK_LEASES = {"MAIL_CLAIM_SECONDS": "10", "MAIL_SENDING_SECONDS": "20", "MAIL_SURGE_LIMIT": "0"}
SECONDS_AROUND_ACCEPTANCE = 0.002


def killed_on_postgresql(bench):
    with redis_server() as redis_url:
        url = new_database(bench.server, "mail_kills")
        return kill(bench, "postgresql", 100_000, 4, DATABASE_URL=url, REDIS_URL=f"{redis_url}/0")


def killed_on_sqlite(bench):
    return kill(bench, "sqlite", 20_000, 1)


def kill(bench, name, count, senders, **urls):
    """Let mails fall due and kill; returns how many were lost and how many copies were one too many.

    Lost is what neither arrived nor waits any more; `waiting` is what had not left when the time was up.
    """
    count = 2000 if bench.is_quick else count
    folder = bench.folder / f"kills-{name}"
    folder.mkdir()
    with contextlib.ExitStack() as closing:
        port, copies = closing.enter_context(counting_sink(folder, SECONDS_AROUND_ACCEPTANCE))
        env = environment(
            folder, EMAIL_URL=f"smtp://127.0.0.1:{port}", MAIL_SENDERS=str(senders), **urls, **QUICK_LEASES
        )
        described = json.loads(run("benchmarks.mail.prepare", str(count), "4", env=env))
        report = folder / "report.json"
        run("benchmarks.mail.killing", str(report), str(count), described["cookie"], described["slug"], env=env)
        found, arrived = json.loads(report.read_text()), copies()
    return {
        "mails": count,
        "kills": found["kills"],
        "lost": count - len({*found["waiting"], *arrived}),
        "waiting": len({*found["waiting"]} - {*arrived}),
        "extra": sum(arrived.values()) - len(arrived),
        "most_copies": max(arrived.values()),
        "seconds": found["seconds"],
        "states": found["states"],
        "pages": found["pages"],
        "sound": found["sound"],
    }
