"""Looks at the processes of this machine."""

import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def alive(pids):
    """Those of the processes that still run; one that ended and was not yet collected does not."""
    return [pid for pid in pids if state(pid) not in {"", "Z", "X"}]


def state(pid):
    """The letter of proc(5): R, S, D, Z, …; "" when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def family(pid):
    """A process and all its descendants."""
    found = [pid]
    for place in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in place.read_text().split():
            found += family(int(child))
    return found


def wait_until(probe, seconds):
    """Returns the first true answer of `probe`, or its last answer when the time is over."""
    deadline = time.monotonic() + seconds
    while not (answer := probe()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer
