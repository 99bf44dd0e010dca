import pytest
from django import forms

from coalition.districts.models import District
from coalition.lib.forms.record_choices import RecordChoices
from tests.makers import make_district


@pytest.mark.parametrize("key", ["999999", "9" * 30, "-" + "9" * 30])
def test_key_that_nothing_has_is_refused_however_long_it_is(db, key):
    known = make_district()
    field = RecordChoices(District.objects.all())

    with pytest.raises(forms.ValidationError) as refused:
        field.clean([str(known.pk), key])

    assert refused.value.messages == [f"Select a valid choice. {key} is not one of the available choices."]


def test_known_keys_are_their_records(db):
    known = make_district()

    assert list(RecordChoices(District.objects.all()).clean([str(known.pk)])) == [known]
