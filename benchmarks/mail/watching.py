"""One measured process that looks at time and memory, and prints what it found as JSON.

`python -m benchmarks.mail.watching JOB [COUNT]`. The jobs: `idle` sweeps while nothing is due; `offer` makes the first
COUNT mails fall due one after the other, a hundred a second; `serve` sends for as long as such an offer lasts;
`lateness` tells how late they left; `behind` tells when the mails of the last district had all left, whose COUNT mails
stand behind those of the others; `twice` sends everything, makes it due again and sends it again, and watches memory.
"""

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Max  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.urls import reverse  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from engagement.models import OutgoingMail  # noqa: E402
from engagement.reminders import sweeping  # noqa: E402
from engagement.reminders.clock import database_time  # noqa: E402
from engagement.reminders.delivery import deliver_due  # noqa: E402

OFFERED_PER_SECOND = 100
SECONDS_TO_BEGIN, SECONDS_OVER, SECONDS_BETWEEN_LOOKS = 6, 20, 0.02
SWEEPS = 30
WARM = 10_000


def warm_up():
    """As a worker that has been running: addresses and templates are read."""
    reverse("districts:home")
    for name in ("emails/reminder.html", "emails/reminder.txt"):
        get_template(name)


def idle(count):
    """Milliseconds of a sweep, the median, after one that planned what there was."""
    sweeping.sweep()
    times = []
    for _ in range(SWEEPS):
        began = time.perf_counter()
        sweeping.sweep()
        times.append((time.perf_counter() - began) * 1000)
    return {"milliseconds": sorted(times)[SWEEPS // 2], "worst": max(times), "planned": OutgoingMail.objects.count()}


def offer(count):
    mails = list(OutgoingMail.objects.order_by("pk")[:count])
    OutgoingMail.objects.exclude(pk__in=[mail.pk for mail in mails]).delete()
    begins = database_time() + timedelta(seconds=SECONDS_TO_BEGIN)
    for place, mail in enumerate(mails):
        mail.due_at = mail.available_at = begins + timedelta(seconds=place / OFFERED_PER_SECOND)
    OutgoingMail.objects.bulk_update(mails, ["due_at", "available_at"], batch_size=500)
    return {"offered": len(mails)}


def serve(count):
    """As a worker that is rung all the time: the interval of the sweep is not what is measured. Begins when told to."""
    warm_up()
    print("ready", flush=True)
    sys.stdin.readline()
    ends = time.monotonic() + SECONDS_TO_BEGIN + count / OFFERED_PER_SECOND + SECONDS_OVER
    while time.monotonic() < ends and OutgoingMail.objects.exclude(available_at=None).exists():
        deliver_due(seconds=5)
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return {}


def lateness(count):
    moments = OutgoingMail.objects.filter(state="sent").values_list("due_at", "ended_at")
    late = sorted((ended - due).total_seconds() for due, ended in moments)
    return {"sent": len(late), "p50": late[len(late) // 2], "p99": late[int(len(late) * 0.99)], "worst": late[-1]}


def behind(count):
    """Of the district that came last all but COUNT mails are taken away; then one process sends for a while."""
    warm_up()
    last = OutgoingMail.objects.aggregate(last=Max("district"))["last"]
    theirs = OutgoingMail.objects.filter(district=last)
    theirs.exclude(pk__in=list(theirs.values_list("pk", flat=True)[:count])).delete()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    others, began = OutgoingMail.objects.exclude(district=last).count(), database_time()
    while theirs.exclude(available_at=None).exists():
        deliver_due(seconds=0.5)
    gone = theirs.aggregate(last=Max("ended_at"))["last"]
    return {"others": others, "seconds": (gone - began).total_seconds()}


def twice(count):
    """Megabytes of this process after WARM mails and at the end; the first round includes the warming up."""
    warm, sent = 0, 0
    for _ in range(2):
        now = database_time()
        OutgoingMail.objects.update(state="waiting", available_at=now, lease_token=None, ended_at=None)
        while deliver_due(seconds=2):
            sent = OutgoingMail.objects.filter(state="sent").count()
            warm = warm or (sent >= min(WARM, count // 4) and resident())
    return {"mails": 2 * OutgoingMail.objects.filter(state="sent").count(), "warm": warm, "end": resident()}


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


JOBS = {"idle": idle, "offer": offer, "serve": serve, "lateness": lateness, "behind": behind, "twice": twice}

if __name__ == "__main__":
    with scopes_disabled():
        print(json.dumps(JOBS[sys.argv[1]](int(sys.argv[2]))))
