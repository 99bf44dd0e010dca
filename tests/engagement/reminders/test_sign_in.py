"""The way to a new password: at once, past every hold, tried again where that fails, and its link kept nowhere."""

import email
import re
from datetime import timedelta
from email import policy
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.http.response import HttpResponseBase
from django.test import Client
from django_scopes import scopes_disabled

from coalition.lib.mail import mail_folder
from engagement.enums import Delivery, MailKind, MailState, ReminderKind
from engagement.models import MailChannel, MailHold, OutgoingMail, OutgoingMailAttempt, Suppression
from engagement.reminders import holding, sweeping
from engagement.reminders.clock import database_time
from engagement.reminders.preferences import choose
from tests.engagement.reminders.outbox import deliver, make_mail, make_outreach
from tests.makers import make_district, make_member, make_user
from tests.relay import Rule

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://\S+/accounts/password/reset/key/\S+/")
REST = "451 4.3.0 later"


@pytest.fixture(autouse=True)
def patient():
    """Tries of an earlier test do not count against this one."""
    cache.clear()


@pytest.fixture
def member():
    return make_member(make_district(), user=make_user(email="chief@district.example"))


def forget(address="chief@district.example"):
    return Client().post("/accounts/password/reset/", {"email": address})


def rows():
    with scopes_disabled():
        return list(OutgoingMail.objects.order_by("due_at", "pk"))


def words_of(accepted):
    return email.message_from_bytes(accepted.content, policy=policy.default).get_body(("plain",)).get_content()


def test_mail_goes_at_once_and_its_link_leads_to_a_new_password(member, relay):
    response = forget()

    [mail], [sent] = rows(), relay.accepted
    page = Client().get(urlsplit(LINK.search(words_of(sent))[0]).path, follow=True)
    assert (response.status_code, mail.kind, mail.state) == (302, MailKind.SIGN_IN, MailState.SENT)
    assert (mail.recipient, sent.message_id) == (member, mail.message_id)
    assert b'name="password1"' in page.content


def test_page_is_answered_before_the_mail_goes_and_so_tells_no_one_who_has_an_account(member, relay, monkeypatch):
    gone, close = [], HttpResponseBase.close

    def note_and_close(response):
        gone.append(len(relay.accepted))
        close(response)

    monkeypatch.setattr(HttpResponseBase, "close", note_and_close)

    forget()

    assert (gone, len(relay.accepted)) == ([0], 1)


def test_link_stands_nowhere_in_the_database(member, relay):
    forget()

    key = LINK.search(words_of(relay.accepted[0]))[0].split("/")[-2]
    [mail] = rows()
    assert [key in str(value) for value in vars(mail).values()] == [False] * len(vars(mail))


def test_mail_goes_past_every_hold_preference_and_earlier_refusal(member, relay):
    choose(member, ReminderKind.OUTREACH, Delivery.OFF)
    MailHold.objects.create(district=member.district, held_by=member, reason="A look first.")
    Suppression.objects.create(district=member.district, address=member.user.email, code=550, reason="No such box")
    MailChannel.get().hold("Restored.")

    forget()

    assert ([mail.state for mail in rows()], len(relay.accepted)) == ([MailState.SENT], 1)


def test_mail_the_relay_puts_off_is_tried_again_by_the_senders(member, relay):
    relay.rules.append(Rule("rcpt", REST, times=1))
    response = forget()
    [waiting] = rows()

    deliver(database_time() + timedelta(minutes=3))

    [mail] = rows()
    assert (response.status_code, waiting.state, waiting.attempts) == (302, MailState.WAITING, 1)
    assert (mail.state, len(relay.accepted), OutgoingMailAttempt.objects.count()) == (MailState.SENT, 1, 1)


@pytest.mark.parametrize("everywhere", [False, True], ids=["its district", "all"])
def test_mail_that_is_tried_again_passes_a_hold_and_takes_no_other_along(member, relay, everywhere):
    other = make_mail(member, partnership=make_outreach(member))
    relay.rules.append(Rule("rcpt", REST, times=1))
    forget()
    if everywhere:
        MailChannel.get().hold("Restored.")
    else:
        MailHold.objects.create(district=member.district, held_by=member, reason="A look first.")
    soon = database_time() + timedelta(minutes=3)

    [shown] = holding.would_go(soon)
    is_due = sweeping.sweep(soon)
    deliver(soon)

    states = {mail.kind: mail.state for mail in rows() if mail.kind in (MailKind.SIGN_IN, MailKind.OUTREACH)}
    assert (shown.mail, is_due) == (other, True)
    assert states == {MailKind.SIGN_IN: MailState.SENT, MailKind.OUTREACH: MailState.WAITING}
    assert len(relay.accepted) == 1


def test_nobody_waits_for_a_relay_that_is_known_to_be_down(member, relay):
    MailChannel.get().rest(database_time(), "Connection refused", timedelta(minutes=2))

    forget()

    assert ([mail.state for mail in rows()], relay.connections) == ([MailState.WAITING], 0)


def test_mail_that_could_not_leave_within_the_hour_does_not_leave(member, relay):
    relay.rules.append(Rule("rcpt", REST, times=1))
    forget()

    deliver(database_time() + timedelta(hours=2))

    assert ([mail.state for mail in rows()], relay.accepted) == ([MailState.EXPIRED], [])


@pytest.mark.parametrize("who", ["in no district", "turned off in theirs", "unknown"])
def test_outbox_has_no_row_about_who_is_no_member(who, relay):
    if who != "unknown":
        user = make_user(email="chief@district.example")
    if who == "turned off in theirs":
        make_member(make_district(), user=user, is_active=False)

    response = forget()

    assert (response.status_code, rows(), len(relay.accepted)) == (302, [], 0 if who == "unknown" else 1)


def test_letter_kept_on_this_machine_is_shown_to_nobody(member, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.MAIL_FOLDER = "coalition.lib.mail.mail_folder.EmailBackend", tmp_path
    forget()
    [mail] = rows()
    chief = make_member(member.district, "administrator")
    browser = Client()
    browser.force_login(chief.user)

    page = browser.get(mail.get_absolute_url())
    letter = browser.get(f"{mail.get_absolute_url()}letter/")

    assert mail_folder.kept(mail.message_id) is not None
    assert ("New password" in page.content.decode(), LINK.search(page.content.decode())) == (True, None)
    assert letter.status_code == 302
