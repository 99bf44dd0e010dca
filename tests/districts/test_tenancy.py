import pytest
from django.core.exceptions import ValidationError
from django_scopes import ScopeError, scope, scopes_disabled

from coalition.districts.tenancy import OtherDistrict, is_tenant, ties
from stakeholders.models import Initiative, Partnership, Sector, Stakeholder
from tests.makers import make_district, make_initiative, make_member, make_partnership, make_stakeholder
from tests.walk.planting import our_models

pytestmark = pytest.mark.django_db
TENANTS = [model for model in our_models() if is_tenant(model)]


@pytest.fixture
def partnership():
    with scopes_disabled():
        yield make_partnership(make_initiative(make_district()))


def test_ties_are_the_foreign_keys_to_records_of_a_district():
    assert [field.name for field in ties(Partnership)] == ["initiative", "stakeholder", "lead"]
    assert [field.name for field in ties(Stakeholder)] == ["organization", "school", "merged_into"]
    assert not is_tenant(Sector)


def test_record_within_its_district_is_fine(partnership):
    partnership.lead = make_member(partnership.district)

    partnership.full_clean()


def test_lead_of_another_district_is_refused_by_validation(partnership):
    partnership.lead = make_member(make_district())

    with pytest.raises(ValidationError) as refused:
        partnership.full_clean()

    assert refused.value.messages == ["Lead: choose one of the same district."]


def test_tie_known_by_its_key_only_is_refused_by_validation(partnership):
    partnership.lead_id = make_member(make_district()).pk

    with pytest.raises(ValidationError) as refused:
        partnership.full_clean()

    assert refused.value.messages == ["Lead: choose one of the same district."]


def test_verb_cannot_save_a_tie_to_another_district(partnership):
    partnership.lead = make_member(make_district())

    with pytest.raises(OtherDistrict):
        partnership.save()


def test_new_record_cannot_be_made_from_two_districts():
    with scopes_disabled(), pytest.raises(OtherDistrict):
        make_partnership(make_initiative(make_district()), make_stakeholder(make_district()))


@pytest.mark.parametrize("model", [model for model in TENANTS if model._meta.label != "districts.Membership"], ids=str)
def test_records_of_a_district_are_not_read_without_saying_which(model):
    with pytest.raises(ScopeError):
        model.objects.count()


def test_scope_shows_one_district_and_no_other():
    ours, theirs = make_district(), make_district()
    with scopes_disabled():
        make_initiative(ours, name="Ours"), make_initiative(theirs, name="Theirs")

    with scope(district=ours):
        seen = [initiative.name for initiative in Initiative.objects.all()]

    assert seen == ["Ours"]
