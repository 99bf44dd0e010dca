"""The running application and a browser, for tests in this folder.

`stack` runs once for a test process, on PostgreSQL and Redis, so each test makes a district of its own with the makers
(the database they write to is the stack's). `visits.open(path, user=…, width=390, scheme="dark")` gives a page.
"""

import contextlib
import os
import shutil

import pytest
from django.conf import global_settings
from django_scopes import scopes_disabled
from playwright.sync_api import sync_playwright

from tests.e2e.browser import FLAGS, Visits
from tests.e2e.database import fresh_database, using
from tests.e2e.mailbox import Mailbox
from tests.e2e.stack import Stack
from tests.makers import make_district, make_member
from tests.services import Missing, free_port, postgres, redis_server


@pytest.fixture(scope="session")
def postgres_url():
    """A PostgreSQL server: the one of `bin/test`, or one for this process."""
    with kept("TEST_POSTGRES_URL", postgres) as url:
        yield url


@pytest.fixture(scope="session")
def redis_url(worker_id):
    """A Redis database of this test process alone."""
    number = int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0
    with kept("TEST_REDIS_URL", redis_server) as url:
        yield f"{url}/{number}"


@contextlib.contextmanager
def kept(variable, service):
    with contextlib.ExitStack() as stack:
        try:
            url = os.environ.get(variable) or stack.enter_context(service())
        except Missing as missing:
            pytest.skip(f"{missing} is not installed")
        yield url


@pytest.fixture(scope="session")
def mailbox():
    box = Mailbox()
    box.start()
    yield box
    box.stop()


@pytest.fixture(scope="session")
def running_stack(postgres_url, redis_url, mailbox, tmp_path_factory):
    environment = {
        "DATABASE_URL": fresh_database(postgres_url),
        "REDIS_URL": redis_url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}",
    }
    data = tmp_path_factory.mktemp("stack")
    stack = Stack(data, f"--port={free_port()}", "--no-demo", environment=environment)
    try:
        yield stack.start()
    finally:
        stack.stop()


@pytest.fixture
def stack(running_stack, settings, django_db_blocker):
    """The running application; models and makers in the test work on its database, in every district."""
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    with django_db_blocker.unblock(), using(running_stack.environment["DATABASE_URL"]), scopes_disabled():
        yield running_stack


@pytest.fixture
def lead(stack):
    """Somebody who may lead a district of their own."""
    return make_member(make_district(name="Cedar Valley", time_zone="America/Denver"), "lead", title="Director")


@pytest.fixture(scope="session")
def browser():
    program = shutil.which("chromium")
    if not program:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visits(stack, browser, tmp_path):
    """Opens pages; at the end no page may have met a script error, a blocked resource or another host."""
    visits = Visits(browser, stack.url)
    yield visits
    visits.close()
    assert visits.problems == []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """A failed test tells what its pages showed, what the server logged, and where the pictures are."""
    outcome = yield
    report = outcome.get_result()
    if not report.failed:
        return
    visits, running = item.funcargs.get("visits"), item.funcargs.get("running_stack")
    if visits:
        report.sections += [(f"Page at {page.url}", page.inner_text("body")[:3000]) for page in visits.pages()]
        report.sections.append(("Pictures", "\n".join(visits.pictures(item.funcargs["tmp_path"]))))
    if running:
        report.sections.append(("Logs", running.logs()))
