import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from coalition.districts.models import AuditEntry
from engagement.enums import MailState
from engagement.models import MailChannel, OutgoingMail, OutgoingMailAttempt, Suppression
from engagement.reminders import guards
from tests.engagement.reminders.outbox import NOW, deliver, make_lead, make_mail, make_outreach
from tests.makers import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday_morning():
    with time_machine.travel(NOW, tick=False):
        guards.record(NOW, 0)
        yield


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "coalition.lib.mail.mail_folder.EmailBackend"
    settings.MAIL_FOLDER = tmp_path
    return tmp_path


@pytest.fixture
def elsewhere(settings):
    settings.EMAIL_BACKEND = "coalition.lib.mail.smtp.EmailBackend"


def page(client, member, name="mail-list", *args, **query):
    client.force_login(member.user)
    return client.get(reverse(f"engagement:{name}", args=[member.district.slug, *args]), query)


def rows(response):
    return re.findall(r'<tr id="mail-([0-9a-f-]+)">', response.content.decode())


def finish(mail, state, **fields):
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=state, available_at=None, ended_at=NOW, lease_token=None, **fields
    )
    mail.refresh_from_db()
    return mail


def make_mails(lead, *states):
    mails = []
    for place, state in enumerate(states):
        mail = make_mail(lead, partnership=make_outreach(lead), due_at=NOW - timedelta(minutes=place + 1))
        mails.append(mail if state == MailState.WAITING else finish(mail, state))
    return mails


def test_list_shows_the_newest_first_and_counts_what_became_of_them(client, elsewhere):
    lead = make_lead()
    states = (MailState.SENT, MailState.SENT, MailState.WAITING, MailState.DEAD, MailState.CANCELLED)
    mails = make_mails(lead, *states)

    response = page(client, lead)

    assert rows(response) == [str(mail.pk) for mail in mails]
    assert "2 sent," in response.content.decode()
    assert "1 waiting, 1 failed, 1 not needed" in response.content.decode()


@pytest.mark.parametrize(
    ("state", "shown"),
    [("", 6), ("sent", 1), ("waiting", 1), ("failed", 3), ("not-needed", 1), ("nonsense", 6), ("\x00", 6)],
)
def test_list_narrows_to_a_state(client, elsewhere, state, shown):
    lead = make_lead()
    make_mails(
        lead,
        MailState.SENT,
        MailState.WAITING,
        MailState.DEAD,
        MailState.SUPPRESSED,
        MailState.UNCERTAIN,
        MailState.CANCELLED,
    )

    assert len(rows(page(client, lead, state=state))) == shown


def test_list_begins_with_two_weeks_and_goes_back_when_asked(client, elsewhere):
    lead = make_lead()
    old = make_mail(lead, partnership=make_outreach(lead), due_at=NOW - timedelta(days=15))

    assert rows(page(client, lead)) == []
    assert rows(page(client, lead, days="90")) == [str(old.pk)]
    assert rows(page(client, lead, days="")) == [str(old.pk)]


@pytest.mark.parametrize(("role", "shown"), [("viewer", 0), ("editor", 0), ("lead", 1), ("administrator", 1)])
def test_list_shows_the_mail_of_others_to_leads_and_administrators_only(client, elsewhere, role, shown):
    lead = make_lead()
    make_mail(lead)
    member = make_member(lead.district, role)

    assert len(rows(page(client, member))) == shown
    assert rows(page(client, member, to="me")) == []


def test_list_of_another_district_is_never_mixed_in(client, elsewhere):
    mail, other = make_mail(), make_mail()

    response = page(client, mail.recipient)

    assert rows(response) == [str(mail.pk)]
    assert page(client, mail.recipient, "mail-detail", other.pk).status_code == 404


def test_list_turns_its_pages_by_the_place_of_the_last_row(client, elsewhere, monkeypatch):
    monkeypatch.setattr("engagement.views.outgoing_mail.PAGE", 2)
    lead = make_lead()
    mails = make_mails(lead, *[MailState.SENT] * 5)

    seen, url = [], reverse("engagement:mail-list", args=[lead.district.slug])
    client.force_login(lead.user)
    while url:
        response = client.get(url)
        seen += rows(response)
        following = re.search(r'href="([^"]+)" rel="next"', response.content.decode())
        url = following and following[1].replace("&amp;", "&")

    assert seen == [str(mail.pk) for mail in mails]


@pytest.mark.parametrize("before", ["nonsense", "0190c0de-0000-7000-8000-000000000000", ""])
def test_list_ignores_a_place_that_is_none(client, elsewhere, before):
    mail = make_mail()

    assert rows(page(client, mail.recipient, before=before)) == [str(mail.pk)]


@pytest.mark.parametrize("count", [1, 3, 60])
def test_list_costs_the_same_queries_however_long(client, elsewhere, count, django_assert_max_num_queries):
    lead = make_lead()
    make_mails(lead, *[MailState.SENT] * count)
    client.force_login(lead.user)

    with django_assert_max_num_queries(14):
        client.get(reverse("engagement:mail-list", args=[lead.district.slug]))


@pytest.mark.parametrize("name", ["mail-list", "reminder-settings"])
def test_administrators_are_told_on_every_page_when_mail_does_not_flow(client, elsewhere, name):
    cache.clear()
    lead = make_lead()
    administrator = make_member(lead.district, "administrator")
    MailChannel.get().hold("The clock moved back by 60 minutes.")

    assert "The clock moved back by 60 minutes." in page(client, administrator, name).content.decode()
    assert "The clock moved back" not in page(client, lead, name).content.decode()
    cache.clear()


def test_detail_tells_each_try(client, elsewhere):
    mail = finish(make_mail(), MailState.DEAD, attempts=2, reason="Given up after 2 tries.")
    OutgoingMailAttempt.objects.create(
        district=mail.district, mail=mail, at=NOW, step="recipient", code=450, error="450 greylisted", outcome="Later."
    )

    shown = page(client, mail.recipient, "mail-detail", mail.pk).content.decode()

    assert "450 greylisted" in shown
    assert "Given up after 2 tries." in shown
    assert mail.message_id.replace("<", "&lt;").replace(">", "&gt;") in shown


def test_kept_letter_is_shown_to_its_reader_and_to_administrators(client, folder):
    mail = make_mail()
    deliver()

    mine = page(client, mail.recipient, "mail-detail", mail.pk).content.decode()
    for_administrator = page(
        client, make_member(mail.district, "administrator"), "mail-detail", mail.pk
    ).content.decode()
    for_lead = page(client, make_member(mail.district, "lead"), "mail-detail", mail.pk).content.decode()

    assert "Send one-page brief" in mine
    assert "Send one-page brief" in for_administrator
    assert "Send one-page brief" not in for_lead


def test_kept_letter_opens_in_a_page_that_may_do_nothing(client, folder):
    mail = make_mail()
    deliver()

    response = page(client, mail.recipient, "mail-letter", mail.pk)

    assert response.status_code == 200
    assert "waiting to hear from you" in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy


def test_letter_that_is_not_kept_leads_to_what_became_of_it(client, elsewhere):
    mail = make_mail()

    response = page(client, mail.recipient, "mail-letter", mail.pk)

    assert (response.status_code, response["Location"]) == (302, mail.get_absolute_url())


def try_again(client, member, mail):
    client.force_login(member.user)
    return client.post(reverse("engagement:mail-try", args=[mail.district.slug, mail.pk]))


@pytest.mark.parametrize("state", [MailState.DEAD, MailState.EXPIRED, MailState.UNCERTAIN, MailState.SUPPRESSED])
def test_mail_that_failed_is_sent_again_when_asked(client, relay, state):
    mail = finish(make_mail(not_after=NOW), state, attempts=5)

    response = try_again(client, mail.recipient, mail)
    deliver()

    mail.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, mail.get_absolute_url())
    assert (mail.state, mail.attempts) == (MailState.SENT, 0)
    assert len(relay.accepted) == 1
    assert AuditEntry.objects.get().verb == "Asked for a mail again"


@pytest.mark.parametrize(("held", "said"), [(False, "within a minute"), (True, "once mail is released")])
def test_sending_again_says_when_it_will_be(client, elsewhere, held, said):
    mail = finish(make_mail(), MailState.DEAD)
    if held:
        MailChannel.get().hold("Restored.")

    try_again(client, mail.recipient, mail)

    shown = client.get(mail.get_absolute_url()).content.decode()
    assert f"It is tried again {said}." in shown


def test_sending_again_lifts_the_block_of_the_address(client, elsewhere):
    mail = finish(make_mail(), MailState.SUPPRESSED)
    Suppression.objects.create(
        district=mail.district, address=mail.recipient.user.email, reason="550 5.1.1 no such user"
    )

    try_again(client, mail.recipient, mail)

    block = Suppression.objects.get()
    assert (block.lifted_at, block.lifted_by) == (NOW, mail.recipient)


@pytest.mark.parametrize("state", [MailState.SENT, MailState.CANCELLED])
def test_mail_that_needs_no_other_try_stays(client, elsewhere, state):
    mail = finish(make_mail(), state)

    try_again(client, mail.recipient, mail)

    mail.refresh_from_db()
    assert mail.state == state
    assert AuditEntry.objects.count() == 0


def test_mail_in_the_hands_of_a_sender_stays_there(client, elsewhere):
    mail = make_mail(attempts=2)
    OutgoingMail.objects.update(state=MailState.SENDING, lease_token=uuid4())

    try_again(client, mail.recipient, mail)

    mail.refresh_from_db()
    assert mail.state == MailState.SENDING


def test_colleague_without_the_role_cannot_send_again(client, elsewhere):
    mail = finish(make_mail(), MailState.DEAD)

    response = try_again(client, make_member(mail.district, "editor"), mail)

    mail.refresh_from_db()
    assert response.status_code == 404
    assert mail.state == MailState.DEAD


def test_no_page_of_mail_is_changed_by_reading(client, elsewhere):
    mail = finish(make_mail(), MailState.DEAD)
    client.force_login(mail.recipient.user)

    response = client.get(reverse("engagement:mail-try", args=[mail.district.slug, mail.pk]))

    assert response.status_code == 405
