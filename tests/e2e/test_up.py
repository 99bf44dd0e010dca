"""What `manage.py up` promises without any server: of whatever is killed, all comes back or nothing stays."""

import contextlib
import email
import os
import shlex
import signal
import socket
import subprocess
import time
from email import policy

import pytest

from tests.e2e.database import fresh_database
from tests.e2e.stack import Stack
from tests.processes import alive, family, wait_until
from tests.services import free_port

CHILDREN = {"web", "worker-1", "beat"}
SECONDS_TO_COME_BACK = 60
COUNT_DISTRICTS = "from coalition.districts.models import District; print('districts:', District.objects.count())"
COUNT_ADMINISTRATORS = (
    "from coalition.districts.models import User;"
    "print('administrators:', User.objects.filter(is_superuser=True).count())"
)


@pytest.fixture
def up(tmp_path):
    """Starts Coalition on a data folder with a space in its name; ended at the end however the test went."""
    with contextlib.ExitStack() as stacks:

        def start(*arguments, **environment):
            arguments = arguments or (f"--port={free_port()}", "--no-demo")
            return stacks.enter_context(started(tmp_path / "data folder", *arguments, environment=environment))

        yield start


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    """Coalition running on an empty database, for tests that leave it running."""
    with started(tmp_path_factory.mktemp("up") / "data folder", f"--port={free_port()}", "--no-demo") as stack:
        yield stack


@contextlib.contextmanager
def started(folder, *arguments, environment=()):
    stack = Stack(folder, *arguments, environment=environment)
    try:
        yield stack.start()
    finally:
        if stack.process.poll() is None:
            stack.stop(signal.SIGKILL)


def children(stack):
    """The process of each child, by name: the one whose command line names it."""
    found = {}
    for pid in family(stack.process.pid)[1:]:
        words = command_line(pid)
        for name, word in {"web": "gunicorn", "worker-1": "worker", "beat": "beat"}.items():
            if word in words and name not in found and alive([pid]):
                found[name] = pid
    return found


def command_line(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().decode().split("\0")
    except OSError:
        return []


def works(stack):
    return stack.get("/healthz")[0] == 200 and set(children(stack)) == CHILDREN


@pytest.mark.parametrize("name", sorted(CHILDREN))
def test_killed_child_is_replaced_and_the_site_answers(stack, name):
    assert wait_until(lambda: works(stack), SECONDS_TO_COME_BACK), stack.logs()
    before = children(stack)

    os.kill(before[name], signal.SIGKILL)

    # A process that is being killed has no command line any more, and is not gone yet.
    assert wait_until(lambda: alive([before[name]]) == [], SECONDS_TO_COME_BACK)
    replaced = wait_until(lambda: works(stack) and children(stack)[name] != before[name], SECONDS_TO_COME_BACK)
    assert replaced, stack.logs()
    assert wait_until(lambda: stack.get("/readyz")[0] == 200, SECONDS_TO_COME_BACK), stack.get("/readyz")


def test_visitor_waits_while_the_web_server_starts_again(stack):
    assert wait_until(lambda: works(stack), SECONDS_TO_COME_BACK), stack.logs()
    web = family(children(stack)["web"])

    os.kill(web[0], signal.SIGKILL)
    wait_until(lambda: alive(web) == [], 30)

    assert [stack.get("/healthz")[0] for _ in range(5)] == [200] * 5


def test_killed_manager_leaves_no_process_and_can_start_again(up):
    stack = up()
    wait_until(lambda: works(stack), SECONDS_TO_COME_BACK)
    pids = family(stack.process.pid)
    assert len(pids) >= 1 + len(CHILDREN)

    stack.stop(signal.SIGKILL)

    assert wait_until(lambda: alive(pids) == [], 30)
    assert works(up(*stack.arguments))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_stops_everything_within_ten_seconds(up, number):
    stack = up()
    wait_until(lambda: works(stack), SECONDS_TO_COME_BACK)
    pids = family(stack.process.pid)

    began = time.monotonic()
    code = stack.stop(number)

    assert code == 0
    assert time.monotonic() - began < 20
    assert alive(pids) == []


def test_first_start_loads_the_demo_and_says_how_to_sign_in(up):
    stack = up(f"--port={free_port()}")

    wait_until(lambda: any("Ctrl-C" in line for line in stack.said), 30)
    lines = "".join(stack.said)
    assert "Sign in with the password coalition-demo as:\n" in lines
    assert "  strategy@cedarbend.example" in lines
    letters = [
        email.message_from_bytes(letter.read_bytes(), policy=policy.default) for letter in stack.data.glob("mail/*")
    ]
    texts = [letter.get_body(("plain",)).get_content() for letter in letters]
    assert texts
    assert all(f"{stack.url}/d/cedar-bend/" in text for text in texts)


def test_public_address_never_gets_the_demo(up):
    stack = up(f"--port={free_port()}", SITE_URL="https://coalition.example")

    assert "The demo is not loaded on a public address: everybody knows its password.\n" in stack.said
    assert "districts: 0" in stack.manage("shell", "-c", COUNT_DISTRICTS)


def test_empty_start_prints_a_command_that_makes_the_first_administrator(stack):
    wait_until(lambda: any("Ctrl-C" in line for line in stack.said), 30)
    command = next(line for line in stack.said if line.startswith("Make the first administrator with: "))

    subprocess.run(
        [*shlex.split(command.partition(": ")[2]), "--noinput", "--email=first@district.example"],
        env={**stack.environment, "DJANGO_SUPERUSER_PASSWORD": "correct horse battery"},
        check=True,
    )

    assert "administrators: 1" in stack.manage("shell", "-c", COUNT_ADMINISTRATORS)


def test_second_start_on_the_same_data_is_refused_in_one_sentence(stack):
    second = Stack(stack.data, f"--port={free_port()}", "--no-demo")
    with pytest.raises(AssertionError):
        second.start()

    assert second.process.wait(10) == 1
    assert second.said == [f"Coalition already runs on the data folder {stack.data}, at {stack.url}/\n"]
    assert wait_until(lambda: works(stack), SECONDS_TO_COME_BACK)


def test_two_machines_may_start_at_once_on_one_database(tmp_path, postgres_url, redis_url):
    servers = {"DATABASE_URL": fresh_database(postgres_url), "REDIS_URL": redis_url}
    machines = [Stack(tmp_path / name, f"--port={free_port()}", environment=servers) for name in ("one", "other")]
    try:
        for machine in machines:
            machine.launch()
        for machine in machines:
            machine.wait_for_address()

        assert [machine.get("/healthz")[0] for machine in machines] == [200, 200]
        assert "districts: 2" in machines[0].manage("shell", "-c", COUNT_DISTRICTS)
    finally:
        for machine in machines:
            machine.stop(signal.SIGKILL)


def test_taken_port_is_refused_in_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        stack = Stack(tmp_path, f"--port={port}", "--no-demo")
        with pytest.raises(AssertionError):
            stack.start()

    assert stack.process.wait(10) == 1
    assert stack.said == [
        f"Port {port} is in use by another program. Choose another one, for example: --port {port + 1}\n"
    ]
