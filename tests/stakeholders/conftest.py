"""A district that rates private people, with an initiative, in scope: folders that want another one have their own."""

import pytest
from django_scopes import scope

from tests.makers import make_district, make_initiative


@pytest.fixture
def district(db):
    district = make_district(rates_private_people=True)
    with scope(district=district):
        yield district


@pytest.fixture
def initiative(district):
    return make_initiative(district)
