"""While mail is held nothing leaves, and nothing is lost: of one district, or of all."""

from datetime import timedelta

import pytest

from engagement.models import MailChannel, MailHold, OutgoingMail
from engagement.reminders import delivery, sweeping
from engagement.reminders.claiming import districts_with_due
from tests.engagement.reminders.outbox import NOW, deliver, make_lead, make_mail, make_outreach

pytestmark = pytest.mark.django_db


def hold(member, **fields):
    return MailHold.objects.create(district=member.district, held_by=member, **fields)


def test_hold_of_one_district_stops_that_district_alone(relay):
    here, there = make_mail(), make_mail()
    hold(here.recipient)

    deliver()

    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert states == {here.pk: "waiting", there.pk: "sent"}


def test_sweep_of_a_held_district_plans_and_rings_for_nobody():
    lead = make_lead()
    make_outreach(lead)
    hold(lead)

    is_due = sweeping.sweep(NOW)

    assert not is_due
    assert OutgoingMail.objects.count() == 1


def test_lifted_hold_lets_the_mail_go(relay):
    mail = make_mail()
    hold(mail.recipient).lift(mail.recipient)

    deliver()

    assert [letter.message_id for letter in relay.accepted] == [mail.message_id]
    assert list(districts_with_due(NOW)) == []


@pytest.mark.parametrize("everywhere", [False, True])
def test_hold_stops_a_batch_that_is_on_its_way(relay, monkeypatch, everywhere):
    lead = make_lead()
    for place in range(4):
        make_mail(lead, partnership=make_outreach(lead), due_at=NOW - timedelta(minutes=9 - place))
    moments = iter(NOW + timedelta(seconds=6 * count) for count in range(1000))
    whole = delivery.Line.deliver

    def deliver_and_hold(line, letter):
        whole(line, letter)
        if everywhere:
            MailChannel.get().hold("Look first.")
        elif not MailHold.objects.exists():
            hold(lead)

    monkeypatch.setattr(delivery.Line, "deliver", deliver_and_hold)

    delivery.deliver_due(clock=lambda: next(moments))

    # One was written already when the hold began.
    assert len(relay.accepted) == 2
    waiting = OutgoingMail.objects.filter(state="waiting")
    assert [(mail.reason, mail.attempts, mail.lease_token) for mail in waiting] == [("Mail is held.", 0, None)] * 2
