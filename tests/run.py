"""Everything that must hold before a change is done; `bin/test` runs it in the environment it made.

`python -m tests.run [--all] [arguments of pytest]`. Without --all a missing PostgreSQL, Redis or Chromium is named
and its tests are left out; with --all nothing may be left out.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.services import Missing, postgres, redis_server

ROOT = Path(__file__).resolve().parent.parent
MINUTES_FOR_A_STAGE = 15
NOTHING_COLLECTED = 5
OURS = ("DATABASE_URL", "REDIS_URL", "COALITION_DATA", "SITE_URL", "EMAIL_URL", "MAIL_FROM", "DEBUG", "ALLOWED_HOSTS")


@dataclass(frozen=True)
class Stage:
    """One command, `python -m module arguments`, with its extra environment and the exit codes that are fine."""

    name: str
    module: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    fine: tuple[int, ...] = (0,)


class Run:
    """Runs stages one after the other and remembers what failed and what was left out."""

    def __init__(self, folder):
        self.environment = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment["COALITION_DATA"] = str(folder)
        self.failed, self.left_out = [], []

    def stage(self, stage):
        """Runs one stage; returns whether it went well."""
        say(f"── {stage.name}")
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "coalition.lib.processes.tether", str(os.getpid()), stage.module, *stage.arguments],
            cwd=ROOT,
            env={**self.environment, **stage.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            code = process.wait(MINUTES_FOR_A_STAGE * 60)
        except subprocess.TimeoutExpired:
            code = f"no end after {MINUTES_FOR_A_STAGE} minutes"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM if process.poll() is None else signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        say(f"   {time.monotonic() - began:.0f} s")
        if code not in stage.fine:
            self.failed.append(f"{stage.name} ({code})")
        return code in stage.fine

    def service(self, stack, service):
        """The URL of a service kept until `stack` closes, or "" where it is not installed."""
        try:
            return stack.enter_context(service())
        except Missing as missing:
            self.left_out.append(str(missing))
            return ""

    def report(self, strict):
        """Prints the outcome; returns the exit code."""
        if self.left_out:
            say(f"Left out, not installed here: {', '.join(self.left_out)}.")
        for failure in self.failed:
            say(f"Failed: {failure}")
        failed = bool(self.failed or (strict and self.left_out))
        say("Not good yet." if failed else "All good.")
        return int(failed)


def say(sentence):
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def stopped(number, frame):
    say(f"Stopped by {signal.Signals(number).name}.")
    sys.exit(128 + number)


def checks():
    """What is looked at without running the application."""
    yield Stage("ruff", "ruff", ("check", "--output-format=concise", "."))
    yield Stage("ruff format", "ruff", ("format", "--check", "--quiet", "."))
    yield Stage("djlint", "djlint", ("templates", "--lint", "--quiet"))
    yield Stage("mypy", "mypy", ())
    yield Stage("check --deploy", "manage", ("check", "--deploy", "--fail-level=WARNING"), DEPLOYED)
    yield Stage("migrations", "manage", ("makemigrations", "--check", "--dry-run"))


DEPLOYED = {
    "SITE_URL": "https://coalition.example",
    "SECRET_KEY": "a-key-of-fifty-characters-that-is-used-nowhere-else",
}


def tests(run, services, common, fine):
    """The tests on SQLite, on PostgreSQL, and those of the whole application."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    database, broker = run.service(services, postgres), run.service(services, redis_server)
    # The walk takes as long as all the rest and asks nothing of one database that it does not ask of the other.
    on_sqlite = "not e2e and not walk" if database else "not e2e"
    run.stage(Stage("tests on SQLite", "pytest", (f"-n{cores}", f"-m{on_sqlite}", *common), fine=fine))
    if database:
        on_postgres = (f"-n{cores}", "-mnot e2e", "--touching-database", *common)
        run.stage(Stage("tests on PostgreSQL", "pytest", on_postgres, {"DATABASE_URL": database}, fine))
    if not shutil.which("chromium"):
        run.left_out.append("Chromium")
    elif database and broker:
        whole = (f"-n{max(2, cores - 1)}", "-me2e", *common)
        urls = {"TEST_POSTGRES_URL": database, "TEST_REDIS_URL": broker}
        run.stage(Stage("the whole application in a browser", "pytest", whole, urls, fine))


def main(arguments):
    strict = "--all" in arguments
    chosen = tuple(argument for argument in arguments if argument != "--all")
    common = ("-q", "--tb=short", *(("--strict-skips",) if strict else ("-rfEs",)), *chosen)
    fine = (0, NOTHING_COLLECTED) if chosen else (0,)
    with tempfile.TemporaryDirectory(prefix="coalition-run-") as folder, contextlib.ExitStack() as services:
        run = Run(folder)
        if run.stage(Stage("check", "manage", ("check",))):
            for stage in checks():
                run.stage(stage)
            tests(run, services, common, fine)
        return run.report(strict)


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stopped)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
