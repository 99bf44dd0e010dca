"""Fixtures of the district most tests of pages are in; a conftest.py takes those it needs."""

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from tests.makers import make_district, make_initiative, make_member


@pytest.fixture(autouse=True)
def every_district():
    with scopes_disabled():
        yield


@pytest.fixture
def noon(time_machine):
    """It is noon of November 17, 2026, in the district, and time goes on from there."""
    time_machine.move_to("2026-11-17T19:00:00Z")


@pytest.fixture
def still_noon(time_machine):
    """It stays noon of November 17, 2026, in the district."""
    time_machine.move_to("2026-11-17T19:00:00Z", tick=False)


@pytest.fixture
def district(db):
    return make_district(slug="cedar-bend", name="Cedar Bend", time_zone="America/Denver")


@pytest.fixture
def initiative(district):
    return make_initiative(district, name="Mastery learning")


@pytest.fixture
def viewer(district):
    return make_member(district, "viewer")


@pytest.fixture
def editor(district):
    return make_member(district, "editor", title="Communications director")


@pytest.fixture
def lead(district):
    return make_member(district, "lead", title="Chief of strategy")


@pytest.fixture
def browse():
    """Return the browser of a member."""

    def browser(member):
        client = Client()
        client.force_login(member.user)
        return client

    return browser


@pytest.fixture
def browser(browse, editor):
    """The browser of the editor."""
    return browse(editor)
