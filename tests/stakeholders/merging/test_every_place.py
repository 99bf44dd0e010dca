"""Whatever table leads to a stakeholder, in any app: a merge moves it and an undo moves it back, from its first day."""

import pytest

from coalition.districts.models import District, Membership
from stakeholders.merging.merge import merge
from stakeholders.merging.places import places
from stakeholders.merging.undoing import undo
from stakeholders.models import Partnership, Stakeholder
from tests.makers import make_partnership, make_stakeholder
from tests.stakeholders.merging.test_undoing import standing
from tests.walk.planting import plant

MARK = "Northfield"


@pytest.fixture
def planted(db):
    """A district with one record of every kind, all about one stakeholder."""
    return plant(700_000, MARK)


def leading_to(record):
    return {
        f"{model._meta.label}.{tie.name}"
        for model, tie in places(type(record))
        if model is not type(record) and model._base_manager.filter(**{tie.attname: record.pk}).exists()
    }


def test_everything_that_leads_to_a_stakeholder_or_a_partnership_comes_along_and_goes_back(planted):
    goes, by = planted[Stakeholder], planted[Membership]
    keep = make_stakeholder(planted[District], name="Keep", kind=goes.kind, person_type=goes.person_type)
    twin = make_partnership(planted[Partnership].initiative, keep)
    there, agreed = leading_to(goes), leading_to(planted[Partnership])
    before = standing()

    done = merge(keep, [goes], {}, by=by)
    left, came, came_along = leading_to(goes), leading_to(keep), leading_to(twin)
    undo(done, by=by)

    assert len(there) > 6
    assert left == set()
    assert came >= there
    assert came_along >= agreed
    assert standing() == before
