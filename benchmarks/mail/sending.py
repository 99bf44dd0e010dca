"""One measured process of mail, which prints what it found as JSON: `python -m benchmarks.mail.sending JOB`.

The jobs: `plan` writes what is due into the outbox; `yardstick` hands the letters of the first thousand mails to
Django's `send_messages` over one connection, and writes nothing down; `send` sends what is due until nothing is left.
"""

import json
import os
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")
django.setup()

from django.core.mail import EmailMultiAlternatives, get_connection  # noqa: E402
from django.db import connection  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.urls import reverse  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from engagement.models import OutgoingMail  # noqa: E402
from engagement.reminders import sweeping  # noqa: E402
from engagement.reminders.claiming import claim, give_back  # noqa: E402
from engagement.reminders.clock import database_time  # noqa: E402
from engagement.reminders.delivery import deliver_due  # noqa: E402
from engagement.reminders.facts import gather  # noqa: E402
from engagement.reminders.letters import write  # noqa: E402

LETTERS, ROUNDS = 1000, 5


def plan():
    began = time.perf_counter()
    sweeping.sweep()
    seconds = time.perf_counter() - began
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    with scopes_disabled():
        return {"planned": OutgoingMail.objects.count(), "seconds": seconds}


def yardstick():
    letters = first_letters()
    return {"rate": statistics.median(send_messages(letters) for _ in range(ROUNDS))}


def send_messages(letters):
    """Letters a second that Django's own messages with the same words reach, building included."""
    backend = get_connection("django.core.mail.backends.smtp.EmailBackend")
    messages = []
    for letter in letters:
        headers = {**letter.extra_headers}
        message = EmailMultiAlternatives(letter.subject, letter.body, letter.from_email, letter.to, headers=headers)
        message.attach_alternative(letter.html, "text/html")
        messages.append(message)
    began = time.perf_counter()
    backend.send_messages(messages)
    return len(messages) / (time.perf_counter() - began)


def first_letters():
    with scopes_disabled():
        now = database_time()
        batch = claim(now=now, limit=LETTERS)
        facts = gather(batch.mail_ids, batch.token, now)
        letters = [write(mail, facts) for mail in facts.mails.values()]
        give_back(batch.mail_ids, batch.token)
    return letters


def send():
    """As a worker that has been running: addresses and templates are read before it is told to begin, by a line."""
    reverse("districts:home")
    for name in ("emails/reminder.html", "emails/reminder.txt"):
        get_template(name)
    print("ready", flush=True)
    sys.stdin.readline()
    while deliver_due(seconds=600):
        pass
    return {"ended": time.time()}


if __name__ == "__main__":
    print(json.dumps({"plan": plan, "yardstick": yardstick, "send": send}[sys.argv[1]]()))
