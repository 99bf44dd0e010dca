"""Starts what a measurement needs and stops it again: databases on one private PostgreSQL, web servers on loopback."""

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import psycopg

from benchmarks.client import Target
from tests.services import free_port, running

ROOT = Path(__file__).resolve().parent.parent
CORES = os.cpu_count() or 2
ADVICE = {"random_page_cost": "1.1", "jit": "off"}


class Site:
    """A seeded database with its web server: the pages by name, and how its processes are started."""

    def __init__(self, port, cookie, pages, env):
        self.port, self.cookie, self.pages, self.environment = port, cookie, pages, env

    def target(self, page):
        return Target(self.port, self.pages[page], self.cookie)

    def peak_memory(self):
        """Return the largest memory any of its workers has needed, in bytes."""
        return max(peak for command, peak in processes() if f"127.0.0.1:{self.port}" in command)


def advise(server_url):
    """Tell PostgreSQL that reading here and there is cheap, and not to compile short queries."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        for setting, value in ADVICE.items():
            connection.execute(f"ALTER SYSTEM SET {setting} = {value}")
        connection.execute("SELECT pg_reload_conf()")


def new_database(server_url, name):
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server_url.rpartition('/')[0]}/{name}"


def environment(folder, **extra):
    """The settings of a measured process: nothing of the caller's own installation."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    return {**kept, "PYTHONPATH": str(ROOT), "COALITION_DATA": str(folder), "LOG_LEVEL": "WARNING", **extra}


def run(*arguments, env, python=sys.executable):
    """Run a module of this project to its end and return what it prints."""
    done = subprocess.run([python, "-m", *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{arguments} failed:\n{done.stderr[-3000:]}")
    return done.stdout.strip().splitlines()[-1]


@contextlib.contextmanager
def served(application, folder, env, workers=CORES, python=sys.executable, more=("--preload",)):
    """Serve a WSGI application with synchronous workers; yields the port."""
    port = free_port()
    command = [
        python, "-m", "gunicorn", application, "--chdir", str(ROOT), "--bind", f"127.0.0.1:{port}",
        "--workers", str(workers), "--worker-class", "sync", "--log-level", "warning", "--timeout", "120", *more,
    ]  # fmt: skip
    with with_environment(env), running(command, folder / f"gunicorn-{port}.log", lambda: answers(port)):
        yield port


def processes():
    """Return the command line and the peak memory of every process of this machine that can be read."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            peak = re.search(r"VmHWM:\s+(\d+) kB", (folder / "status").read_text())
            if peak:
                yield (folder / "cmdline").read_text().replace("\0", " "), int(peak.group(1)) * 1024


@contextlib.contextmanager
def with_environment(env):
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(env)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextlib.contextmanager
def coalition(folder, database_url, districts, size, workers=CORES):
    """Seed an empty database and serve it."""
    env = environment(folder, DATABASE_URL=database_url)
    described = json.loads(run("benchmarks.prepare", str(districts), str(size), env=env))
    run("django", "collectstatic", "--noinput", env={**env, "DJANGO_SETTINGS_MODULE": "coalition.settings"})
    with served("coalition.wsgi:application", folder, env, workers) as port:
        yield Site(port, described["cookie"], described["pages"], env)


@contextlib.contextmanager
def limit_page(server_url, folder, rows):
    env = environment(folder, LIMIT_DATABASE_URL=new_database(server_url, "limit"))
    cookie = run("benchmarks.limit_page.prepare", str(rows), env=env)
    with served("benchmarks.limit_page.wsgi:application", folder, env) as port:
        yield Site(port, cookie, {"limit": f"/?after=Contact+{rows // 2:06}"}, env)
