"""What every test may rely on: a data folder that goes away, and skips that count as failures where they must."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

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
    report = outcome.get_result()
    if report.skipped and item.config.getoption("--strict-skips"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here, but this was: {reason}"


def pytest_unconfigure():
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
