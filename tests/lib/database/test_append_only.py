from datetime import date

import pytest
from django_scopes import scopes_disabled

from coalition.lib.database.append_only import AppendOnlyError
from stakeholders.models import Assessment
from tests.makers import level, make_district, make_initiative, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    with scopes_disabled():
        partnership = make_partnership(make_initiative(make_district()))
        yield Assessment.objects.create(
            district=partnership.district, partnership=partnership, level=level("aware"), assessed_on=date(2026, 10, 1)
        )


def test_record_that_is_only_added_to_is_not_changed(assessment):
    assessment.evidence = "Rewritten"

    with pytest.raises(AppendOnlyError, match="This assessment is never changed"):
        assessment.save()

    assessment.refresh_from_db()
    assert assessment.evidence == ""


def test_record_read_from_the_database_is_not_changed_either(assessment):
    with pytest.raises(AppendOnlyError):
        Assessment.objects.get().save(update_fields=["evidence"])
