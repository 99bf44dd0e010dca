from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from engagement.enums import MailKind
from engagement.models import MailLink, MatterSnooze
from tests.engagement.reminders.matters_maker import day, make_ask, make_reader
from tests.engagement.reminders.outbox import NOW, TODAY, make_mail
from tests.makers import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ask():
    return make_ask(make_reader(), due=-2)


def link_of(ask, kind=MailKind.PROMISE, days=14, about=None):
    mail = make_mail(ask.member, kind=kind, about_id=about or ask.pk)
    link = MailLink.make(mail, NOW + timedelta(days=days))
    link.save()
    return link.matter_url("promise", ask.pk)


def put_off():
    return list(MatterSnooze.objects.values_list("member", "kind", "about_id", "was_on", "until"))


def test_reading_the_page_shows_what_the_mail_said_and_changes_nothing(ask, client):
    url = link_of(ask)

    responses = [getattr(client, method)(f"{url}?days=3") for method in ("get", "head")]

    page = responses[0].content.decode()
    assert [(one.status_code, one["Referrer-Policy"]) for one in responses] == [(200, "same-origin")] * 2
    assert ("Host six students" in page, "2 days late" in page, "In 3 days, Fri, Nov 20" in page) == (True,) * 3
    assert put_off() == []


@pytest.mark.parametrize(
    ("days", "until"), [(1, date(2026, 11, 18)), (3, date(2026, 11, 20)), (7, date(2026, 11, 24))], ids=str
)
@pytest.mark.parametrize("kind", [MailKind.PROMISE, MailKind.DIGEST])
def test_button_puts_it_off_without_signing_in(ask, client, kind, days, until):
    response = client.post(link_of(ask, kind), {"days": days, "seen": day(-2).isoformat()})

    assert response.status_code == 200
    assert put_off() == [(ask.member_id, "promise", ask.pk, day(-2), until)]


def test_button_pressed_twice_puts_it_off_once(ask, client):
    url, press = link_of(ask), {"days": 1, "seen": day(-2).isoformat()}

    answers = [client.post(url, press).status_code for _ in range(2)]

    assert (answers, [row[-1] for row in put_off()]) == ([200, 409], [date(2026, 11, 18)])


def test_forged_request_is_refused(ask):
    response = Client(enforce_csrf_checks=True).post(link_of(ask), {"days": 1, "seen": day(-2).isoformat()})

    assert (response.status_code, put_off()) == (403, [])


@pytest.mark.parametrize(
    "change", ["too old", "somebody else's", "kept", "turned off", "another thing", "no token"], ids=str
)
def test_link_that_works_no_more_puts_nothing_off(ask, client, change):
    url = link_of(ask, days=-1 if change == "too old" else 14, about=999 if change == "another thing" else None)
    if change == "somebody else's":
        ask.member = make_member(ask.district)
    elif change == "kept":
        ask.state, ask.settled_on = "kept", TODAY
    ask.save()
    if change == "turned off":
        type(ask.member).objects.filter(pk=ask.member_id).update(is_active=False)
    if change == "no token":
        url = url.replace(url.split("/")[4], "no-such-token")

    response = client.post(url, {"days": 1, "seen": day(-2).isoformat()})

    assert (response.status_code, put_off()) == (404 if change == "no token" else 200, [])
