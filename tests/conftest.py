"""What holds for every test: which are of the whole application, and that skips count as failures where they must."""

from pathlib import Path

import hypothesis
import pytest

# A busy machine makes one example slow; that says nothing of the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

E2E = Path(__file__).parent / "e2e"


def pytest_addoption(parser):
    parser.addoption("--strict-skips", action="store_true", help="a skipped test is a failure")


def pytest_collection_modifyitems(items):
    for item in items:
        if E2E in item.path.parents:
            item.add_marker(pytest.mark.e2e)


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
