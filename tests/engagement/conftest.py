import pytest
from django_scopes import scopes_disabled

from tests.makers import make_district, make_initiative, make_member
from tests.relay import Relay


@pytest.fixture(autouse=True)
def every_district():
    with scopes_disabled():
        yield


@pytest.fixture
def district(db):
    return make_district(slug="cedar-bend", name="Cedar Bend", time_zone="America/Denver")


@pytest.fixture
def initiative(district):
    return make_initiative(district, name="Mastery learning")


@pytest.fixture
def editor(district):
    return make_member(district, "editor", title="Communications director")


@pytest.fixture
def browser(client, editor):
    """The browser of the editor."""
    client.force_login(editor.user)
    return client


@pytest.fixture
def relay(settings):
    """A mail relay on loopback that all mail of the test goes to; give it rules to make it misbehave."""
    with Relay() as relay:
        settings.EMAIL_BACKEND = "coalition.lib.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", relay.port, 1
        yield relay
