import pytest
from django.db.models import Value
from django_scopes import scope

from coalition.lib.database.among import Among, written
from stakeholders.models import Stakeholder
from tests.makers import make_district, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wanted", "found"), [([0, 2], ["Ann", "Cleo"]), ([1], ["Ben"]), ([], []), ([0, 0, 1], ["Ann", "Ben"])]
)
def test_among_keeps_those_whose_key_is_listed(wanted, found):
    district = make_district()
    with scope(district=district):
        made = [make_stakeholder(district, name=name) for name in ("Ann", "Ben", "Cleo")]

        kept = Stakeholder.objects.filter(Among("pk", Value(written(made[place].pk for place in wanted))))

        assert sorted(kept.values_list("name", flat=True)) == found


def test_among_takes_more_keys_than_a_statement_takes_parameters():
    district = make_district()
    with scope(district=district):
        ann = make_stakeholder(district, name="Ann")

        kept = Stakeholder.objects.filter(Among("pk", Value(written(range(ann.pk, ann.pk + 40_000)))))

        assert list(kept) == [ann]
