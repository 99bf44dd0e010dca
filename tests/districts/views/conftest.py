import pytest

from tests.makers import make_district, make_member


@pytest.fixture
def district(db):
    return make_district(slug="cedar-bend", name="Cedar Bend", time_zone="America/Denver")


@pytest.fixture
def administrator(district):
    return make_member(district, "administrator", title="Chief of strategy")


@pytest.fixture
def browser(client, administrator):
    """The browser of the administrator."""
    client.force_login(administrator.user)
    return client
