import pytest
import time_machine

from engagement.models import Leave, MatterSnooze
from engagement.reminders.matters import gather_matters
from tests.engagement.reminders.matters_maker import day, make_activity, make_ask, make_ending_seat, make_reader, named
from tests.engagement.reminders.outbox import NOW, TODAY
from tests.makers import level, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def read(client, member):
    client.force_login(member.user)
    return client.get(f"/d/{member.district.slug}/also/").content.decode()


def test_page_shows_what_waits_by_kind_with_the_week_ahead(client):
    reader = make_reader()
    make_ask(reader, due=-2)
    make_activity(reader, starts=8, name="Evening session")
    make_activity(reader, starts=12, name="Far ahead")
    make_ending_seat(reader)

    page = read(client, reader)

    assert [words in page for words in ("Chamber of commerce", "2 days late", "Evening session", "Ends Dec 17")] == [
        True
    ] * 4
    assert "Far ahead" not in page


def test_page_shows_what_waits_for_whom_one_stands_in(client):
    absent = make_reader()
    deputy = make_member(absent.district, "editor")
    make_ask(absent)
    Leave.objects.create(district=absent.district, membership=absent, deputy=deputy, begins_on=day(-1), ends_on=day(1))

    assert ("Chamber of commerce" in read(client, deputy), "Nothing else waits" in read(client, absent)) == (True, True)


def test_today_leads_there(client):
    reader = make_reader()
    make_ask(reader)
    client.force_login(reader.user)

    page = client.get(f"/d/{reader.district.slug}/", follow=True).content.decode()

    assert f'href="/d/{reader.district.slug}/also/"' in page


def test_page_shows_old_ratings_that_no_mail_tells_of_any_more(client):
    reader = make_reader()
    rated = {"lead": reader, "current_level": level("aware"), "rated_on": day(-900)}
    named(reader, "Library", **rated)

    assert [one.name for one in gather_matters({reader.pk}, TODAY)[reader.pk]] == []
    assert "900 days old" in read(client, reader)


def test_promise_of_the_week_ahead_is_put_off_from_its_day_on(client):
    reader = make_reader()
    ask = make_ask(reader, due=3)

    page = read(client, reader)
    put_off(client, reader, "promise", ask.pk, seen=day(3), days=1)

    assert "The school day after" in page
    assert MatterSnooze.objects.get().until == day(6)


def put_off(client, reader, kind, about, *, seen, days=3):
    client.force_login(reader.user)
    url = f"/d/{reader.district.slug}/also/{kind}/{about}/later/"
    return client.post(url, {"days": days, "seen": seen.isoformat()})


@pytest.mark.parametrize(
    ("kind", "action", "place"),
    [
        ("late", "Mark as done", "activities/{}/completion/"),
        ("promise", "Kept or not", "asks/"),
        ("rating", "Rate", "partnerships/{}/assessments/new/"),
        ("starting", "Open", "activities/{}/"),
    ],
)
def test_row_can_be_settled_and_put_off(client, kind, action, place):
    reader = make_reader()
    made = MAKERS[kind](reader)

    page = read(client, reader)

    row = page.partition(f'action="/d/{reader.district.slug}/also/{kind}/{made.pk}/later/"')
    before = row[0].rpartition("<li")[2]
    assert f">{action}<" in before
    assert place.format(made.pk) in before
    assert [f'name="days" value="{days}"' in row[2].partition("</li>")[0] for days in (1, 3, 7)] == [True] * 3


MAKERS = {
    "late": lambda reader: make_activity(reader, starts=-9, ends=-2),
    "promise": make_ask,
    "rating": lambda reader: named(reader, "PTA", lead=reader, current_level=level("aware"), rated_on=day(-200)),
    "starting": lambda reader: make_activity(reader, starts=1),
}


def test_what_is_put_off_stays_in_sight_and_comes_back_by_undo(client):
    reader = make_reader()
    ask = make_ask(reader, due=-2)

    response = put_off(client, reader, "promise", ask.pk, seen=day(-2))

    page = read(client, reader)
    assert (response.status_code, "Put off to Nov 20" in page, "2 days late" in page) == (303, True, False)
    client.post(f"/d/{reader.district.slug}/also/promise/{ask.pk}/now/")
    assert "2 days late" in read(client, reader)


def test_putting_off_changes_nobody_elses_reminder(client):
    absent = make_reader()
    deputy = make_member(absent.district, "editor")
    ask = make_ask(absent)
    away = Leave.objects.create(
        district=absent.district, membership=absent, deputy=deputy, begins_on=day(-1), ends_on=day(1)
    )

    put_off(client, deputy, "promise", ask.pk, seen=day(0))
    away.delete()

    assert [one.on for one in gather_matters({absent.pk}, TODAY)[absent.pk]] == [TODAY]


@pytest.mark.parametrize(
    ("change", "status"),
    [({"days": 2}, 422), ({"days": 0}, 422), ({"seen": day(-1)}, 409), ({"about": 999}, 404), ({"kind": "seat"}, 404)],
)
def test_what_is_not_offered_puts_nothing_off(client, change, status):
    reader = make_reader()
    ask = make_ask(reader)

    response = put_off(client, reader, **{"kind": "promise", "about": ask.pk, "seen": day(0), **change})

    assert (response.status_code, MatterSnooze.objects.count()) == (status, 0)


def test_matter_of_a_colleague_is_like_none(client):
    reader = make_reader()
    colleague = make_reader(reader.district)
    ask = make_ask(colleague)

    assert put_off(client, reader, "promise", ask.pk, seen=day(0)).status_code == 404


def test_today_shows_the_rows_without_the_page_around_them(client):
    reader = make_reader()
    make_ask(reader)
    client.force_login(reader.user)

    page = client.get(f"/d/{reader.district.slug}/also/", HTTP_HX_REQUEST="true").content.decode()

    assert ("Chamber of commerce" in page, "<h1" in page) == (True, False)
