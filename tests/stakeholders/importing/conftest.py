"""A district with a member in scope, and short ways to bring a list into it."""

import pytest
from django_scopes import scope

from stakeholders.importing import steps
from stakeholders.models import Stakeholder, StakeholderImport
from tests.makers import make_district, make_member


@pytest.fixture
def district(db):
    place = make_district()
    with scope(district=place):
        yield place


@pytest.fixture
def member(district):
    return make_member(district)


@pytest.fixture
def receive(district, member):
    """Read a file given as text or bytes; `columns` overrides where columns go, by header."""

    def read(data, name="list.csv", columns=None, **fields):
        data = data.encode() if isinstance(data, str) else data
        one = steps.receive(data, name=name, district=district, by=member)
        for header, key in (columns or {}).items():
            one.mapping[[kept["header"] for kept in one.columns].index(header)] = key
        for field, value in fields.items():
            setattr(one, field, value)
        one.save()
        return one

    return read


@pytest.fixture
def bring_in(receive, member):
    """Read, check and write a file; returns the import."""

    def bring(data, **options):
        one = receive(data, **options)
        steps.check(one)
        fresh = StakeholderImport.objects.get(pk=one.pk)
        steps.confirm(fresh, by=member, expected=fresh.counts)
        return StakeholderImport.objects.get(pk=one.pk)

    return bring


@pytest.fixture
def people(district):
    """The registry as a dictionary by name."""

    def by_name():
        return {one.name: one for one in Stakeholder.objects.select_related("sector", "organization")}

    return by_name
