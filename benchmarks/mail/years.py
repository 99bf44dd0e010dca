"""Lives through years of reminders in seven zones, hour by hour: `python -m benchmarks.mail.years [DAYS] [--sqlite]`.

Three years without a number: both changes of clocks three times, and two people who move between zones every week. It
prints, as JSON, how many mails there were and each fault: a day without its mail or with two, a mail in quiet time.
"""

import argparse
import contextlib
import json
import tempfile
import time
from pathlib import Path

from benchmarks.mail.sinks import counting_sink
from benchmarks.stack import environment, run
from tests.services import postgres

BEGINS = "2026-10-25"
DAYS = 3 * 365 + 14


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", nargs="?", type=int, default=DAYS)
    parser.add_argument("--sqlite", action="store_true", help="instead of PostgreSQL")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coalition-years-") as name, contextlib.ExitStack() as closing:
        folder, began = Path(name), time.monotonic()
        port, copies = closing.enter_context(counting_sink(folder))
        database = {} if asked.sqlite else {"DATABASE_URL": closing.enter_context(postgres(autovacuum="on"))}
        env = environment(folder, EMAIL_URL=f"smtp://127.0.0.1:{port}", MAIL_FENCE="off", **database)
        found = json.loads(run("benchmarks.mail.years_lived", BEGINS, str(asked.days), env=env))
        arrived = copies()
    twice = sum(arrived.values()) - len(arrived)
    print(json.dumps({**found, "arrived": len(arrived), "twice": twice, "seconds": time.monotonic() - began}))


if __name__ == "__main__":
    main()
