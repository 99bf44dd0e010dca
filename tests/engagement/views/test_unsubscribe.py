import pytest
from django.test import Client
from django.urls import reverse

from engagement.enums import Delivery, MailKind, ReminderKind
from engagement.models import OutgoingMail, ReminderPreference, UnsubscribeLink
from engagement.reminders.rhythms import deliveries_of
from tests.engagement.reminders.outbox import deliver, make_lead, make_mail

pytestmark = pytest.mark.django_db


def make_link(kind=MailKind.OUTREACH, delivery=Delivery.AT_ONCE):
    link = UnsubscribeLink.make(make_lead(delivery=delivery), kind)
    link.save()
    return link


def chosen(link):
    return ReminderPreference.objects.get(membership=link.membership, kind=ReminderKind.OUTREACH).delivery


def test_reading_the_page_changes_nothing(client):
    link = make_link()

    for method in (client.get, client.head):
        assert method(link.url).status_code == 200

    assert chosen(link) == Delivery.AT_ONCE


def test_one_click_stops_at_once_without_signing_in(settings):
    """As a mail program posts it (RFC 8058): no cookie, no token against forged requests, no redirect."""
    link = make_link()

    response = Client(enforce_csrf_checks=True).post(link.url, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert chosen(link) == Delivery.OFF


def test_stopping_again_changes_nothing(client):
    link = make_link()

    answers = [client.post(link.url).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert chosen(link) == Delivery.OFF


@pytest.mark.parametrize("delivery", [Delivery.DAILY, Delivery.WEEKLY])
def test_stopping_a_digest_stops_what_it_gathers(client, delivery):
    link = make_link(MailKind.DIGEST, delivery)

    client.post(link.url)

    assert chosen(link) == Delivery.OFF


def test_stopping_a_digest_leaves_single_reminders_alone(client):
    link = make_link(MailKind.DIGEST, Delivery.AT_ONCE)

    client.post(link.url)

    assert chosen(link) == Delivery.AT_ONCE


def test_stopping_holds_for_mail_that_is_already_planned(client, settings, tmp_path):
    settings.EMAIL_BACKEND = "coalition.lib.mail.mail_folder.EmailBackend"
    settings.MAIL_FOLDER = tmp_path
    link = make_link()
    make_mail(link.membership)

    client.post(link.url)
    deliver()

    assert OutgoingMail.objects.get().state == "cancelled"
    assert list(tmp_path.iterdir()) == []


def test_stopping_one_member_leaves_the_others_alone(client):
    link, other = make_link(), make_link()

    client.post(link.url)

    assert chosen(other) == Delivery.AT_ONCE


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..", "☃"])
def test_unknown_link_is_not_found(client, token):
    make_link()

    response = client.get(reverse("unsubscribe", args=[token]))

    assert response.status_code == 404


def test_page_names_the_district_and_nobody_in_it(client):
    link = make_link()

    page = client.get(link.url)

    assert link.district.name in page.content.decode()
    assert link.membership.user.email not in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


def test_link_is_found_by_the_fingerprint_of_its_token_only(client):
    link = make_link()

    response = client.get(reverse("unsubscribe", args=[link.token_hash]))

    assert response.status_code == 404


@pytest.mark.parametrize("kind", [MailKind.INVITATION, MailKind.SIGN_IN])
def test_mail_that_is_no_reminder_cannot_be_stopped(client, kind):
    link = make_link(kind)

    assert client.get(link.url).status_code == 404
    assert client.post(link.url).status_code == 404
    assert not ReminderPreference.objects.filter(delivery=Delivery.OFF).exists()


@pytest.mark.parametrize(
    "kind", [kind for kind in MailKind if kind not in {MailKind.DIGEST, MailKind.INVITATION, MailKind.SIGN_IN}]
)
def test_link_of_each_kind_stops_that_kind_alone(client, kind):
    link = make_link(kind)

    page = client.get(link.url).content.decode()
    client.post(link.url)

    stopped = {
        one for one, way in deliveries_of([link.membership_id])[link.membership_id].items() if way == Delivery.OFF
    }
    assert "You get" in page
    assert stopped == {ReminderKind.HANDOVER if kind == MailKind.LEAVE else ReminderKind(kind.value)}
