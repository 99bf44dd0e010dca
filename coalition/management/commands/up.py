"""Runs all of Coalition: the web server, the worker and the clock that wakes it.

One manager for each data folder prepares the database, starts the three as children, starts again whichever ends, and
takes them with it when it ends itself.
"""

import contextlib
import http.client
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import OperationalError, connection

from coalition.districts.models import District, User
from coalition.lib.processes.folder_lock import FolderInUse, FolderLock
from coalition.lib.processes.listening import PortInUse, listen
from coalition.lib.processes.supervisor import Program, Supervisor
from engagement.demo import OPERATOR, PASSWORD, SIGN_INS

SECONDS_TO_ANSWER = 60
ENDS_BEFORE_GIVING_UP = 3
LOG_LINES_SHOWN = 15
SECONDS_OF_SILENCE = 180
PREPARING = 7_011_967  # the number of the advisory lock, any that nobody else on the database server uses


class Command(BaseCommand):
    help = "Runs Coalition: the web server, the worker that sends mail, and the clock that wakes it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="the port of the web server (8000)")
        parser.add_argument("--host", default="localhost", help="the address it listens on (localhost)")
        parser.add_argument("--data", metavar="DIR", type=Path, help="the data folder (COALITION_DATA, else var/)")
        parser.add_argument("--no-demo", action="store_true", help="leave a new database empty")

    def handle(self, *, port, host, data, no_demo, **options):
        if data is not None and data.resolve() != settings.DATA_DIR:
            start_again_on(data)
        lock = self.lock_data_folder()
        listeners = self.open_port(host, port)
        address = f"http://{host}:{listeners[0].getsockname()[1]}/"
        lock.leave_note(address)
        os.environ["COALITION_DATA"] = str(settings.DATA_DIR)
        os.environ.setdefault("SITE_URL", address.rstrip("/"))
        try:
            sign_in = self.prepare(with_demo=not no_demo)
            self.supervise(address, [listener.fileno() for listener in listeners], sign_in)
        except KeyboardInterrupt:
            sys.exit(130)

    def say(self, sentence):
        """Writes a line; a terminal that is gone is no reason to stop."""
        with contextlib.suppress(OSError):
            self.stdout.write(sentence)
            self.stdout.flush()

    def lock_data_folder(self):
        try:
            return FolderLock(settings.DATA_DIR)
        except FolderInUse as held:
            sys.exit(f"Coalition already runs on the data folder {settings.DATA_DIR}, at {held.note or 'its address'}")

    def open_port(self, host, port):
        try:
            return listen(host, port)
        except PortInUse:
            sys.exit(f"Port {port} is in use by another program. Choose another one, for example: --port {port + 1}")
        except (OSError, OverflowError) as problem:
            sys.exit(f"Coalition cannot listen on {host}, port {port}: {problem}")

    def prepare(self, *, with_demo):
        """Brings the database and the static files up to date; returns the lines that say how to sign in."""
        self.say("Preparing the database…")
        self.check()
        try:
            with one_machine_at_a_time():
                call_command("migrate", interactive=False, verbosity=0)
                if with_demo and not District.objects.exists():
                    self.load_demo()
        except OperationalError as problem:
            sys.exit(f"The database does not answer: {str(problem).strip()}")
        call_command("collectstatic", interactive=False, verbosity=0)
        lines = how_to_sign_in()
        disconnect()
        return lines

    def load_demo(self):
        if settings.IS_HTTPS:
            self.say("The demo is not loaded on a public address: everybody knows its password.")
            return
        self.say("Loading the demo…")
        # In a process of its own: its letters lead to the address that only this one knows by now.
        loading = [
            sys.executable,
            "-m",
            "coalition.lib.processes.tether",
            str(os.getpid()),
            "django",
            "load_demo",
            "--verbosity=0",
        ]
        done = subprocess.run(loading, cwd=settings.BASE_DIR, check=False)
        if done.returncode:
            sys.exit("The demo could not be loaded: the reason stands above.")

    def supervise(self, address, descriptors, sign_in):
        supervisor = Supervisor(
            programs(descriptors), logs=settings.DATA_DIR / "log", working_folder=settings.BASE_DIR, say=self.say
        )
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, supervisor.ask_to_stop)
        try:
            supervisor.start()
            self.wait_for_an_answer(supervisor, address)
            if not supervisor.stopping:
                self.greet(address, sign_in)
            supervisor.watch(chore=lambda: self.wake_silent(supervisor, address))
            self.say("Stopping…")
        finally:
            supervisor.stop()

    def wait_for_an_answer(self, supervisor, address):
        """Returns when the web server answers; leaves with the end of its log when it does not."""
        web = supervisor.children[0]
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        answered = False

        def settled():
            nonlocal answered
            answered = 0 < ask(address, "/healthz")[0] < 500
            return answered or web.ends >= ENDS_BEFORE_GIVING_UP or time.monotonic() > deadline

        supervisor.watch(until=settled)
        if not answered and not supervisor.stopping:
            lines = web.log.read_text(errors="replace").splitlines()[-LOG_LINES_SHOWN:]
            sys.exit("\n".join(["The web server does not start. Its log ends with:", *lines]))

    def wake_silent(self, supervisor, address):
        """Starts workers and clock again when nobody looks for due mail, though nothing keeps them from it."""
        if not is_silent(ask(address, "/readyz")[1]):
            return
        now = time.monotonic()
        for child in supervisor.children[1:]:
            if child.age(now) > SECONDS_OF_SILENCE:
                self.say(f"Nobody looks for due mail; starting {child.program.name} again")
                child.ask_to_end()

    def greet(self, address, sign_in):
        self.say(f"\nCoalition is running at {address}")
        for line in sign_in:
            self.say(line)
        self.say(f"Data and logs are in {settings.DATA_DIR}. Ctrl-C stops it.")


def start_again_on(folder):
    """Becomes the same command with the settings of another data folder; they are read only once."""
    os.environ["COALITION_DATA"] = str(folder.resolve())
    os.execv(sys.executable, [sys.executable, *sys.argv])


def programs(descriptors):
    """The children: on SQLite a small web server and one worker; on PostgreSQL all cores and a worker for each sender.

    A worker is one process with two threads, one to send and one to look: killed, it takes one mail along at most.
    """
    web_workers, threads = (1, 8) if settings.IS_SQLITE else (min(os.cpu_count() or 1, 8), 4)
    web = [
        "coalition.wsgi:application",
        *(f"--bind=fd://{descriptor}" for descriptor in descriptors),
        "--worker-class=gthread",
        f"--workers={web_workers}",
        f"--threads={threads}",
        "--timeout=60",
        "--graceful-timeout=5",
        "--no-control-socket",
        # Several then share what is loaded: four take a third less memory together.
        *(("--preload",) if web_workers > 1 else ()),
    ]
    app = "--app=coalition.celery"
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=INFO")
    workers = [f"worker-{number}" for number in range(1, settings.MAIL_SENDERS + 1)]
    return [
        Program("web", "gunicorn", tuple(web), descriptors=tuple(descriptors)),
        *(
            Program(
                name, "celery", (app, "worker", f"--hostname={name}@%h", "--pool=threads", "--concurrency=2", *quiet)
            )
            for name in workers
        ),
        Program("beat", "celery", (app, "beat", "--scheduler=celery.beat:Scheduler", "--pidfile=", "--loglevel=INFO")),
    ]


def ask(address, path):
    """Status and text of a page of the web server; (0, "") when it does not answer within a second."""
    _, _, place = address.partition("//")
    web = http.client.HTTPConnection(place.rstrip("/"), timeout=1)
    try:
        web.request("GET", path)
        answer = web.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        web.close()


def is_silent(readiness):
    """Whether the text of /readyz says that nobody looked for due mail of late, though database and broker are well."""
    try:
        health = json.loads(readiness)
        last = health["mail"]["last_sweep_seconds"]
        return health["database"]["well"] and health["broker"]["well"] and (last is None or last > SECONDS_OF_SILENCE)
    except (ValueError, KeyError):
        return False


def how_to_sign_in():
    """The demo accounts while their password is the printed one, else how to make the first administrator, if none."""
    operator = User.objects.filter(email=OPERATOR).first()
    if operator is not None and operator.check_password(PASSWORD):
        accounts = [f"  {address}  {who}" for address, who in SIGN_INS.items()]
        return [f"Sign in with the password {PASSWORD} as:", *accounts]
    if User.objects.filter(is_superuser=True).exists():
        return []
    program = [sys.executable, str(settings.BASE_DIR / "manage.py"), "createsuperuser"]
    command = shlex.join(["env", f"COALITION_DATA={settings.DATA_DIR}", *program])
    return [f"Make the first administrator with: {command}"]


@contextlib.contextmanager
def one_machine_at_a_time():
    """Lets one of several managers that share a PostgreSQL prepare it while the others wait."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def disconnect():
    """The manager keeps no connection to the database; its children have their own."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
