"""What the tests of who knows whom stand on; each takes what it needs."""

import pytest
from django.urls import reverse

from stakeholders.enums import RelationshipKind
from stakeholders.models import Sector
from stakeholders.views.network import kept as network_kept
from tests.makers import level, make_partnership, make_relationship, make_stakeholder


@pytest.fixture(autouse=True)
def nothing_kept():
    network_kept.kept.clear()


@pytest.fixture
def address(initiative):
    return reverse("stakeholders:network-map", args=["cedar-bend", initiative.pk])


def partner(initiative, name, sector="families", at=None, lead=None, **fields):
    stakeholder = make_stakeholder(initiative.district, name=name, sector=Sector.objects.get(slug=sector), **fields)
    return make_partnership(initiative, stakeholder, current_level=at and level(at), lead=lead)


@pytest.fixture
def way(initiative, editor):
    """A member of staff leads the contact with an ally, who knows a skeptic."""
    ally = partner(initiative, "Workforce board", "employers", at="on-board", lead=editor)
    skeptic = partner(initiative, "Board member, seat 3", "policymakers", at="skeptical")
    make_relationship(
        ally.stakeholder, skeptic.stakeholder, kind=RelationshipKind.KNOWS, trust=3, note="Serve together"
    )
    return ally, skeptic


def to(partnership):
    return {"to": partnership.stakeholder_id}
