from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from coalition.districts.models import NoSendDay
from coalition.lib.tokens import fingerprint
from engagement.enums import MailKind
from engagement.models import MailLink, Snooze
from tests.engagement.reminders.outbox import NOW, TODAY, deliver, make_lead, make_mail, make_outreach
from tests.makers import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def partnership():
    return make_outreach(make_lead(), name="Chamber of commerce")


def link_of(partnership, kind=MailKind.OUTREACH, days=14):
    mail = make_mail(partnership.lead, kind=kind, **({"partnership": partnership} if kind == MailKind.OUTREACH else {}))
    link = MailLink.make(mail, NOW + timedelta(days=days))
    link.save()
    return link.url(partnership.pk)


def stands(partnership):
    partnership.refresh_from_db()
    return partnership.due_on


def test_reading_the_page_shows_what_the_mail_said_and_changes_nothing(partnership, client):
    url = link_of(partnership)

    for method in (client.get, client.head):
        response = method(url)

    assert (response.status_code, response["Referrer-Policy"]) == (200, "same-origin")
    page = client.get(url).content.decode()
    assert ("Chamber of commerce" in page, "Send one-page brief" in page, "In a week, Tue, Nov 24" in page) == (
        True,
    ) * 3
    assert (stands(partnership), Snooze.objects.count()) == (TODAY, 0)


def test_button_for_each_day_it_can_be_put_off_to(partnership, client):
    for day in range(20, 24):
        NoSendDay.objects.create(district=partnership.district, date=date(2026, 11, day))

    page = client.get(link_of(partnership)).content.decode()

    assert [page.count(text) for text in ('name="days"', "In 3 days, Tue, Nov 24")] == [2, 1]


@pytest.mark.parametrize(
    ("days", "day"), [(1, date(2026, 11, 18)), (3, date(2026, 11, 20)), (7, date(2026, 11, 24))], ids=str
)
def test_button_puts_it_off_without_signing_in(partnership, client, days, day):
    response = client.post(link_of(partnership), {"days": days, "seen": TODAY.isoformat()})

    snooze = Snooze.objects.get()
    assert (response.status_code, stands(partnership)) == (200, day)
    assert (snooze.by, snooze.reason) == (partnership.lead, "From the email.")


def test_button_pressed_twice_moves_it_once(partnership, client):
    url = link_of(partnership)
    press = {"days": 1, "seen": TODAY.isoformat()}

    answers = [client.post(url, press).status_code for _ in range(2)]

    assert (answers, stands(partnership), Snooze.objects.count()) == ([200, 409], date(2026, 11, 18), 1)


def test_forged_request_is_refused(partnership):
    response = Client(enforce_csrf_checks=True).post(link_of(partnership), {"days": 1, "seen": TODAY.isoformat()})

    assert (response.status_code, stands(partnership)) == (403, TODAY)


def test_what_is_due_on_friday_is_put_off_from_friday_on(partnership, client):
    type(partnership).objects.filter(pk=partnership.pk).update(due_on=date(2026, 11, 20))
    url = link_of(partnership, MailKind.DIGEST)

    page = client.get(url).content.decode()
    client.post(url, {"days": 1, "seen": "2026-11-20"})

    assert "The school day after, Mon, Nov 23" in page
    assert stands(partnership) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "change",
    [
        "logged already",
        "too old",
        "somebody else leads",
        "turned off",
        "viewer now",
        "ended",
        "another partner",
        "no token",
    ],
    ids=str,
)
def test_link_that_works_no_more_moves_nothing(partnership, client, change):
    url = link_of(partnership, days=-1 if change == "too old" else 14)
    target = partnership
    if change == "somebody else leads":
        partnership.lead = make_member(partnership.district)
        partnership.save()
    elif change == "turned off":
        partnership.lead.turn_off()
    elif change == "viewer now":
        type(partnership.lead).objects.filter(pk=partnership.lead_id).update(role="viewer")
    elif change == "ended":
        partnership.end()
    elif change == "another partner":
        target = make_outreach(partnership.lead, initiative=partnership.initiative)
        url = url.replace(f"/{partnership.pk}/", f"/{target.pk}/")
    elif change == "logged already":
        type(partnership).objects.filter(pk=partnership.pk).update(due_on=TODAY + timedelta(days=14))
    elif change == "no token":
        url = url.replace("/mail/", "/mail/x")

    response = client.post(url, {"days": 1, "seen": TODAY.isoformat()})

    assert response.status_code == (404 if change == "no token" else 200)
    assert (stands(target), Snooze.objects.count()) == (
        TODAY + timedelta(days=14) if change == "logged already" else TODAY,
        0,
    )
    assert "Chamber of commerce" not in response.content.decode()


def test_link_of_a_digest_works_for_each_partner_of_its_reader(partnership, client):
    url = link_of(partnership, MailKind.DIGEST)
    other = make_outreach(partnership.lead, initiative=partnership.initiative)

    for partner in (partnership, other):
        client.post(url.replace(f"/{partnership.pk}/", f"/{partner.pk}/"), {"days": 1, "seen": TODAY.isoformat()})

    assert [stands(partner) for partner in (partnership, other)] == [date(2026, 11, 18)] * 2


def test_mail_carries_the_link_and_the_database_only_its_hash(partnership, relay):
    make_mail(partnership=partnership, lead=partnership.lead)

    deliver()

    link = MailLink.objects.get()
    letter = relay.accepted[-1].content.decode().replace("=\r\n", "").replace("=3D", "=")
    assert link.url(partnership.pk) in letter
    assert link.token_hash == fingerprint(link.token)
    assert link.token not in (link.seed, link.token_hash)
    assert (len(link.seed), link.expires_at) == (64, NOW + timedelta(days=14))
