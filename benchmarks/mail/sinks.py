"""Where measured mail goes: postfix's `smtp-sink` for rates, and a sink that counts copies for runs with kill -9.

`smtp-sink` is in Debian's package postfix; SMTP_SINK names another place. Without it the counting sink serves both, and
the rates say so: it is a Python program and caps at a few thousand letters a second.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.stack import ROOT, answers
from tests.services import free_port, running

SECONDS_TO_START = 20


def smtp_sink():
    """The path of postfix's smtp-sink, or None."""
    return os.environ.get("SMTP_SINK") or shutil.which("smtp-sink") or shutil.which("smtp-sink", path="/usr/sbin")


@contextlib.contextmanager
def quick_sink(folder):
    """A sink for rates; yields its port."""
    program, port = smtp_sink(), free_port()
    if program is None:
        with counting_sink(folder) as (port, _):
            yield port
        return
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    command = [program, *user, f"127.0.0.1:{port}", "1000"]
    with running(command, folder / "smtp-sink.log", lambda: answers(port)):
        yield port


@contextlib.contextmanager
def counting_sink(folder, pause=0.0):
    """A sink that counts copies; yields its port and a function that ends it and returns copies by Message-ID.

    It waits `pause` seconds before it takes a letter and again before it says so: the time in which a kill hurts.
    """
    port, report = free_port(), folder / f"copies-{time.monotonic_ns()}.json"
    command = [sys.executable, "-m", "benchmarks.mail.counting_sink", str(port), str(report), str(pause)]
    sink = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(port) and time.monotonic() < deadline:
        time.sleep(0.05)

    def copies():
        if sink.poll() is None:
            sink.send_signal(signal.SIGTERM)
            sink.wait(20)
        return json.loads(Path(report).read_text())

    try:
        yield port, copies
    finally:
        sink.kill()
        sink.wait()
