from datetime import timedelta

import pytest

from coalition.districts.models import NoSendDay
from engagement.enums import Delivery, MailKind, MailState, ReminderKind
from engagement.models import Milestone, OutgoingMail
from engagement.reminders.planning import plan
from engagement.reminders.preferences import choose
from engagement.reminders.summary import weeks_of
from stakeholders.enums import Kind, PersonType
from stakeholders.standing.assessing import assess
from tests.engagement.reminders.matters_maker import day, make_activity, make_reader, named
from tests.engagement.reminders.outbox import NOW, TODAY, deliver
from tests.makers import level, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MONDAY = NOW + 6 * DAY


def page(name, *args):
    return f"{name} {args[-1]}"


def week_of(initiative):
    [week] = weeks_of([initiative], "cedar-bend", NOW, TODAY, page)
    return week


def test_summary_comes_on_the_first_day_of_the_week_of_its_reader():
    reader = make_reader()
    make_initiative(reader.district, lead=reader)

    for days in range(14):
        plan(NOW + days * DAY)

    assert [mail.for_date for mail in OutgoingMail.objects.filter(kind=MailKind.SUMMARY).order_by("due_at")] == [
        day(6),
        day(13),
    ]


def test_summary_moves_to_the_next_day_when_the_first_is_off():
    reader = make_reader()
    make_initiative(reader.district, lead=reader)
    NoSendDay.objects.create(district=reader.district, date=day(6))

    plan(MONDAY)
    plan(MONDAY + DAY)
    plan(MONDAY + 2 * DAY)

    assert [mail.for_date for mail in OutgoingMail.objects.filter(kind=MailKind.SUMMARY)] == [day(7)]


def test_only_leads_of_initiatives_get_a_summary_and_who_wants_none_does_not():
    reader, other = make_reader(), make_reader()
    make_initiative(other.district, lead=other)
    named(reader, "Union", lead=reader)
    choose(other, ReminderKind.SUMMARY, Delivery.OFF)

    plan(MONDAY)

    assert not OutgoingMail.objects.filter(kind=MailKind.SUMMARY).exists()


def test_week_says_what_moved_slipped_comes_up_and_who_is_missing():
    reader = make_reader()
    colleague = make_member(reader.district, title="Principal")
    initiative = make_initiative(reader.district, name="Mastery learning", lead=reader)
    union = named(reader, "Union", initiative=initiative, lead=colleague, due_on=day(-2))
    assess(partnership=union, level=level("unaware"), assessor=colleague, assessed_on=day(-60))
    assess(partnership=union, level=level("aware"), assessor=colleague, assessed_on=day(-1))
    make_activity(reader, initiative=initiative, starts=-9, ends=-3, name="Listening tour")
    Milestone.objects.create(district=reader.district, initiative=initiative, name="Board vote", happens_on=day(9))

    week = week_of(initiative)

    assert week.slipped == [
        ("Principal", "has one conversation overdue."),
        ("Listening tour", "should have ended on Nov 14."),
    ]
    assert week.ahead == [("Thu, Nov 26", "Board vote.")]
    assert [fact for fact, _ in week.missing] == ["Shape, Implement and Sustain have no families."]


def test_week_names_no_private_person_who_moved():
    reader = make_reader()
    reader.district.rates_private_people = True
    reader.district.save()
    initiative = make_initiative(reader.district, lead=reader)
    parent = make_stakeholder(reader.district, kind=Kind.PERSON, person_type=PersonType.PRIVATE)
    partnership = make_partnership(initiative, parent)
    for slug, on in (("unaware", -60), ("aware", -1)):
        assess(partnership=partnership, level=level(slug), assessor=reader, assessed_on=day(on))

    assert week_of(initiative).moved == []


def test_summary_is_a_letter_with_the_same_words_in_both_parts(relay):
    reader = make_reader()
    initiative = make_initiative(reader.district, name="Mastery learning", lead=reader)
    make_activity(reader, initiative=initiative, starts=-9, ends=-3, name="Listening tour")
    choose(reader, ReminderKind.LATE, Delivery.OFF)
    plan(MONDAY)

    deliver(MONDAY)

    letter = relay.accepted[-1].content.decode().replace("=\r\n", "")
    assert OutgoingMail.objects.get(kind=MailKind.SUMMARY).state == MailState.SENT
    assert "Subject: The week in Mastery learning" in letter
    assert letter.count("Listening tour") == 2
    assert letter.count("Nobody came closer this week.") == 2
