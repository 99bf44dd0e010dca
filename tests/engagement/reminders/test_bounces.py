"""A report counts only about mail of ours, and only against the address we had sent it to."""

from datetime import timedelta

import pytest

from engagement.enums import MailState
from engagement.models import Bounce, OutgoingMail, OutgoingMailAttempt, Suppression
from engagement.reminders import again, bounces
from engagement.reminders.return_path import mail_named_by, return_address
from tests.engagement.reminders.outbox import NOW, deliver, make_invitation_mail, make_lead, make_mail, make_outreach
from tests.returned_mail import HOLIDAY, delayed, exchange, full_mailbox, gmail, postfix, report, taken_for_spam

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=3)


def make_sent(lead=None, **fields):
    lead = lead or make_lead()
    partnership = make_outreach(lead)
    fields = {"state": MailState.SENT, "available_at": None, "ended_at": NOW, **fields}
    return make_mail(lead, partnership=partnership, **fields)


def address_of(mail):
    return mail.recipient.user.email


def state_of(mail):
    mail.refresh_from_db()
    return mail.state, mail.reason


def blocked():
    return list(Suppression.objects.active().values_list("address", flat=True))


@pytest.mark.parametrize("server", [postfix, exchange, gmail])
def test_address_that_does_not_exist_is_suppressed_at_once(server):
    mail = make_sent()

    taken = bounces.take(server(mail.message_id, address_of(mail)), LATER)

    block = Suppression.objects.get()
    assert taken == 1
    assert state_of(mail) == (MailState.SUPPRESSED, "The address does not exist.")
    assert (block.address, block.district) == (address_of(mail), mail.district)
    assert block.reason.startswith("550")
    assert OutgoingMailAttempt.objects.get().outcome == "It had left, and came back."


def test_next_mail_to_a_suppressed_address_does_not_go(relay):
    mail = make_sent()
    bounces.take(postfix(mail.message_id, address_of(mail)), LATER)
    following = make_mail(mail.recipient, partnership=make_outreach(mail.recipient))

    deliver()

    assert state_of(following)[0] == MailState.SUPPRESSED
    assert relay.accepted == []


@pytest.mark.parametrize("server", [full_mailbox, taken_for_spam])
def test_what_is_not_the_address_fault_counts_three_times_before_it_blocks(server):
    lead = make_lead()
    seen = []
    for number in range(3):
        mail = make_sent(lead)
        report_of = server(mail.message_id, address_of(mail), own_id=f"<{number}@mx>")
        bounces.take(report_of, LATER + timedelta(days=number))
        bounces.take(report_of, LATER + timedelta(days=number))
        seen.append((state_of(mail), blocked()))

    assert [state for state, _ in seen] == [(MailState.DEAD, "It came back.")] * 3
    assert [block for _, block in seen] == [[], [], [lead.user.email]]
    assert Suppression.objects.get().reason.startswith("3 emails came back within two weeks.")


def test_soft_bounces_far_apart_block_nothing():
    lead = make_lead()
    for number in range(4):
        mail = make_sent(lead, due_at=NOW + timedelta(days=8 * number))
        bounces.take(full_mailbox(mail.message_id, address_of(mail)), LATER + timedelta(days=8 * number))

    assert Bounce.objects.count() == 4
    assert blocked() == []


def test_lifted_block_begins_to_count_anew():
    lead = make_lead()
    for number in range(4):
        mail = make_sent(lead)
        bounces.take(full_mailbox(mail.message_id, address_of(mail)), LATER + timedelta(hours=number))
        if number == 2:
            Suppression.objects.active().get().lift()
            Suppression.objects.update(lifted_at=LATER + timedelta(hours=2, minutes=1))

    assert blocked() == []


def test_mail_that_came_back_is_sent_again_when_asked(relay):
    mail = make_sent()
    bounces.take(postfix(mail.message_id, address_of(mail)), LATER)
    mail.refresh_from_db()

    again.try_again(mail, by=mail.recipient, now=LATER)
    deliver(LATER)
    back_again = bounces.take(postfix(mail.message_id, address_of(mail), own_id="<9@mx>"), LATER)

    assert len(relay.accepted) == 1
    assert back_again == 1
    assert state_of(mail)[0] == MailState.SUPPRESSED
    assert Bounce.objects.count() == 2


def test_invitation_that_comes_back_says_so():
    mail = make_invitation_mail()
    OutgoingMail.objects.update(state=MailState.SENT, available_at=None, ended_at=NOW)

    bounces.take(postfix(mail.message_id, mail.invitation.email), LATER)

    mail.invitation.refresh_from_db()
    assert mail.invitation.mail_failure == "The address does not exist."
    assert blocked() == ["new@x.example"]


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", "expanded", ""])
def test_what_is_no_failure_changes_nothing(action):
    mail = make_sent()

    taken = bounces.take(postfix(mail.message_id, address_of(mail), action=action), LATER)

    assert taken == 0
    assert state_of(mail)[0] == MailState.SENT


def test_report_about_mail_that_never_was_ours_changes_nothing():
    mail = make_sent()

    taken = bounces.take(postfix("<made-up@localhost>", address_of(mail)), LATER)

    assert taken == 0
    assert blocked() == []


def test_forged_report_about_a_mail_not_sent_yet_changes_nothing():
    mail = make_mail()

    bounces.take(postfix(mail.message_id, address_of(mail)), LATER)

    assert state_of(mail)[0] == MailState.WAITING
    assert blocked() == []


def test_report_about_an_old_mail_changes_nothing():
    mail = make_sent()

    assert bounces.take(postfix(mail.message_id, address_of(mail)), NOW + timedelta(days=31)) == 0


def test_forged_report_never_blocks_the_address_it_names():
    mail = make_sent()

    bounces.take(postfix(mail.message_id, "superintendent@district.example"), LATER)

    # The mail may have been passed on to an address that is gone: theirs is not for that.
    assert state_of(mail) == (MailState.DEAD, "It came back.")
    assert blocked() == []


@pytest.mark.parametrize(
    "content",
    [HOLIDAY, b"", b"\xff" * 100, delayed("<x@y>", "a@x.example"), report(status_block="", returned="")],
    ids=["holiday", "nothing", "bytes", "delay", "hollow"],
)
def test_what_else_lands_in_the_mailbox_changes_nothing(content):
    make_sent()

    assert bounces.take(content, LATER) == 0
    assert Bounce.objects.count() == 0


def test_return_address_names_its_mail(settings):
    settings.MAIL_BOUNCE_ADDRESS = "bounces@mail.example"
    mail = make_sent()
    address = return_address(mail.pk)

    assert mail_named_by(address.upper()) == mail.pk
    assert len(address.partition("@")[0]) <= 64
    assert mail_named_by(address.replace(mail.pk.hex, "0" * 32)) is None
    assert mail_named_by("bounces@mail.example") is None


def test_without_a_return_address_the_sender_is_told(relay):
    make_mail()

    deliver()

    assert relay.accepted[0].sender == "coalition@localhost"


def test_mail_leaves_with_its_own_return_address_and_is_found_by_it(relay, settings):
    settings.MAIL_BOUNCE_ADDRESS = "bounces@mail.example"
    mail = make_mail()
    deliver()
    sent_from = relay.accepted[0].sender

    bounces.take(postfix("", "passed-on@y.example", sent_to=sent_from), LATER)

    assert sent_from == return_address(mail.pk)
    assert state_of(mail)[0] == MailState.SUPPRESSED
    assert blocked() == [address_of(mail)]


def test_report_is_signed_for_one_mail_only(settings):
    settings.MAIL_BOUNCE_ADDRESS = "bounces@mail.example"
    mine, other = make_sent(), make_sent()
    stolen = return_address(mine.pk).replace(mine.pk.hex, other.pk.hex)

    taken = bounces.take(postfix("", address_of(other), sent_to=stolen), LATER)

    assert taken == 0
    assert blocked() == []
