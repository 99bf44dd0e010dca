"""kill -9 at each step of planning and sending, on the real thing: another process, the real database, a real relay."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from engagement.enums import MailState
from engagement.models import OutgoingMail
from engagement.reminders import sweeping
from stakeholders.models import Partnership
from tests.engagement.reminders.outbox import NOW, TODAY, deliver, ends, make_lead, make_outreach

pytestmark = pytest.mark.django_db(transaction=True)
PROGRAM = Path(__file__).parent / "dying_sender.py"
MAILS = 9
BEFORE_IT_COULD_ARRIVE = [
    "while planning",
    "after planning",
    "after claiming",
    "after connecting",
    "after marking",
    "after the recipient",
    "in the middle",
]
WHILE_NOBODY_KNOWS = ["after the dot", "after it was accepted"]
ONCE_IT_IS_WRITTEN_DOWN = ["after the commit"]
PASSED_ONCE = {"while planning", "after planning", "after connecting"}


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    parts = connection.settings_dict
    return f"postgres://{parts['USER']}@{parts['HOST']}:{parts['PORT']}/{name}"


def run(point, count, relay, tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "coalition.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
        "COALITION_DATA": str(tmp_path),
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{relay.port}",
    }
    command = [sys.executable, str(PROGRAM), point, str(count)]
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("point", BEFORE_IT_COULD_ARRIVE + WHILE_NOBODY_KNOWS + ONCE_IT_IS_WRITTEN_DOWN)
def test_sender_killed_loses_nothing_and_repeats_at_most_the_mail_in_its_hands(point, relay, tmp_path):
    lead = make_lead()
    for _ in range(MAILS):
        make_outreach(lead)

    count = 1 if point in PASSED_ONCE else 2 if point == "after claiming" else 3
    ended = run(point, count, relay, tmp_path)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    for minutes in (3, 16):
        sweeping.sweep(NOW)
        deliver(NOW + timedelta(minutes=minutes))

    copies = Counter(letter.message_id for letter in relay.accepted)
    assert set(copies) == set(OutgoingMail.objects.values_list("message_id", flat=True))
    assert [state for state, _ in ends()] == [MailState.SENT] * MAILS
    assert copies.total() - MAILS == (1 if point in WHILE_NOBODY_KNOWS else 0)
    assert Partnership.objects.filter(reminded_for=None).count() == 0


def test_letter_that_kills_whoever_writes_it_ends_and_holds_up_nobody(relay, tmp_path):
    lead = make_lead()
    for _ in range(MAILS):
        make_outreach(lead)
    deadly = make_outreach(lead, name="Deadly", due_on=TODAY - timedelta(days=1))

    ended = run("letter", 8, relay, tmp_path)

    mail = OutgoingMail.objects.get(partnership=deadly)
    others = OutgoingMail.objects.exclude(pk=mail.pk)
    assert (ended.stdout.strip(), ended.stderr.count("Traceback")) == ("5", 0)
    assert (mail.state, mail.reason) == ("dead", "Given up: whatever began to write it was stopped each time.")
    assert [attempt.outcome for attempt in mail.tries.all()] == ["Written again, by itself."] * 2 + ["Given up."]
    assert Counter(letter.message_id for letter in relay.accepted) == {other.message_id: 1 for other in others}
    # At most the one in hand while the next was written, each time the deadly one had company.
    assert sum(other.interruptions for other in others) <= 2
    assert mail.try_again(NOW)
    assert OutgoingMail.objects.get(pk=mail.pk).left_behind == 0
