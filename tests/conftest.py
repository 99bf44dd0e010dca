"""What holds for every test: which are of the whole application, and that skips count as failures where they must."""

from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from django.apps import apps
from django.core.cache import cache

# A busy machine makes one example slow; that says nothing of the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

E2E = Path(__file__).parent / "e2e"
WALK = {"test_every_form", "test_every_route"}


def pytest_addoption(parser):
    parser.addoption("--strict-skips", action="store_true", help="a skipped test is a failure")
    parser.addoption("--touching-database", action="store_true", help="only tests that use the database")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--touching-database"):
        config.hook.pytest_deselected(items=[item for item in items if not touches_database(item)])
        items[:] = [item for item in items if touches_database(item)]
    for item in items:
        if E2E in item.path.parents:
            item.add_marker(pytest.mark.e2e)
        if item.path.stem in WALK:
            item.add_marker(pytest.mark.walk)


def touches_database(item):
    return bool({"db", "transactional_db"} & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    outcome = yield
    refuse_skip(outcome.get_result(), item.config)


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    outcome = yield
    refuse_skip(outcome.get_result(), collector.config)


def refuse_skip(report, config):
    if report.skipped and config.getoption("--strict-skips"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here, but this was: {reason}"


@pytest.fixture(autouse=True)
def empty_cache():
    """What an earlier test left in the cache would change what this one asks the database."""
    cache.clear()


@pytest.fixture
def reference_data(transactional_db):
    """Sectors, purposes and levels, also after a test with transactions of its own has emptied every table."""
    if not apps.get_model("stakeholders", "Sector").objects.exists():
        import_module("stakeholders.migrations.0002_reference_data").add_reference_data(apps, None)
