import json

import pytest

from coalition.management.commands.up import is_silent, programs


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


@pytest.mark.parametrize(("on_sqlite", "shares"), [(False, True), (True, False)])
def test_several_web_workers_share_what_is_loaded(settings, monkeypatch, on_sqlite, shares):
    settings.IS_SQLITE = on_sqlite
    monkeypatch.setattr("os.cpu_count", lambda: 4)

    web = programs([3])[0]

    assert ("--preload" in web.arguments) is shares
