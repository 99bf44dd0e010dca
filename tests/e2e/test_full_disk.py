"""SQLite on a disk that is full: nothing is torn or lost, and it goes on by itself when there is room."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from django.conf import settings

from tests.relay import Relay

PROGRAM = Path(__file__).parent / "full_disk_sender.py"


def test_full_disk_loses_nothing_and_repeats_at_most_the_mail_in_hand(tmp_path):
    with Relay() as relay:
        environment = {
            **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}},
            "DJANGO_SETTINGS_MODULE": "coalition.settings",
            "PYTHONPATH": str(settings.BASE_DIR),
            "COALITION_DATA": str(tmp_path),
            "EMAIL_URL": f"smtp://127.0.0.1:{relay.port}",
        }
        ran = subprocess.run(
            [sys.executable, str(PROGRAM)], env=environment, check=False, capture_output=True, text=True
        )

    assert ran.returncode == 0, ran.stderr[-3000:]
    found = json.loads(ran.stdout.splitlines()[-1])
    copies = Counter(letter.message_id for letter in relay.accepted)
    assert found["errors"] == ["OperationalError", "OperationalError"]
    assert found["planned"] == [0, 0]
    assert found["sound"] == "ok"
    assert found["states"] == ["sent"] * 6
    assert set(copies) == set(found["ids"])
    assert copies.total() <= 6 + 1
