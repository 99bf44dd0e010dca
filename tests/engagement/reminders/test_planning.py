from datetime import UTC, date, datetime, timedelta

import pytest

from coalition.districts.models import Invitation, NoSendDay, User
from engagement.enums import Delivery, MailKind, MailState
from engagement.models import OutgoingMail, ReminderSchedule
from engagement.reminders.planning import plan
from stakeholders.models import Partnership
from tests.engagement.reminders.outbox import NOW, TODAY, deliver, ends, make_lead, make_outreach
from tests.makers import make_district, make_member

pytestmark = pytest.mark.django_db
SIX = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
SEVEN = datetime(2026, 11, 17, 13, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def keys():
    return sorted(OutgoingMail.objects.values_list("dedupe_key", flat=True))


def work_out(at):
    """The first sweep after a schedule was made: it works out when the next digest is due."""
    plan(at)


def test_outreach_is_planned_when_the_hour_of_its_lead_has_come():
    lead = make_lead()
    partnership = make_outreach(lead)

    plan(SEVEN - timedelta(seconds=1))
    before = keys()
    plan(SEVEN)

    mail = OutgoingMail.objects.get()
    partnership.refresh_from_db()
    assert before == []
    assert mail.dedupe_key == f"outreach:{partnership.pk}:{TODAY}:{lead.pk}"
    assert (mail.kind, mail.recipient, mail.partnership, mail.for_date) == (
        MailKind.OUTREACH,
        lead,
        partnership,
        TODAY,
    )
    assert (mail.due_at, mail.available_at, mail.not_after) == (SEVEN, SEVEN, SEVEN + 7 * DAY)
    assert mail.message_id == f"<{mail.pk}@localhost>"
    assert partnership.reminded_for == TODAY


def test_outreach_is_planned_once_however_often_the_sweep_comes():
    make_outreach(make_lead())

    for _ in range(10):
        plan(SEVEN)

    assert OutgoingMail.objects.count() == 1


def test_outreach_is_not_planned_before_its_day_nor_twice_when_the_note_of_it_is_lost():
    lead = make_lead()
    make_outreach(lead, due_on=TODAY + DAY)
    make_outreach(lead)

    plan(SEVEN)
    Partnership.objects.update(reminded_for=None)
    plan(SEVEN)

    assert OutgoingMail.objects.count() == 1


def test_outreach_that_is_given_a_new_date_is_planned_again_whoever_gave_it():
    partnership = make_outreach(make_lead())

    plan(SEVEN)
    Partnership.objects.filter(pk=partnership.pk).update(due_on=TODAY + DAY)
    plan(SEVEN)
    plan(SEVEN + DAY)

    assert [key.split(":")[2] for key in keys()] == [str(TODAY), str(TODAY + DAY)]


@pytest.mark.parametrize(
    "change",
    [
        {"lead": None},
        {"due_on": None},
        {"ended_at": NOW},
        {"stakeholder__archived_at": NOW},
        {"initiative__archived_at": NOW},
        {"lead__is_active": False},
    ],
    ids=str,
)
def test_outreach_nobody_waits_for_is_not_planned(change):
    partnership = make_outreach(make_lead())
    ((path, value),) = change.items()
    record = partnership
    while "__" in path:
        name, _, path = path.partition("__")
        record = getattr(record, name)
    setattr(record, path, value)
    record.save()

    plan(SEVEN)

    assert keys() == []


def test_outreach_waits_for_an_allowed_day():
    lead = make_lead()
    ReminderSchedule.objects.update(days=0b0011111)
    NoSendDay.objects.create(district=lead.district, date=date(2026, 11, 23), label="Snow day")
    make_outreach(lead, due_on=date(2026, 11, 21))

    planned = []
    for days in range(4, 8):
        plan(SEVEN + days * DAY)
        planned.append(OutgoingMail.objects.count())

    assert planned == [0, 0, 0, 1]


def test_outreach_waits_for_the_morning_and_for_the_end_of_a_pause():
    lead = make_lead()
    make_outreach(lead)
    ReminderSchedule.objects.update(paused_until=TODAY + DAY)

    plan(SEVEN)
    plan(SEVEN + timedelta(hours=14))
    plan(SEVEN + DAY - timedelta(minutes=1))
    before = keys()
    plan(SEVEN + DAY)

    assert before == []
    assert len(keys()) == 1


@pytest.mark.parametrize("delivery", [Delivery.DAILY, Delivery.WEEKLY, Delivery.OFF])
def test_outreach_of_those_who_want_no_single_mail_is_only_noted(delivery):
    partnership = make_outreach(make_lead(delivery=delivery))

    plan(SEVEN)

    partnership.refresh_from_db()
    assert OutgoingMail.objects.filter(kind=MailKind.OUTREACH).count() == 0
    assert partnership.reminded_for == TODAY


def test_outreach_cancelled_because_its_date_moved_is_due_again_when_it_moves_back(relay):
    partnership = make_outreach(make_lead())
    plan(SEVEN)
    Partnership.objects.update(due_on=TODAY + DAY)
    deliver(SEVEN)
    cancelled = ends()

    Partnership.objects.update(due_on=TODAY)
    plan(SEVEN)
    deliver(SEVEN)

    assert cancelled == [(MailState.CANCELLED, "It was done, or moved to another day.")]
    assert ends() == [(MailState.SENT, "")]
    assert len(relay.accepted) == 1
    assert OutgoingMail.objects.get().partnership == partnership


def test_outreach_handed_over_before_it_left_reminds_the_new_lead(relay):
    lead = make_lead()
    make_outreach(lead)
    other = make_lead(lead.district)
    plan(SEVEN)
    Partnership.objects.update(lead=other)
    deliver(SEVEN)

    plan(SEVEN)
    deliver(SEVEN)

    assert ends() == [(MailState.CANCELLED, "Somebody else has taken it over."), (MailState.SENT, "")]
    assert relay.recipients == [other.user.email]


def test_every_active_member_has_a_schedule_after_a_sweep():
    district = make_district(time_zone="America/Denver")
    member = make_member(district)
    make_member(district, is_active=False)

    plan(SIX)

    schedule = ReminderSchedule.objects.get()
    assert (schedule.membership, schedule.hour, schedule.weekdays) == (member, 7, [0, 1, 2, 3, 4])
    assert (schedule.zone, schedule.next_on) == ("America/Denver", TODAY)
    assert schedule.next_at == datetime(2026, 11, 17, 14, 0, tzinfo=UTC)


def test_digest_is_planned_at_the_hour_and_the_schedule_moves_on():
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead)
    work_out(SIX)

    plan(SEVEN - timedelta(seconds=1))
    before = keys()
    plan(SEVEN)

    mail, schedule = OutgoingMail.objects.get(), ReminderSchedule.objects.get()
    assert before == []
    assert (mail.dedupe_key, mail.kind, mail.for_date) == (f"digest:{lead.pk}:{TODAY}", MailKind.DIGEST, TODAY)
    assert (mail.due_at, mail.available_at, mail.not_after) == (SEVEN, SEVEN, SEVEN + DAY)
    assert (schedule.next_on, schedule.next_at) == (TODAY + DAY, SEVEN + DAY)


def test_digest_is_planned_for_leads_only():
    member = make_member(make_district(time_zone="America/Chicago"))
    make_outreach(make_lead(member.district, delivery=Delivery.DAILY))
    Partnership.objects.update(lead=None)
    work_out(SIX)

    plan(SEVEN)

    assert keys() == []


def test_weekly_digest_is_planned_once_a_week():
    make_outreach(make_lead(delivery=Delivery.WEEKLY))
    work_out(SIX)

    for day in range(14):
        plan(SEVEN + day * DAY)

    assert [mail.for_date for mail in OutgoingMail.objects.order_by("for_date")] == [
        date(2026, 11, 23),
        date(2026, 11, 30),
    ]


def test_digest_of_a_no_send_day_says_why_it_is_not_sent():
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead)
    NoSendDay.objects.create(district=lead.district, date=TODAY, label="Veterans Day")
    work_out(SIX)

    plan(SEVEN)

    assert ends() == [(MailState.CANCELLED, "Veterans Day, a no-send day.")]


def test_weekly_digest_of_a_no_send_day_leaves_on_the_next_day():
    lead = make_lead(delivery=Delivery.WEEKLY)
    make_outreach(lead)
    NoSendDay.objects.create(district=lead.district, date=date(2026, 11, 23))
    work_out(SIX)

    plan(SEVEN + 6 * DAY)

    mail = OutgoingMail.objects.get()
    assert (mail.for_date, mail.due_at, mail.available_at) == (
        date(2026, 11, 23),
        SEVEN + 6 * DAY,
        SEVEN + 7 * DAY,
    )


def test_digest_follows_its_member_to_another_zone():
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead)
    work_out(SIX)

    User.objects.filter(pk=lead.user_id).update(time_zone="Pacific/Honolulu")
    plan(SEVEN)

    schedule = ReminderSchedule.objects.get()
    assert keys() == []
    assert (schedule.zone, schedule.next_at) == ("Pacific/Honolulu", datetime(2026, 11, 17, 17, 0, tzinfo=UTC))


def test_digest_follows_a_changed_hour():
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead)
    work_out(SIX)
    schedule = ReminderSchedule.objects.get()
    schedule.hour = 10
    schedule.save()

    plan(SEVEN)

    schedule.refresh_from_db()
    assert keys() == []
    assert schedule.next_at == SEVEN + timedelta(hours=3)


def test_digests_missed_while_nothing_ran_are_planned_and_only_the_last_is_sent(relay):
    make_outreach(make_lead(delivery=Delivery.DAILY))
    work_out(SIX)

    plan(SEVEN + 3 * DAY)
    deliver(SEVEN + 3 * DAY)

    assert [state for state, _ in ends()] == ["expired", "expired", "expired", "sent"]


def test_digests_missed_in_a_long_absence_are_those_of_the_last_week():
    make_outreach(make_lead(delivery=Delivery.DAILY))
    work_out(SIX)

    plan(SEVEN + 60 * DAY)

    assert len(keys()) == 8


def test_invitation_is_planned_once_and_again_when_it_is_renewed():
    member = make_member(make_district(), "administrator")
    invitation = Invitation.objects.create(
        district=member.district, email="new@district.example", invited_by=member, expires_at=SEVEN + 14 * DAY
    )

    plan(SEVEN)
    plan(SEVEN)
    invitation.refresh_from_db()
    planned_at = invitation.mail_planned_at
    invitation.renew()
    invitation.save()
    plan(SEVEN)

    assert planned_at == SEVEN
    assert [mail.invitation for mail in OutgoingMail.objects.all()] == [invitation, invitation]


def test_planning_many_takes_chunks(monkeypatch):
    monkeypatch.setattr("engagement.reminders.planning.CHUNK", 3)
    lead = make_lead()
    for _ in range(8):
        make_outreach(lead)

    plan(SEVEN)

    assert OutgoingMail.objects.count() == 8


def test_planning_what_is_due_costs_the_same_queries_for_one_and_for_many(django_assert_max_num_queries):
    lead = make_lead()
    for _ in range(40):
        make_outreach(lead)

    with django_assert_max_num_queries(60):
        plan(SEVEN)
