"""What harms one mail harms no other, and how a sender ends."""

import gc
import weakref
from datetime import timedelta
from threading import Event

import pytest

from coalition.districts.models import User
from engagement.enums import MailState
from engagement.models import MailChannel, OutgoingMail
from engagement.reminders import delivery
from engagement.reminders.outcomes import LONG_REST
from tests.engagement.reminders.outbox import (
    NOW,
    deliver,
    ends,
    make_invitation_mail,
    make_lead,
    make_mail,
    make_outreach,
)
from tests.relay import DROP, Rule

pytestmark = pytest.mark.django_db


def make_mails(count, lead=None):
    """Mails to people of one district, due one second after the other."""
    district = (lead or make_lead()).district
    return [make_mail(make_lead(district), due_at=NOW - timedelta(seconds=60 - place)) for place in range(count)]


def test_poison_among_good_mail_dies_alone(relay):
    lead = make_lead()
    good = [make_mail(lead, partnership=make_outreach(lead)) for _ in range(20)]
    strange = make_mail(lead, partnership=make_outreach(lead, name="x\r\nBcc: thief@evil.example" + "y" * 200))
    poison = [make_mail(make_lead(lead.district)) for _ in range(5)]
    for place, mail in enumerate(poison):
        mail.recipient.user.email = ["", "no address", "a@b", "😀@x.example", "a@x.example\r\nRCPT TO:<b@x.example>"][
            place
        ]
        User.objects.filter(pk=mail.recipient.user_id).update(email=mail.recipient.user.email)
    removed = make_mail(lead)
    removed.partnership.delete()

    moment = NOW
    for _ in range(3):
        deliver(moment)
        moment += timedelta(hours=5)

    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert {states[mail.pk] for mail in [*good, strange]} == {MailState.SENT}
    assert {states[mail.pk] for mail in poison} == {MailState.DEAD}
    assert states[removed.pk] == MailState.CANCELLED
    assert len(relay.accepted) == 21
    assert {letter.recipient for letter in relay.accepted} == {lead.user.email}


def test_relay_without_the_tls_that_is_asked_for_gets_no_letter_and_costs_no_try(relay, settings):
    settings.EMAIL_USE_TLS = True
    mails = make_mails(3)

    deliver()
    unsent = set(OutgoingMail.objects.values_list("state", "attempts"))
    reason = MailChannel.get().reason
    settings.EMAIL_USE_TLS = False
    deliver(NOW + LONG_REST)

    assert unsent == {(MailState.WAITING, 0)}
    assert "STARTTLS" in reason
    assert len(relay.accepted) == len(mails)


def test_relay_silent_after_the_dot_is_asked_again_later(relay, monkeypatch):
    monkeypatch.setattr("coalition.lib.mail.smtp.SECONDS_AFTER_THE_DOT", 1)
    relay.rules.append(Rule("after", wait=20, times=1))
    mail = make_mail()

    deliver()

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)


def test_invitation_that_nobody_knows_the_fate_of_waits_for_a_person(relay):
    relay.rules.append(Rule("after", DROP))
    mail = make_invitation_mail()

    deliver()

    mail.refresh_from_db()
    mail.invitation.refresh_from_db()
    assert mail.state == MailState.UNCERTAIN
    assert mail.invitation.mail_failure == "It may have arrived. Somebody decides about it."
    assert len(relay.accepted) == 1


def test_relay_that_hangs_costs_a_try_and_no_other_mail(relay):
    mails = make_mails(3)
    relay.rules.append(Rule("rcpt", wait=20, times=1, only=mails[0].recipient.user.email))

    deliver()

    assert [state for state, _ in ends()] == ["waiting", "sent", "sent"]


def test_letters_that_break_the_line_one_after_the_other_rest_the_channel(relay):
    make_mails(8)
    relay.rules.append(Rule("middle", DROP))

    deliver()

    assert MailChannel.get().is_resting(NOW)
    assert OutgoingMail.objects.filter(attempts=1).count() == 5
    assert OutgoingMail.objects.filter(attempts=0, state=MailState.WAITING).count() == 3


def test_sender_asked_to_end_finishes_the_mail_in_hand_and_gives_the_others_back(relay, monkeypatch):
    mails = make_mails(5)
    stopping = Event()
    monkeypatch.setattr(delivery, "stopping", stopping)
    whole = delivery.Line.deliver

    def deliver_and_ask(line, letter):
        whole(line, letter)
        stopping.set()

    monkeypatch.setattr(delivery.Line, "deliver", deliver_and_ask)

    deliver()

    assert [state for state, _ in ends()] == ["sent"] + ["waiting"] * 4
    assert set(OutgoingMail.objects.exclude(pk=mails[0].pk).values_list("lease_token", flat=True)) == {None}


def test_sender_keeps_no_letter_that_has_left(relay, monkeypatch):
    make_mails(12)
    letters, alive = [], []
    write, hand_over = delivery.write, delivery.Line.deliver

    def write_and_watch(mail, facts):
        letter = write(mail, facts)
        letters.append(weakref.ref(letter))
        return letter

    def deliver_and_count(line, letter):
        hand_over(line, letter)
        gc.collect()
        alive.append(sum(found() is not None for found in letters))

    monkeypatch.setattr(delivery, "write", write_and_watch)
    monkeypatch.setattr(delivery.Line, "deliver", deliver_and_count)
    gc.freeze()  # what stood before the letters need not be looked through twelve times

    deliver()

    gc.unfreeze()
    # The one that was just accepted, the one in hand and the next.
    assert (len(letters), max(alive)) == (12, 3)
