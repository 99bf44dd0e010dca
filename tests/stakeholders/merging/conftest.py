import pytest
from django_scopes import scopes_disabled

from tests.makers import make_district, make_initiative, make_member


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
    return make_member(district, "editor")
