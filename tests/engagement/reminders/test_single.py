import email
from datetime import timedelta
from email import policy

import pytest

from coalition.districts.models import NoSendDay
from engagement.enums import Delivery, MailKind, MailState, ReminderKind
from engagement.models import Activity, MailLink, OutgoingMail, ReminderSchedule
from engagement.reminders.matters import gather_matters
from engagement.reminders.planning import plan
from engagement.reminders.preferences import choose
from engagement.snoozing import snooze_matter
from tests.engagement.reminders.matters_maker import day, make_activity, make_ask, make_ending_seat, make_reader, named
from tests.engagement.reminders.outbox import NOW, TODAY, deliver, ends
from tests.makers import level, make_initiative, make_member

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def make_of_kind(kind, reader):
    """Something of that kind that is worth a word today."""
    if kind == ReminderKind.STARTING:
        return make_activity(reader, starts=1)
    if kind == ReminderKind.LATE:
        return make_activity(reader, starts=-9, ends=-1)
    if kind == ReminderKind.PROMISE:
        return make_ask(reader)
    if kind == ReminderKind.RATING:
        return named(reader, "PTA council", lead=reader, current_level=level("aware"), rated_on=day(-120))
    if kind == ReminderKind.SEAT:
        return make_ending_seat(reader, ends=60)
    initiative = make_initiative(reader.district, lead=reader)
    choose(reader, ReminderKind.SUMMARY, Delivery.OFF)
    return named(reader, "Union", lead=make_member(reader.district), due_on=day(-7), initiative=initiative)


def mails(**about):
    return list(OutgoingMail.objects.filter(**about).order_by("created_at", "pk"))


SINGLE = [
    ReminderKind.STARTING,
    ReminderKind.LATE,
    ReminderKind.PROMISE,
    ReminderKind.RATING,
    ReminderKind.SEAT,
    ReminderKind.ESCALATION,
]
each_kind = pytest.mark.parametrize("kind", SINGLE)


@each_kind
def test_each_kind_is_planned_once_however_often_one_looks(kind):
    reader = make_reader()
    choose(reader, kind, Delivery.AT_ONCE)
    make_of_kind(kind, reader)

    plan(NOW)
    plan(NOW)
    ReminderSchedule.objects.update(looked_on=None)
    plan(NOW)

    [mail] = mails(recipient=reader)
    assert (mail.kind, mail.state) == (kind.value, MailState.WAITING)


@each_kind
def test_each_kind_says_what_it_is_about_in_the_letter(kind, relay):
    reader = make_reader()
    choose(reader, kind, Delivery.AT_ONCE)
    made = make_of_kind(kind, reader)
    plan(NOW)

    deliver()

    letter = relay.accepted[-1].content.decode()
    about = getattr(made, "partnership", made)
    name = getattr(about, "name", "") or str(about.stakeholder)
    assert mails(recipient=reader)[0].state == MailState.SENT
    assert name in letter.replace("=\r\n", "")
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in letter


@each_kind
def test_each_kind_is_looked_at_again_before_it_goes(kind, relay):
    reader = make_reader()
    choose(reader, kind, Delivery.AT_ONCE)
    make_of_kind(kind, reader)
    plan(NOW)
    OutgoingMail.objects.update(about_id=999_999)

    deliver()

    assert ends() == [(MailState.CANCELLED, "It was done, moved to another day, or passed to somebody else.")]


@each_kind
def test_each_kind_ends_when_its_reader_chose_otherwise_meanwhile(kind, relay):
    reader = make_reader()
    choose(reader, kind, Delivery.AT_ONCE)
    make_of_kind(kind, reader)
    plan(NOW)
    choose(reader, kind, Delivery.OFF)

    deliver()

    assert ends() == [(MailState.CANCELLED, "They chose “Not at all” for these reminders.")]


def test_activity_whose_day_moved_away_and_back_is_named_after_all(relay):
    reader = make_reader()
    choose(reader, ReminderKind.STARTING, Delivery.AT_ONCE)
    activity = make_activity(reader, starts=1)
    plan(NOW)
    Activity.objects.filter(pk=activity.pk).update(starts_on=day(4))
    deliver()
    Activity.objects.filter(pk=activity.pk).update(starts_on=day(1))
    ReminderSchedule.objects.update(looked_on=None)

    plan(NOW)
    deliver()

    assert [mail.state for mail in mails()] == [MailState.SENT]


def test_old_matters_do_not_come_all_at_once_to_who_begins_today():
    reader = make_reader()
    choose(reader, ReminderKind.LATE, Delivery.AT_ONCE)
    make_activity(reader, starts=-90, ends=-60)
    make_activity(reader, starts=-90, ends=-3)

    plan(NOW)

    assert [mail.for_date for mail in mails()] == [day(-2)]


def test_what_fell_into_a_long_break_is_told_after_it():
    reader = make_reader()
    choose(reader, ReminderKind.LATE, Delivery.AT_ONCE)
    for days in range(1, 15):
        NoSendDay.objects.create(district=reader.district, date=day(days))
    plan(NOW)
    make_activity(reader, starts=-9, ends=1)

    plan(NOW + 15 * DAY)

    assert [mail.for_date for mail in mails()] == [day(2)]


def test_nothing_is_looked_for_before_the_hour_nor_on_a_day_off():
    reader = make_reader()
    choose(reader, ReminderKind.LATE, Delivery.AT_ONCE)
    make_activity(reader, starts=-9, ends=-1)
    NoSendDay.objects.create(district=reader.district, date=TODAY)

    plan(NOW)
    plan(NOW + DAY - timedelta(hours=3))
    before = mails()
    plan(NOW + DAY)

    assert (before, len(mails())) == ([], 1)


def test_matters_that_come_daily_are_in_the_digest_of_who_leads_nobody(relay):
    reader = make_reader()
    make_ask(reader, due=-2)
    make_activity(reader, starts=1)
    plan(NOW - DAY)

    plan(NOW + timedelta(minutes=1))
    deliver(NOW + timedelta(minutes=1))

    letter = relay.accepted[-1].content.decode().replace("=\r\n", "")
    assert "Subject: 1 promise due, 1 activity about to start: Cedar Bend" in letter
    assert "Two things need a look" in letter
    assert [mail.kind for mail in mails()] == [MailKind.DIGEST]


def test_what_is_said_once_is_not_in_the_digest_of_the_next_day(relay):
    reader = make_reader()
    choose(reader, ReminderKind.RATING, Delivery.DAILY)
    make_of_kind(ReminderKind.RATING, reader)
    choose(reader, ReminderKind.OUTREACH, Delivery.OFF)
    plan(NOW - DAY)
    for days in range(4):
        plan(NOW + days * DAY + timedelta(minutes=1))
        deliver(NOW + days * DAY + timedelta(minutes=1))

    assert [mail.for_date for mail in mails()] == [TODAY]


def test_who_chose_nothing_is_told_of_escalations_at_once_and_of_ratings_weekly():
    reader = make_reader()
    make_of_kind(ReminderKind.ESCALATION, reader)
    make_of_kind(ReminderKind.RATING, reader)
    choose(reader, ReminderKind.OUTREACH, Delivery.OFF)
    plan(NOW - DAY)

    for days in range(7):
        plan(NOW + days * DAY + timedelta(minutes=1))

    monday = day(6)
    assert [(mail.kind, mail.for_date) for mail in mails(recipient=reader)] == [
        (MailKind.ESCALATION, TODAY),
        (MailKind.DIGEST, monday),
    ]


@each_kind
def test_each_kind_put_off_is_told_again_on_the_new_day_and_not_before(kind, relay):
    reader = make_reader()
    choose(reader, kind, Delivery.AT_ONCE)
    make_of_kind(kind, reader)
    [matter] = [one for one in gather_matters({reader.pk}, TODAY)[reader.pk] if one.kind == kind]
    snooze_matter(kind, matter.about_id, matter.on, by=reader, until=TODAY + DAY)

    plan(NOW)
    before = mails(kind=kind.value)
    plan(NOW + DAY)
    deliver(NOW + DAY)

    assert (before, [mail.state for mail in mails(kind=kind.value)]) == ([], [MailState.SENT])


@each_kind
def test_each_kind_that_is_put_off_while_its_mail_waits_is_not_sent(kind, relay):
    reader = make_reader()
    choose(reader, kind, Delivery.AT_ONCE)
    make_of_kind(kind, reader)
    plan(NOW)
    [mail] = mails(recipient=reader)
    snooze_matter(kind, mail.about_id, mail.for_date, by=reader, until=TODAY + DAY)

    deliver()

    assert ends() == [(MailState.CANCELLED, "It was done, moved to another day, or passed to somebody else.")]


@each_kind
def test_each_kind_has_buttons_to_settle_open_and_put_it_off(kind, relay):
    reader = make_reader()
    choose(reader, kind, Delivery.AT_ONCE)
    make_of_kind(kind, reader)
    plan(NOW)

    deliver()

    text = words_of(relay.accepted[-1].content)
    link = MailLink.objects.get().matter_url(kind, mails(recipient=reader)[0].about_id)
    offered = [f"Put off {days}: {link}?days={number}" in text for number, days in PUT_OFF.items()]
    assert (offered, BUTTON[kind] in text) == ([True] * 3, True)


PUT_OFF = {1: "1 day", 3: "3 days", 7: "7 days"}
BUTTON = {
    ReminderKind.STARTING: "Open the activity: ",
    ReminderKind.LATE: "Mark as done: ",
    ReminderKind.PROMISE: "Kept or not: ",
    ReminderKind.RATING: "Rate: ",
    ReminderKind.SEAT: "See the seats: ",
    ReminderKind.ESCALATION: "Log it: ",
}


def words_of(content):
    message = email.message_from_bytes(content, policy=policy.default)
    return message.get_body(("plain",)).get_content()


def test_digest_offers_later_for_each_matter(relay):
    reader = make_reader()
    choose(reader, ReminderKind.PROMISE, Delivery.DAILY)
    ask = make_ask(reader)
    plan(NOW)
    plan(NOW + DAY)

    deliver(NOW + DAY)

    link = MailLink.objects.get().matter_url(ReminderKind.PROMISE, ask.pk)
    assert f"Later: {link}" in words_of(relay.accepted[-1].content)
