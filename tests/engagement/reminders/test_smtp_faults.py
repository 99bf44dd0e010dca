"""A relay that misbehaves until it is too late: every mail ends, nothing loops, good mail goes."""

from datetime import timedelta

import pytest

from engagement.enums import MailState
from engagement.models import MailChannel, OutgoingMail, Suppression
from engagement.models.outgoing_mail import ON_THE_WAY
from tests.engagement.reminders.outbox import NOW, deliver, make_lead, make_mail, make_outreach
from tests.relay import DROP, Rule

pytestmark = pytest.mark.django_db
WORTH_SENDING_FOR = timedelta(hours=6)
# A channel at rest is asked four times an hour at most, after a few quick looks; a mail has five tries in six hours.
MOST_ROUNDS, MOST_TRIES = 6 * 4 + 16, 6
FOR_EVERYBODY = {
    "turned away": (Rule("connect", "554 go away"), MailState.EXPIRED),
    "busy": (Rule("connect", "421 too many"), MailState.EXPIRED),
    "dead at once": (Rule("connect", DROP), MailState.EXPIRED),
    "concurrent": (Rule("mail", "432 concurrent connections"), MailState.EXPIRED),
    "sender refused": (Rule("mail", "550 not you"), MailState.EXPIRED),
    "greylisted": (Rule("rcpt", "450 4.7.1 later"), MailState.DEAD),
    "full disk": (Rule("dot", "452 4.3.1 no space"), MailState.DEAD),
    "cut before the dot": (Rule("middle", DROP), MailState.DEAD),
    "cut after the dot": (Rule("after", DROP), MailState.DEAD),
    "not SMTP": (Rule("rcpt", "nonsense"), MailState.DEAD),
}


def run_until_all_have_ended(now=NOW):
    """Deliver again at each moment something may be sent, without waiting; returns how many rounds that took."""
    for rounds in range(MOST_ROUNDS):
        waiting = OutgoingMail.objects.filter(state__in=ON_THE_WAY).order_by("available_at")
        first = waiting.values_list("available_at", flat=True).first()
        if first is None:
            return rounds
        now = max(now + timedelta(seconds=1), first, MailChannel.get().paused_until or now)
        deliver(now)
    return MOST_ROUNDS


def make_mails(count):
    late = NOW + WORTH_SENDING_FOR
    return [make_mail(due_at=NOW - timedelta(seconds=60 - place), not_after=late) for place in range(count)]


@pytest.mark.parametrize("fault", FOR_EVERYBODY)
def test_fault_for_everybody_brings_each_mail_to_an_end_without_a_hot_loop(relay, fault):
    rule, end = FOR_EVERYBODY[fault]
    relay.rules.append(rule)
    mails = make_mails(3)

    rounds = run_until_all_have_ended()

    assert rounds < MOST_ROUNDS
    assert set(OutgoingMail.objects.values_list("state", flat=True)) <= {end, MailState.DEAD, MailState.EXPIRED}
    assert relay.connections <= MOST_ROUNDS
    assert OutgoingMail.objects.filter(attempts__gt=MOST_TRIES).count() == 0
    assert Suppression.objects.count() == 0
    assert len({mail.district_id for mail in mails}) == 3


@pytest.mark.parametrize("fault", FOR_EVERYBODY)
def test_fault_that_passes_leaves_every_mail_sent(relay, fault):
    rule, _ = FOR_EVERYBODY[fault]
    relay.rules.append(Rule(rule.step, rule.reply, times=6))
    mails = make_mails(3)

    run_until_all_have_ended()

    arrived = {letter.message_id for letter in relay.accepted}
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}
    assert arrived == {mail.message_id for mail in mails}
    assert len(relay.accepted) == 3 if fault != "cut after the dot" else len(relay.accepted) <= 3 + 6


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        (Rule("rcpt", "550 5.1.1 no such user"), MailState.SUPPRESSED),
        (Rule("rcpt", "450 4.2.1 later"), MailState.DEAD),
        (Rule("rcpt", "552 5.2.2 over quota"), MailState.DEAD),
        (Rule("rcpt", "421 4.7.0 too many for this user"), MailState.DEAD),
        (Rule("dot", "554 5.7.1 looks like spam"), MailState.DEAD),
        (Rule("middle", DROP), MailState.DEAD),
    ],
    ids=["unknown", "later", "quota", "421", "spam", "cut"],
)
def test_fault_of_one_recipient_keeps_nobody_else_waiting(relay, rule, end):
    lead, poor = make_lead(), make_lead()
    good = [make_mail(lead, partnership=make_outreach(lead)) for _ in range(6)]
    bad = make_mail(poor, due_at=NOW - timedelta(hours=1), not_after=NOW + WORTH_SENDING_FOR)
    relay.rules.append(Rule(rule.step, rule.reply, only=poor.user.email))

    for minutes in (0, 20, 23):
        deliver(NOW + timedelta(minutes=minutes))
    soon = OutgoingMail.objects.filter(pk__in=[mail.pk for mail in good], state=MailState.SENT).count()
    run_until_all_have_ended(NOW + timedelta(minutes=23))

    bad.refresh_from_db()
    assert soon == len(good)
    assert bad.state in {end, MailState.EXPIRED}
    assert [letter.recipient for letter in relay.accepted] == [lead.user.email] * len(good)
