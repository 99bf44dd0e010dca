"""Private PostgreSQL and Redis for one test run: in a folder of their own, on free ports, gone when the run is gone."""

import contextlib
import glob
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import redis

SECONDS_TO_START = 60
POSTGRES_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "300",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    # It would look at tables between tests, find them empty, and have plans made for that.
    "autovacuum": "off",
}


class Missing(Exception):
    """A program that a service needs is not installed."""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def postgres_program(name):
    """The newest installed program of PostgreSQL with that name; raises `Missing`."""
    places = glob.glob(f"/usr/lib/postgresql/*/bin/{name}")
    places.sort(key=lambda place: int(place.split("/")[4]))
    found = places[-1] if places else shutil.which(name)
    if not found:
        raise Missing("PostgreSQL")
    return found


def as_user(name):
    """How a command begins that ends with this process and that root runs as another user (PostgreSQL refuses root)."""
    if not shutil.which("setpriv"):
        return []
    other = [f"--reuid={name}", f"--regid={name}", "--init-groups"] if name and os.geteuid() == 0 else []
    return ["setpriv", "--pdeathsig=KILL", *other]


@contextlib.contextmanager
def own_folder(owner=None):
    folder = Path(tempfile.mkdtemp(prefix="coalition-service-"))
    try:
        if owner and os.geteuid() == 0:
            shutil.chown(folder, owner)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(command, log, is_ready):
    """Runs a server until the block ends; raises `RuntimeError` with its log when it does not get ready."""
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd="/", start_new_session=True
        )
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not is_ready():
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command} does not start: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.1)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


@contextlib.contextmanager
def postgres(**changes):
    """Yields the DATABASE_URL of an empty database on a server that nobody else uses; `changes` of its options."""
    owner = "postgres"
    with own_folder(owner) as folder:
        data, port = folder / "data", free_port()
        subprocess.run(
            [
                *as_user(owner),
                postgres_program("initdb"),
                f"--pgdata={data}",
                "--username=coalition",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            check=True,
            capture_output=True,
            cwd="/",
        )
        options = [f"-c{name}={value}" for name, value in {**POSTGRES_OPTIONS, **changes, "port": port}.items()]
        command = [*as_user(owner), postgres_program("postgres"), "-D", str(data), *options]
        url = f"postgres://coalition@127.0.0.1:{port}"

        def is_ready():
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(f"{url}/postgres").close()
                return True

        with running(command, folder / "log", is_ready):
            with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE coalition")
            yield f"{url}/coalition"


@contextlib.contextmanager
def redis_server():
    """Yields the URL of a Redis server that nobody else uses, without a number of a database."""
    with redis_server_at(free_port()) as url:
        yield url


@contextlib.contextmanager
def redis_server_at(port):
    """The same at a port, where another one was killed."""
    program = shutil.which("redis-server")
    if not program:
        raise Missing("Redis")
    with own_folder() as folder:
        command = [*as_user(None), program, f"--port {port}", "--bind 127.0.0.1", f"--dir {folder}", "--save", ""]

        def is_ready():
            with contextlib.suppress(redis.ConnectionError):
                return redis.Redis(port=port).ping()

        with running(command, folder / "log", is_ready):
            yield f"redis://127.0.0.1:{port}"
