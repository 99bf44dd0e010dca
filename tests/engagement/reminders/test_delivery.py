import email
import itertools
from datetime import timedelta
from email import policy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagement.enums import MailState
from engagement.models import MailChannel, OutgoingMail, OutgoingMailAttempt, Suppression
from engagement.reminders.outcomes import BRIEF_REST, LONG_REST
from tests.engagement.reminders.outbox import (
    NOW,
    deliver,
    ends,
    make_lead,
    make_mail,
    make_outreach,
)
from tests.relay import DROP, Rule

pytestmark = pytest.mark.django_db


def tries():
    return list(OutgoingMailAttempt.objects.order_by("pk").values_list("step", "code", "outcome"))


def make_mails(count, lead=None):
    """Mails to people of one district, due one second after the other."""
    district = (lead or make_lead()).district
    return [make_mail(make_lead(district), due_at=NOW - timedelta(seconds=60 - place)) for place in range(count)]


def test_due_mail_is_sent_and_says_so(relay):
    mail = make_mail()

    is_more = deliver()

    mail.refresh_from_db()
    assert not is_more
    assert (mail.state, mail.ended_at, mail.available_at, mail.lease_token) == (MailState.SENT, NOW, None, None)
    assert (mail.attempts, mail.last_code, mail.items) == (0, 250, 1)
    assert [letter.message_id for letter in relay.accepted] == [mail.message_id]
    assert relay.accepted[0].recipient == mail.recipient.user.email
    assert tries() == []


def test_letter_carries_the_identity_the_mail_was_born_with(relay):
    mail = make_mail()

    deliver(NOW + timedelta(hours=3))

    parsed = email.message_from_bytes(relay.accepted[0].content, policy=policy.default)
    assert parsed["Message-ID"] == mail.message_id
    assert parsed["Date"].datetime == mail.created_at


def test_mail_that_is_not_due_yet_stays(relay):
    make_mail(available_at=NOW + timedelta(seconds=1))

    deliver()

    assert ends() == [(MailState.WAITING, "")]
    assert relay.connections == 0


def test_many_mails_leave_oldest_first_on_one_connection(relay):
    mails = make_mails(7)

    deliver(batch=3)

    assert [letter.message_id for letter in relay.accepted] == [mail.message_id for mail in mails]
    assert relay.connections == 1


def test_delivering_again_sends_nothing_twice(relay):
    make_mail()

    for _ in range(10):
        deliver()

    assert len(relay.accepted) == 1


@pytest.mark.parametrize(
    ("rule", "step", "code"),
    [
        (Rule("rcpt", "450 4.7.1 greylisted"), "recipient", 450),
        (Rule("mail", "451 4.3.0 later"), "sender", 451),
        (Rule("dot", "451 4.3.0 later"), "content", 451),
        (Rule("rcpt", "552 5.2.2 mailbox full"), "recipient", 552),
        (Rule("rcpt", DROP), "recipient", None),
        (Rule("middle", DROP), "after the dot", None),
    ],
)
def test_mail_put_off_is_tried_again_later(relay, rule, step, code):
    rule.times = 1
    relay.rules.append(rule)
    mail = make_mail()

    deliver()

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_code) == (MailState.WAITING, 1, code)
    assert NOW + timedelta(seconds=48) <= mail.available_at <= NOW + timedelta(seconds=72)
    assert tries() == [(step, code, "Tried again later.")]
    deliver(mail.available_at)
    assert len(relay.accepted) == 1


def test_mail_put_off_each_time_is_tried_more_rarely_and_fails_before_it_is_too_late(relay):
    relay.rules.append(Rule("rcpt", "450 4.7.1 greylisted"))
    mail = make_mail(due_at=NOW, not_after=NOW + timedelta(hours=4))

    moments = []
    while mail.available_at:
        moments.append(mail.available_at)
        deliver(mail.available_at)
        mail.refresh_from_db()

    waits = [later - earlier for earlier, later in itertools.pairwise(moments)]
    for wait, minutes in zip(waits, (1, 5, 15, 60), strict=True):
        assert 0.8 <= wait / timedelta(minutes=minutes) <= 1.2
    assert (mail.state, mail.reason) == (MailState.DEAD, "Given up after 5 tries.")
    assert relay.commands.count("RCPT") == 5


def test_copy_after_a_line_cut_behind_the_dot_is_recognised_as_one(relay):
    relay.rules.append(Rule("after", DROP, times=1))
    mail = make_mail()

    deliver()
    mail.refresh_from_db()
    deliver(mail.available_at)

    assert [letter.message_id for letter in relay.accepted] == [mail.message_id] * 2
    assert relay.accepted[0].content == relay.accepted[1].content
    assert ends() == [(MailState.SENT, "")]


def test_address_that_does_not_exist_is_suppressed_and_the_others_get_theirs(relay):
    mails = make_mails(4)
    nobody = mails[1].recipient.user.email
    relay.rules.append(Rule("rcpt", "550 5.1.1 no such user", only=nobody))

    deliver()

    assert [state for state, _ in ends()] == ["sent", "suppressed", "sent", "sent"]
    assert list(Suppression.objects.values_list("district", "address", "code")) == [
        (mails[0].district_id, nobody.lower(), 550)
    ]
    assert tries() == [("recipient", 550, "The address does not exist.")]


def test_suppressed_address_gets_nothing_more_until_it_is_lifted(relay):
    lead = make_lead()
    Suppression.objects.create(district=lead.district, address=lead.user.email, reason="550 no such user")

    make_mail(lead)
    deliver()
    Suppression.objects.get().lift()
    make_mail(lead)
    deliver()

    assert [state for state, _ in ends()] == ["suppressed", "sent"]


def test_mail_refused_for_what_it_says_fails_and_nobody_is_suppressed(relay):
    mails = make_mails(3)
    relay.rules.append(Rule("dot", "554 5.7.1 looks like spam", only=mails[1].recipient.user.email))

    deliver()

    assert ends()[1] == (MailState.DEAD, "Refused by the mail server.")
    assert Suppression.objects.count() == 0


def test_relay_that_refuses_everybody_is_left_alone_and_nobody_is_suppressed(relay):
    relay.rules.append(Rule("rcpt", "550 5.1.1 no such user"))
    mails = make_mails(12)

    deliver()

    assert relay.commands.count("RCPT") == 5
    assert {(mail.state, mail.attempts) for mail in OutgoingMail.objects.all()} == {(MailState.WAITING, 0)}
    assert Suppression.objects.count() == 0
    assert MailChannel.get().paused_until == NOW + BRIEF_REST
    relay.rules.clear()
    deliver(NOW + BRIEF_REST)
    assert len(relay.accepted) == len(mails)


def test_only_mail_of_a_run_that_is_refused_is_believed_the_third_time(relay):
    relay.rules.append(Rule("rcpt", "550 5.1.1 no such user"))
    mail = make_mail()

    for _ in range(3):
        deliver(mail.available_at)
        mail.refresh_from_db()

    assert (mail.state, mail.attempts) == (MailState.SUPPRESSED, 3)


@pytest.mark.parametrize(
    ("rule", "rest"),
    [
        (Rule("connect", "554 5.7.1 no service"), LONG_REST),
        (Rule("connect", "421 4.3.2 too busy"), LONG_REST),
        (Rule("connect", DROP), BRIEF_REST),
        (Rule("mail", "550 5.7.1 sender not allowed"), LONG_REST),
        (Rule("mail", "432 4.3.2 too many connections"), LONG_REST),
    ],
)
def test_trouble_with_the_relay_rests_the_channel_and_uses_up_no_try(relay, rule, rest):
    relay.rules.append(rule)
    mails = make_mails(5)

    deliver()

    channel = MailChannel.get()
    assert (channel.paused_until, channel.failures) == (NOW + rest, 1)
    assert channel.reason
    assert {(mail.state, mail.attempts, mail.available_at == mail.due_at) for mail in OutgoingMail.objects.all()} == {
        (MailState.WAITING, 0, True)
    }
    relay.rules.clear()
    deliver(NOW + rest)
    assert len(relay.accepted) == len(mails)
    assert (MailChannel.get().failures, MailChannel.get().reason) == (0, "")


def test_wrong_password_rests_the_channel_and_uses_up_no_try(relay, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "coalition", "wrong"
    relay.extensions.append("AUTH PLAIN")
    relay.rules.append(Rule("auth", "535 5.7.8 wrong password"))
    mail = make_mail()

    deliver()

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 0)
    assert "wrong password" in MailChannel.get().reason


def test_resting_channel_claims_nothing_and_rests_longer_each_time(relay):
    relay.rules.append(Rule("connect", DROP))
    make_mails(3)

    rests, moment = [], NOW
    for _ in range(7):
        deliver(moment)
        deliver(moment + timedelta(seconds=1))
        rests.append(MailChannel.get().paused_until - moment)
        moment = MailChannel.get().paused_until

    assert [rest / timedelta(seconds=30) for rest in rests] == [1, 2, 4, 8, 16, 30, 30]
    assert relay.connections == 7


def test_mail_the_relay_always_puts_off_does_not_stand_in_the_way(relay):
    mails = make_mails(3)
    relay.rules.append(Rule("rcpt", "421 4.7.0 not now", only=mails[0].recipient.user.email))

    deliver()
    deliver(NOW + LONG_REST)

    assert [state for state, _ in ends()] == ["waiting", "sent", "sent"]


def test_relay_that_closes_after_some_letters_is_called_again_at_once(relay):
    relay.rules.append(Rule("mail", "421 4.7.0 enough for one connection", times=1, skip=2))
    mails = make_mails(4)

    deliver()

    assert len(relay.accepted) == len(mails)
    assert relay.connections == 2
    assert tries() == []


def test_held_channel_sends_nothing(relay):
    make_mail()
    MailChannel.get().hold("Somebody should look.")

    deliver()
    assert relay.accepted == []
    MailChannel.get().release()
    deliver()

    assert len(relay.accepted) == 1


def test_mail_that_cannot_be_written_dies_alone_after_three_tries(relay):
    lead = make_lead()
    lead.user.email = "emoji-😀@district.example"
    lead.user.save()
    poison = make_mail(lead)
    mails = make_mails(5)

    moment = NOW
    for _ in range(3):
        deliver(moment)
        poison.refresh_from_db()
        moment = poison.available_at or moment

    assert len(relay.accepted) == len(mails)
    assert (poison.state, poison.attempts, poison.reason) == (MailState.DEAD, 3, "Given up after 3 tries.")
    assert "BadAddress" in poison.last_error


def test_program_that_writes_nothing_has_hours_to_be_mended(relay, monkeypatch):
    mails = make_mails(3)
    moment = NOW
    with monkeypatch.context() as broken:
        broken.setattr("engagement.reminders.delivery.write", cannot_write)
        for _ in range(2):
            deliver(moment)
            moment = max(OutgoingMail.objects.values_list("available_at", flat=True))

    deliver(moment)

    assert moment - NOW > timedelta(hours=3)
    assert len(relay.accepted) == len(mails)


def cannot_write(*_):
    raise LookupError("No such template.")


def test_letter_that_the_line_chokes_on_harms_no_other(relay, monkeypatch):
    mails = make_mails(3)
    monkeypatch.setattr("coalition.lib.mail.smtp.dotted", Choke(mails[1].message_id))

    deliver()

    assert [state for state, _ in ends()] == ["sent", "waiting", "sent"]


class Choke:
    """Fails on one letter as a fault in our own code would."""

    def __init__(self, message_id):
        self.message_id = message_id.encode()

    def __call__(self, content):
        if self.message_id in content:
            raise RuntimeError("a fault of ours")
        return content + b".\r\n"


def test_folder_takes_mail_where_no_relay_is_set(settings, tmp_path):
    settings.EMAIL_BACKEND = "coalition.lib.mail.mail_folder.EmailBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    mail = make_mail()

    deliver()

    assert [path.stem for path in settings.MAIL_FOLDER.iterdir()] == [str(mail.pk)]
    assert ends() == [(MailState.SENT, "")]


def test_full_disk_rests_the_channel_and_uses_up_no_try(settings, tmp_path):
    settings.EMAIL_BACKEND = "coalition.lib.mail.mail_folder.EmailBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.MAIL_FOLDER.write_text("not a folder: writing fails")
    mail = make_mail()

    deliver()

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 0)
    assert MailChannel.get().is_resting(NOW)


def test_queries_of_a_batch_grow_only_by_the_commit_of_each_mail(relay):
    lead = make_lead()
    partnerships = [make_outreach(lead) for _ in range(31)]
    make_mail(lead, partnership=partnerships.pop())
    deliver()

    counts = []
    for count in (3, 27):
        for _ in range(count):
            make_mail(lead, partnership=partnerships.pop())
        with CaptureQueriesContext(connection) as queries:
            deliver()
        counts.append(len(queries))

    # PostgreSQL takes both statements at once; SQLite begins, writes twice and ends.
    for_each = 1 if connection.vendor == "postgresql" else 4
    assert counts[1] - counts[0] == for_each * 24
    assert counts[0] - for_each * 3 <= 26
