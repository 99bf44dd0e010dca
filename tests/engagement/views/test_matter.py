import pytest
import time_machine

from engagement.models import Leave
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
