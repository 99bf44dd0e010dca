import pytest
from django.db import DatabaseError

from coalition.districts.models import District
from coalition.lib.database.together import execute_together
from tests.makers import make_district

pytestmark = pytest.mark.django_db(transaction=True)
RENAME = "UPDATE districts_district SET name = %s WHERE slug = %s"


def test_execute_together_runs_all_and_counts_rows():
    for slug in ("one", "two"):
        make_district(slug=slug)

    counts = execute_together([(RENAME, ["First", "one"]), (RENAME, ["None", "absent"]), (RENAME, ["Second", "two"])])

    assert counts == [1, 0, 1]
    assert list(District.objects.order_by("slug").values_list("name", flat=True)) == ["First", "Second"]


def test_execute_together_keeps_nothing_when_one_fails():
    make_district(slug="one", name="Before")

    with pytest.raises(DatabaseError):
        execute_together([(RENAME, ["After", "one"]), ("UPDATE districts_district SET name = NULL", [])])

    assert District.objects.get().name == "Before"


def test_execute_together_of_nothing_does_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert execute_together([]) == []
