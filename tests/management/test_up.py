import json

import pytest

from coalition.management.commands.up import is_silent


def readiness(last, *, database=True, broker=True):
    return json.dumps(
        {
            "database": {"well": database},
            "broker": {"well": broker},
            "mail": {"well": False, "last_sweep_seconds": last},
        }
    )


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        (readiness(30), False),
        (readiness(181), True),
        (readiness(None), True),
        (readiness(181, database=False), False),
        (readiness(181, broker=False), False),
        (json.dumps({"database": {"well": True}, "broker": {"well": True}, "mail": {"well": False}}), False),
        ("<h1>Bad Request</h1>", False),
        ("", False),
    ],
)
def test_silence_is_told_from_a_database_or_broker_that_is_away(text, silent):
    assert is_silent(text) is silent
