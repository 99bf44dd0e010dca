import pytest
from django_scopes import scope

from tests.makers import make_district, make_initiative, make_member


@pytest.fixture
def district(db):
    district = make_district()
    with scope(district=district):
        yield district


@pytest.fixture
def initiative(district):
    return make_initiative(district, name="Mastery learning")


@pytest.fixture
def lead(district):
    return make_member(district, "lead", title="Chief of strategy")
