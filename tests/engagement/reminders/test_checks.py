from datetime import timedelta

import pytest

from coalition.districts.models import Invitation, NoSendDay
from engagement.enums import Delivery, MailKind, MailState, ReminderKind
from engagement.models import ReminderPreference, ReminderSchedule
from engagement.reminders.claiming import claim
from engagement.reminders.preferences import choose
from tests.engagement.reminders.outbox import (
    NOW,
    TODAY,
    deliver,
    ends,
    make_invitation_mail,
    make_lead,
    make_mail,
    make_outreach,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
EVENING = NOW + 14 * HOUR


@pytest.fixture(autouse=True)
def nothing_leaves_by_accident(relay):
    return relay


@pytest.mark.parametrize("kind", [MailKind.OUTREACH, MailKind.DIGEST])
@pytest.mark.parametrize("of", ["membership", "user"])
def test_member_who_left_gets_nothing(kind, of, relay):
    lead = make_lead(delivery=Delivery.AT_ONCE if kind == MailKind.OUTREACH else Delivery.DAILY)
    make_mail(lead, kind=kind)
    record = lead if of == "membership" else lead.user
    record.is_active = False
    record.save()

    deliver()

    assert ends() == [(MailState.CANCELLED, "No longer a member of the district.")]
    assert relay.accepted == []


def test_mail_that_is_too_late_expires():
    make_mail(not_after=NOW)

    deliver()

    assert ends() == [(MailState.EXPIRED, "It could not leave in time.")]


@pytest.mark.parametrize(
    ("delivery", "reason"),
    [
        (Delivery.DAILY, "They chose “Daily digest” for these reminders."),
        (Delivery.OFF, "They chose “Not at all” for these reminders."),
    ],
)
def test_reminder_is_not_sent_to_who_chose_otherwise_meanwhile(delivery, reason):
    make_mail()
    ReminderPreference.objects.update(delivery=delivery)

    deliver()

    assert ends() == [(MailState.CANCELLED, reason)]


def test_digest_is_not_sent_to_who_wants_none_any_more():
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead)
    make_mail(lead, kind=MailKind.DIGEST)
    for kind in ReminderKind:
        choose(lead, kind, Delivery.OFF)

    deliver()

    assert ends() == [(MailState.CANCELLED, "They chose to get no digest.")]


def test_digest_with_nothing_due_is_not_sent():
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead, due_on=TODAY + timedelta(days=1))
    make_mail(lead, kind=MailKind.DIGEST)

    deliver()

    assert ends() == [(MailState.CANCELLED, "Nothing was due.")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"due_on": TODAY + timedelta(days=3)}, "It was done, or moved to another day."),
        ({"due_on": None}, "It was done, or moved to another day."),
        ({"lead": None}, "Somebody else has taken it over."),
        ({"ended_at": NOW}, "The partner has left the initiative."),
        ({"stakeholder.archived_at": NOW}, "The partner has left the initiative."),
        ({"initiative.archived_at": NOW}, "The initiative is archived."),
    ],
    ids=str,
)
def test_reminder_of_what_is_no_longer_due_is_not_sent(change, reason):
    mail = make_mail()
    ((path, value),) = change.items()
    *owner, name = path.split(".")
    record = getattr(mail.partnership, owner[0]) if owner else mail.partnership
    setattr(record, name, value)
    record.save()

    deliver()

    assert ends() == [(MailState.CANCELLED, reason)]


def test_reminder_of_a_partnership_that_was_deleted_is_not_sent():
    mail = make_mail()
    mail.partnership.delete()

    deliver()

    assert ends() == [(MailState.CANCELLED, "The partner has left the initiative.")]


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (EVENING, "Waits for Wed, Nov 18, 7:00 am."),
        (NOW - 3 * HOUR, "Waits for Tue, Nov 17, 7:00 am."),
    ],
)
def test_reminder_waits_in_quiet_time(at, reason, relay):
    mail = make_mail(available_at=NOW - 4 * HOUR)

    deliver(at)

    mail.refresh_from_db()
    assert ends() == [(MailState.WAITING, reason)]
    assert mail.available_at.hour == 13
    assert mail.attempts == 0
    deliver(mail.available_at)
    assert len(relay.accepted) == 1


def test_reminder_waits_for_the_end_of_a_pause():
    mail = make_mail()
    ReminderSchedule.objects.update(paused_until=TODAY + timedelta(days=3))

    deliver()

    mail.refresh_from_db()
    assert mail.available_at == NOW.replace(hour=13) + timedelta(days=3)


def test_reminder_waits_for_the_end_of_a_break():
    mail = make_mail()
    NoSendDay.objects.create(district=mail.district, date=TODAY, label="Snow day")

    deliver()

    mail.refresh_from_db()
    assert mail.available_at == NOW.replace(hour=13) + timedelta(days=1)


def test_digest_of_a_day_that_was_closed_meanwhile_says_so():
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead)
    make_mail(lead, kind=MailKind.DIGEST, not_after=NOW + 22 * HOUR)
    NoSendDay.objects.create(district=lead.district, date=TODAY, label="Snow day")

    deliver()

    assert ends() == [(MailState.CANCELLED, "Snow day, a no-send day.")]


def test_reminder_that_failed_until_the_evening_and_has_no_morning_left_is_too_late():
    make_mail(not_after=EVENING + HOUR, attempts=3)

    deliver(EVENING)

    assert ends() == [(MailState.EXPIRED, "It could not leave in time.")]


@pytest.mark.parametrize(
    ("change", "end"),
    [
        ({"accepted_at": NOW}, (MailState.CANCELLED, "The invitation was answered or withdrawn.")),
        ({"withdrawn_at": NOW}, (MailState.CANCELLED, "The invitation was answered or withdrawn.")),
        ({"expires_at": NOW}, (MailState.EXPIRED, "The invitation has ended.")),
    ],
    ids=str,
)
def test_invitation_that_is_over_is_not_sent(change, end):
    invitation = make_invitation_mail().invitation
    Invitation.objects.filter(pk=invitation.pk).update(**change)

    deliver()

    assert ends() == [end]


def test_second_look_is_taken_after_the_claim(relay):
    """What changes between claiming and sending is seen: the facts are read when the batch is written."""
    mail = make_mail()
    claim(now=NOW - 3 * HOUR, limit=1)
    mail.partnership.due_on = None
    mail.partnership.save()

    deliver()

    assert relay.accepted == []
