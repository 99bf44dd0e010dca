import gc
import weakref
from contextlib import suppress
from datetime import date
from threading import Thread

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django_scopes import ScopeError, scope, scopes_disabled

from coalition.lib.database.paging import in_order
from coalition.lib.database.ready import NotReady, ready
from coalition.lib.kept import NotPlain
from stakeholders.models import Initiative, Seat, Stakeholder
from tests.makers import make_district, make_seat, make_stakeholder

TODAY = date(2026, 11, 20)

pytestmark = pytest.mark.django_db


@pytest.fixture
def districts():
    """Two districts with a council each; that of the second one is a group as well."""
    one, other = make_district(), make_district(slug="other")
    with scopes_disabled():
        make_stakeholder(one, name="Council")
        make_stakeholder(other, name="Council")
    return one, other


def test_rows_are_those_of_the_query_with_the_values_of_each_call(districts):
    @ready
    def named(name: str):
        return Stakeholder.objects.filter(name=name)

    with scope(district=districts[0]):
        make_stakeholder(districts[0], name="Library")

        assert [one.name for one in named("Library")] == ["Library"]
        assert [one.name for one in named("Council")] == ["Council"]
        assert named("Nobody") == []


def test_query_made_for_one_district_answers_for_the_one_that_asks(districts):
    @ready
    def everyone():
        return Stakeholder.objects.values_list("district_id", flat=True)

    asked = []
    for district in (*districts, districts[0]):
        with scope(district=district):
            asked.append(everyone())

    assert asked == [[districts[0].pk], [districts[1].pk], [districts[0].pk]]


def test_query_made_in_a_scope_is_refused_without_one(districts):
    @ready
    def everyone():
        return Stakeholder.objects.all()

    with scope(district=districts[0]):
        everyone()

    with pytest.raises(ScopeError):
        everyone()


def test_scope_that_is_disabled_asks_about_everyone(districts):
    @ready
    def everyone():
        return Stakeholder.objects.order_by("pk").values_list("district_id", flat=True)

    with scope(district=districts[0]):
        assert everyone() == [districts[0].pk]
        with scopes_disabled():
            assert everyone() == [one.pk for one in districts]


def test_query_is_put_together_once_for_each_shape(districts):
    built = []

    @ready
    def first(start: int, *, size: int):
        built.append(size)
        return Stakeholder.objects.filter(pk__gt=start).order_by("pk")[:size]

    with scope(district=districts[0]):
        make_stakeholder(districts[0], name="Library")

        assert [len(first(0, size=size)) for size in (1, 2, 1, 2)] == [1, 2, 1, 2]
    assert built == [1, 2]


def test_number_that_is_no_field_of_a_filter_is_bound_too(districts):
    @ready
    def beyond(name: str, key: int):
        return in_order(Stakeholder.objects.all(), {"sort_name": str, "pk": int}, 10, (name, key))

    with scope(district=districts[0]):
        (council,) = Stakeholder.objects.all()

        assert beyond(council.sort_name, council.pk - 1) == [council]
        assert beyond(council.sort_name, council.pk) == []


def test_days_are_compared_as_days_and_related_records_come_along(districts):
    @ready
    def held(on: date):
        return Seat.objects.held(on).select_related("body", "stakeholder")

    with scope(district=districts[0]):
        chair = make_stakeholder(districts[0], name="Chair")
        make_seat(chair, starts_on=TODAY, ends_on=TODAY)

        (seat,) = held(TODAY)
        with connection.execute_wrapper(refuse):
            assert (seat.stakeholder, seat.starts_on, seat.body.district_id) == (chair, TODAY, districts[0].pk)
        assert held(date(2026, 11, 21)) == []


def refuse(execute, sql, params, many, context):
    raise AssertionError(sql)


def test_record_is_like_one_that_was_read_as_always(districts):
    @ready
    def everyone():
        return Initiative.objects.order_by("pk")

    with scope(district=districts[0]):
        made = Initiative.objects.create(district=districts[0], name="Reading")

        (read,) = everyone()
        read.name = "Writing"
        read.save()

        assert Initiative.objects.get(pk=made.pk).name == "Writing"


@pytest.mark.parametrize("value", ["7", None, 7.0, True])
def test_value_of_another_kind_is_refused(districts, value):
    @ready
    def by_key(key: int):
        return Stakeholder.objects.filter(pk=key)

    with scope(district=districts[0]), pytest.raises(NotReady, match="by_key"):
        by_key(value)


def test_value_that_the_sql_does_not_hold_is_refused(districts):
    @ready
    def containing(word: str):
        return Stakeholder.objects.filter(name__contains=word)

    with scope(district=districts[0]), pytest.raises(NotReady, match="containing"):
        containing("Council")


@pytest.mark.parametrize(("key", "found"), [(10**25, []), (-(10**25), ["Council"])])
def test_number_that_no_column_holds_is_beyond_every_key(districts, key, found):
    @ready
    def after(key: int):
        return Stakeholder.objects.filter(pk__gt=key)

    with scope(district=districts[0]):
        assert [one.name for one in after(key)] == found


def test_query_that_is_asked_again_is_planned_once(districts):
    @ready
    def called(name: str, key: int):
        return Stakeholder.objects.filter(name=name, pk__gt=key)

    with scope(district=districts[0]):
        found = [[one.name for one in called(name, 0)] for name in ("Council", "Nobody") * 4]

    assert found == [["Council"], []] * 4
    if connection.vendor == "postgresql":
        assert plans_kept() == 1


def plans_kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE '%stakeholders_stakeholder%'")
        return cursor.fetchone()[0]


def test_query_keeps_no_connection_that_is_gone(districts):
    @ready
    def everyone():
        return Stakeholder.objects.order_by("pk").values_list("created_at", flat=True)

    seen = []

    def look():
        with scope(district=districts[0]):
            everyone()
        seen.append(weakref.ref(connections["default"]))
        connections.close_all()

    thread = Thread(target=look)
    thread.start()
    thread.join()
    gc.collect()

    assert [one() for one in seen] == [None]


def test_query_that_fails_leaves_the_connection_as_it_was(districts):
    @ready
    def called(name: str):
        return Stakeholder.objects.extra(where=["1 / (length(name) - length(name)) = 1"]).filter(name=name)

    with scope(district=districts[0]):
        usual = getattr(connection.connection, "cursor_factory", None)
        with suppress(DatabaseError), transaction.atomic():
            called("Council")

        assert getattr(connection.connection, "cursor_factory", None) is usual


def test_shape_that_hides_more_than_it_shows_is_refused(districts):
    @ready
    def of(*, district):
        return Stakeholder.objects.filter(district=district)

    with scope(district=districts[0]), pytest.raises(NotPlain):
        of(district=districts[0])


def test_values_say_their_kind():
    with pytest.raises(NotReady, match="int, str or date"):

        @ready
        def of(key):
            return Stakeholder.objects.filter(pk=key)
