from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django_scopes import scopes_disabled

from engagement.enums import MailState
from engagement.models import OutgoingMail, OutgoingMailAttempt
from engagement.reminders.claiming import claim, end, exchange, give_back, settle
from tests.engagement.reminders.outbox import (
    NOW,
    deliver,
    ends,
    make_invitation_mail,
    make_lead,
    make_mail,
    make_outreach,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def make_queue(lead, count, *, age=HOUR):
    return [
        make_mail(lead, partnership=make_outreach(lead), due_at=NOW - age + place * timedelta(seconds=1))
        for place in range(count)
    ]


def lend(mail, state=MailState.CLAIMED, **fields):
    """Put a mail into the hands of a sender by hand."""
    OutgoingMail.objects.filter(pk=mail.pk).update(state=state, lease_token=uuid4(), **fields)
    mail.refresh_from_db()
    return mail


def test_claim_lends_the_oldest_first_for_two_minutes():
    mails = make_queue(make_lead(), 5)

    batch = claim(now=NOW, limit=3)

    lent = OutgoingMail.objects.filter(lease_token=batch.token)
    assert batch.mail_ids == [mail.pk for mail in mails[:3]]
    assert {(mail.state, mail.available_at) for mail in lent} == {(MailState.CLAIMED, NOW + 2 * MINUTE)}


def test_claim_lends_nothing_twice():
    make_queue(make_lead(), 5)

    first, second, third = (claim(now=NOW, limit=4) for _ in range(3))

    assert (len(first.mail_ids), len(second.mail_ids), third.is_empty) == (4, 1, True)


def test_claim_gives_each_district_an_equal_share_whatever_its_queue():
    many, few = make_lead(), make_lead()
    make_queue(many, 40, age=2 * HOUR)
    make_queue(few, 3)

    batch = claim(now=NOW, limit=10)

    shares = Counter(OutgoingMail.objects.filter(pk__in=batch.mail_ids).values_list("district", flat=True))
    assert shares == {many.district_id: 5, few.district_id: 3}


def test_claims_take_districts_in_turn():
    districts = [make_lead().district for _ in range(4)]
    for district in districts:
        make_queue(make_lead(district), 3)

    served, turn = [], 0
    for _ in range(6):
        batch = claim(now=NOW, limit=1, turn=turn)
        turn = batch.turn
        served.append(OutgoingMail.objects.get(pk=batch.mail_ids[0]).district)

    assert served == [*districts, *districts[:2]]


def test_batch_mixes_districts_mail_by_mail():
    one, other = make_lead(), make_lead()
    make_queue(one, 2)
    make_queue(other, 2)

    batch = claim(now=NOW, limit=4)

    places = {mail.pk: mail.district_id for mail in OutgoingMail.objects.all()}
    assert [places[pk] for pk in batch.mail_ids] == [one.district_id, other.district_id] * 2


def test_claimed_mail_is_lent_again_when_its_lease_has_run_out_and_nothing_counts():
    mail = make_mail()
    first = claim(now=NOW, limit=1)

    early = claim(now=NOW + 2 * MINUTE - timedelta(seconds=1), limit=1)
    second = claim(now=NOW + 2 * MINUTE, limit=1)

    mail.refresh_from_db()
    assert early.is_empty
    assert second.mail_ids == first.mail_ids
    assert (mail.interruptions, OutgoingMailAttempt.objects.count()) == (0, 0)


def test_mail_being_sent_has_fifteen_minutes_and_goes_again_with_a_note():
    mail = make_mail()
    claim(now=NOW, limit=1)
    mail.refresh_from_db()
    exchange(None, mail, NOW)

    early = claim(now=NOW + 15 * MINUTE - timedelta(seconds=1), limit=1)
    late = claim(now=NOW + 15 * MINUTE, limit=1)

    mail.refresh_from_db()
    assert early.is_empty
    assert late.mail_ids == [mail.pk]
    assert (mail.state, mail.interruptions) == (MailState.CLAIMED, 1)
    assert OutgoingMailAttempt.objects.get().outcome == "Sent again with the same Message-ID."


def test_mail_whose_sender_is_stopped_each_time_is_given_up():
    mail = make_mail()

    for _ in range(3):
        lend(mail, MailState.SENDING, available_at=NOW)
        batch = claim(now=NOW, limit=1)

    mail.refresh_from_db()
    assert batch.mail_ids == []
    assert (mail.state, mail.interruptions) == (MailState.DEAD, 3)


def test_invitation_that_may_have_arrived_waits_for_a_person():
    mail = lend(make_invitation_mail(), MailState.SENDING, available_at=NOW)

    batch = claim(now=NOW, limit=1)

    mail.refresh_from_db()
    assert batch.mail_ids == []
    assert mail.state == MailState.UNCERTAIN
    assert mail.invitation.mail_failure == "It may have arrived. Somebody decides whether it goes again."


def test_invitation_that_was_only_claimed_is_lent_again():
    mail = lend(make_invitation_mail(), MailState.CLAIMED, available_at=NOW)

    assert claim(now=NOW, limit=1).mail_ids == [mail.pk]


def test_invitation_that_was_sent_says_so(relay):
    mail = make_invitation_mail()

    deliver()

    mail.invitation.refresh_from_db()
    assert mail.invitation.mailed_at == NOW
    assert relay.recipients == ["new@x.example"]


def test_stale_token_writes_nothing():
    mail = make_mail()
    claim(now=NOW, limit=1)
    mail.refresh_from_db()
    claim(now=NOW + 2 * MINUTE, limit=1)

    assert exchange(mail, None, NOW) == (False, False)
    assert exchange(None, mail, NOW) == (False, False)
    assert not settle(mail, mail.lease_token, state=MailState.WAITING, available_at=NOW)
    assert not end(mail, NOW, state=MailState.DEAD, reason="stale")
    give_back([mail.pk], mail.lease_token)
    assert ends() == [(MailState.CLAIMED, "")]


def test_give_back_leaves_a_mail_as_it_was():
    mail = make_mail()
    batch = claim(now=NOW, limit=1)

    give_back(batch.mail_ids, batch.token)

    changed = OutgoingMail.objects.get()
    assert (changed.state, changed.available_at, changed.lease_token) == (
        MailState.WAITING,
        mail.available_at,
        None,
    )
    assert changed.attempts == 0


@pytest.mark.django_db(transaction=True)
def test_claims_at_the_same_time_never_lend_the_same_mail():
    make_queue(make_lead(), 60)

    with ThreadPoolExecutor(6) as pool:
        batches = list(pool.map(claim_in_thread, range(24)))

    lent = [pk for batch in batches for pk in batch.mail_ids]
    assert len(lent) == len(set(lent)) == 60


def claim_in_thread(_):
    try:
        with scopes_disabled():
            return claim(now=NOW, limit=5)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_senders_at_the_same_time_send_each_mail_once(relay):
    mails = make_queue(make_lead(), 40)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(deliver_in_thread, range(8)))

    sent = Counter(letter.message_id for letter in relay.accepted)
    assert sent == {mail.message_id: 1 for mail in mails}
    assert {state for state, _ in ends()} == {MailState.SENT}


def deliver_in_thread(_):
    try:
        return deliver(batch=5)
    finally:
        connections.close_all()


def test_claim_looks_into_the_index_not_through_the_outbox():
    """The plan of the claim reads its partial index; a queue of any length costs the same."""
    make_queue(make_lead(), 5)
    due = OutgoingMail.objects.due(NOW).filter(district=1).order_by("available_at", "pk")[:5]

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Five rows are quickest read and sorted; a long queue is not.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    plan = due.explain()

    assert "outgoing_mail_due" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
