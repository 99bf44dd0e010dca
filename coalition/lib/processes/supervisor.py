"""Keeps a few child processes alive until told to stop.

Policy: a child that ends is started again, first after half a second, then after twice as long each time up to half a
minute; a child that lived a minute has earned its half second back. Each child leads a process group of its own, so
that Ctrl-C reaches only the manager and nothing of a dead child lingers. Children are tethered
(`coalition.lib.processes.tether`): they do not outlive a manager that is killed.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
LARGEST_LOG = 5 * 1024 * 1024
LOOK_EVERY = 0.1
CHORE_EVERY = 30.0


@dataclass(frozen=True)
class Program:
    """What one child runs: `python -m module arguments`, its extra environment and the file descriptors it inherits."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    descriptors: tuple[int, ...] = ()


@dataclass
class Backoff:
    """How long to wait, in seconds, before a child that ended is started again."""

    pause: float = FIRST_PAUSE

    def after(self, lived: float) -> float:
        """The pause due after a life of `lived` seconds."""
        if lived >= STEADY_AFTER:
            self.pause = FIRST_PAUSE
        due = self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return due


class Child:
    """One supervised process; its output goes to `<logs>/<name>.log`."""

    def __init__(self, program: Program, logs: Path, working_folder: Path):
        self.program = program
        self.log = logs / f"{program.name}.log"
        self.working_folder = working_folder
        self.backoff = Backoff()
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.start_at = 0.0
        self.ends = 0
        self.was_asked_to_end = False

    def start(self, now: float) -> None:
        """Starts the process; `now` is a reading of the monotonic clock."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "coalition.lib.processes.tether",
                    str(os.getpid()),
                    self.program.module,
                    *self.program.arguments,
                ],
                cwd=self.working_folder,
                env={**os.environ, **self.program.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=self.program.descriptors,
                start_new_session=True,
            )
        self.started_at = now
        self.was_asked_to_end = False

    def look(self, now: float) -> str:
        """Notices an end, starts again when the pause is over; returns a sentence about an end just noticed or ""."""
        if self.process is None:
            return self.start_again(now) if now >= self.start_at else ""
        code = self.process.poll()
        if code is None:
            return ""
        self.signal_group(signal.SIGKILL)
        self.process = None
        self.ends += 1
        pause = self.backoff.after(now - self.started_at)
        self.start_at = now + pause
        return f"{self.program.name} {how_it_ended(code)}; starting it again in {pause:g} s (see {self.log})"

    def start_again(self, now: float) -> str:
        """Starts the process once more; a machine without room for it just now is tried again later."""
        try:
            self.start(now)
        except OSError as problem:
            self.start_at = now + self.backoff.after(0)
            return f"{self.program.name} cannot be started: {problem}"
        return ""

    def age(self, now: float) -> float:
        """For how many seconds the process has lived; 0 when there is none."""
        return now - self.started_at if self.process is not None else 0.0

    def ask_to_end(self) -> None:
        """Sends SIGTERM to the process, and when asked again kills it with everything it started."""
        if self.was_asked_to_end:
            self.signal_group(signal.SIGKILL)
        else:
            self.signal(signal.SIGTERM)
        self.was_asked_to_end = True

    def signal_group(self, number: int) -> None:
        """Sends a signal to the process and everything it started, if any of it is left."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def signal(self, number: int) -> None:
        """Sends a signal to the process alone."""
        if self.process is not None:
            self.process.send_signal(number)

    def trim_log(self) -> None:
        """Keeps the log bounded: a full one becomes `<name>.log.1` and starts empty."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            with contextlib.suppress(OSError):
                self.log.with_suffix(".log.1").write_bytes(self.log.read_bytes())
            os.truncate(self.log, 0)


def how_it_ended(code: int) -> str:
    """A return code of `subprocess` in words."""
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"


class Supervisor:
    """Starts the programs, restarts those that end, stops them all."""

    def __init__(self, programs: Iterable[Program], *, logs: Path, working_folder: Path, say: Callable[[str], None]):
        logs.mkdir(parents=True, exist_ok=True)
        self.children = [Child(program, logs, working_folder) for program in programs]
        self.say = say
        self.stopping = False

    def start(self) -> None:
        """Starts every child."""
        for child in self.children:
            child.trim_log()
            child.start(time.monotonic())

    def ask_to_stop(self, *_: object) -> None:
        """Lets `watch` return soon; fit to be a signal handler."""
        self.stopping = True

    def watch(self, until: Callable[[], bool] = lambda: False, chore: Callable[[], None] = lambda: None) -> None:
        """Keeps the children alive until asked to stop or until `until()` is true; does the chore every half minute."""
        chore_at = time.monotonic() + CHORE_EVERY
        while not self.stopping and not until():
            now = time.monotonic()
            for child in self.children:
                if sentence := child.look(now):
                    self.say(sentence)
            if now >= chore_at:
                chore_at = now + CHORE_EVERY
                chore()
                for child in self.children:
                    child.trim_log()
            time.sleep(LOOK_EVERY)

    def stop(self, patience: float = 8.0) -> None:
        """Asks every child to end (SIGTERM); after `patience` seconds kills what is left of each group."""
        deadline = time.monotonic() + patience
        for child in self.children:
            child.ask_to_end()
        for child in self.children:
            if child.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.0, deadline - time.monotonic()))
                child.signal_group(signal.SIGKILL)
                child.process.wait()
                child.process = None
