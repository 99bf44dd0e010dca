import signal
import time

import pytest

from coalition.lib.processes.supervisor import LARGEST_LOG, Backoff, Child, Program, Supervisor, how_it_ended
from tests.processes import ROOT, alive

SLEEPER = "import time; print('awake', flush=True); time.sleep(60)"
PARENT = "import subprocess, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"


@pytest.fixture
def supervise(tmp_path):
    """Starts programs from snippets of Python; everything is stopped at the end."""
    supervisors, said = [], []

    def start(**snippets):
        for name, code in snippets.items():
            (tmp_path / f"{name}_program.py").write_text(code)
        programs = [Program(name, f"{name}_program", environment={"PYTHONPATH": str(tmp_path)}) for name in snippets]
        supervisor = Supervisor(programs, logs=tmp_path / "log", working_folder=ROOT, say=said.append)
        supervisors.append(supervisor)
        supervisor.said = said
        supervisor.start()
        return supervisor

    yield start
    for supervisor in supervisors:
        supervisor.stop(0)


def watch(supervisor, until, seconds=30):
    deadline = time.monotonic() + seconds
    supervisor.watch(until=lambda: until() or time.monotonic() > deadline)
    assert until()


@pytest.mark.parametrize(
    ("lives", "pauses"),
    [
        ([0, 0, 0, 0], [0.5, 1, 2, 4]),
        ([0] * 9, [0.5, 1, 2, 4, 8, 16, 30, 30, 30]),
        ([0, 0, 59.9, 60, 0], [0.5, 1, 2, 0.5, 1]),
    ],
)
def test_backoff_doubles_until_a_child_was_steady(lives, pauses):
    backoff = Backoff()

    assert [backoff.after(lived) for lived in lives] == pauses


def test_how_it_ended_names_signal_or_exit_code():
    assert how_it_ended(3) == "ended with exit code 3"
    assert how_it_ended(-9) == "was ended by SIGKILL"


def test_supervisor_starts_a_killed_child_again(supervise):
    supervisor = supervise(sleeper=SLEEPER)
    (child,) = supervisor.children
    first = child.process.pid

    child.process.kill()
    watch(supervisor, lambda: child.process is not None and child.process.pid != first)

    assert alive([first]) == []
    assert alive([child.process.pid]) == [child.process.pid]
    assert supervisor.said == [f"sleeper was ended by SIGKILL; starting it again in 0.5 s (see {child.log})"]


def test_supervisor_kills_what_a_dead_child_left_behind(supervise):
    supervisor = supervise(parent=PARENT)
    (child,) = supervisor.children
    watch(supervisor, lambda: child.log.read_text().strip())
    grandchild = int(child.log.read_text())

    child.process.kill()
    watch(supervisor, lambda: child.ends == 1)

    watch(supervisor, lambda: alive([grandchild]) == [])


def test_supervisor_stops_every_child_at_once(supervise):
    supervisor = supervise(one=SLEEPER, two=SLEEPER)
    pids = [child.process.pid for child in supervisor.children]

    began = time.monotonic()
    supervisor.stop()

    assert alive(pids) == []
    assert time.monotonic() - began < 8


def test_supervisor_kills_a_child_that_does_not_listen(supervise):
    supervisor = supervise(deaf=DEAF)
    (child,) = supervisor.children
    watch(supervisor, lambda: "deaf" in child.log.read_text())
    pid = child.process.pid

    supervisor.stop(patience=0.5)

    assert alive([pid]) == []


def test_watch_returns_when_asked_to_stop(supervise):
    supervisor = supervise(sleeper=SLEEPER)

    supervisor.ask_to_stop(signal.SIGTERM, None)
    supervisor.watch()

    assert supervisor.said == []


def test_child_that_is_asked_twice_to_end_is_killed(supervise):
    supervisor = supervise(deaf=DEAF)
    (child,) = supervisor.children
    watch(supervisor, lambda: "deaf" in child.log.read_text())

    child.ask_to_end()
    watch(supervisor, lambda: True)
    child.ask_to_end()
    watch(supervisor, lambda: child.ends == 1)

    assert supervisor.said == [f"deaf was ended by SIGKILL; starting it again in 0.5 s (see {child.log})"]


def test_child_that_cannot_be_started_again_is_tried_later(supervise, monkeypatch):
    supervisor = supervise(sleeper=SLEEPER)
    (child,) = supervisor.children
    usual = child.start

    def no_room(now):
        monkeypatch.setattr(child, "start", usual)
        raise OSError("no room")

    monkeypatch.setattr(child, "start", no_room)
    child.process.kill()
    watch(supervisor, lambda: child.ends == 1 and child.process is not None)

    assert supervisor.said[1] == "sleeper cannot be started: no room"


def test_chore_is_done_at_its_interval(supervise, monkeypatch):
    monkeypatch.setattr("coalition.lib.processes.supervisor.CHORE_EVERY", 0.2)
    supervisor, done = supervise(sleeper=SLEEPER), []

    supervisor.watch(until=lambda: len(done) == 3, chore=lambda: done.append(time.monotonic()))

    assert done[2] - done[0] >= 0.4


def test_full_log_is_set_aside_once(tmp_path):
    child = Child(Program("web", "web"), tmp_path, tmp_path)
    child.log.write_bytes(b"x" * (LARGEST_LOG + 1))

    child.trim_log()
    child.trim_log()

    assert child.log.stat().st_size == 0
    assert (tmp_path / "web.log.1").stat().st_size == LARGEST_LOG + 1
