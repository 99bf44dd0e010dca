import pytest

from tests.cedar_bend import browse, browser, district, editor, every_district, initiative, noon, still_noon
from tests.relay import Relay

__all__ = ["browse", "browser", "district", "editor", "every_district", "initiative", "noon", "relay", "still_noon"]


@pytest.fixture
def relay(settings):
    """A mail relay on loopback that all mail of the test goes to; give it rules to make it misbehave."""
    with Relay() as relay:
        settings.EMAIL_BACKEND = "coalition.lib.mail.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", relay.port, 1
        yield relay
