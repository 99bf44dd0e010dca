"""A sender whose disk fills up, for test_full_disk.py, with a data folder of its own.

The largest file the process may write is lowered to what there is (setrlimit), which SQLite meets as a full disk, first
before a sweep, then between two mails; each time it is raised again. What became of it is printed as JSON.
"""

import json
import resource
import signal
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from engagement.models import OutgoingMail  # noqa: E402
from engagement.reminders import delivery, sweeping  # noqa: E402
from stakeholders.models import Partnership  # noqa: E402
from tests.engagement.reminders.outbox import NOW, make_lead, make_outreach  # noqa: E402

MAILS = 6


def fill(is_full):
    """No file of this process grows any more, or all may again."""
    here = [path.stat().st_size for path in settings.DATA_DIR.glob("db.sqlite3*")]
    soft = min(here) if is_full else resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))


def errors_of(step):
    try:
        step()
    except DatabaseError as error:
        connection.close()
        return [type(error).__name__]
    return []


def deliver_until_full():
    whole = delivery.Line.deliver

    def deliver_and_fill(line, letter):
        whole(line, letter)
        if line.delivered == 2:
            fill(is_full=True)

    delivery.Line.deliver = deliver_and_fill
    try:
        delivery.deliver_due(clock=lambda: NOW)
    finally:
        delivery.Line.deliver = whole


def main():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    call_command("migrate", verbosity=0)
    with scopes_disabled():
        lead = make_lead()
        for _ in range(MAILS):
            make_outreach(lead)
        fill(is_full=True)
        errors = errors_of(lambda: sweeping.sweep(NOW))
        fill(is_full=False)
        planned = [OutgoingMail.objects.count(), Partnership.objects.exclude(reminded_for=None).count()]
        sweeping.sweep(NOW)
        errors += errors_of(deliver_until_full)
        fill(is_full=False)
        later = NOW.replace(hour=NOW.hour + 1)
        delivery.deliver_due(clock=lambda: later)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            sound = cursor.fetchone()[0]
        states = list(OutgoingMail.objects.values_list("state", flat=True))
        ids = list(OutgoingMail.objects.values_list("message_id", flat=True))
    sys.stdout.write(json.dumps({"errors": errors, "planned": planned, "sound": sound, "states": states, "ids": ids}))


if __name__ == "__main__":
    main()
