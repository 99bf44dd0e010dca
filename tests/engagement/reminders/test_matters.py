from datetime import timedelta

import pytest

from engagement.enums import ActivityStatus, AskSide, AskState, ReminderKind
from engagement.models import Leave, OutreachPolicy
from engagement.reminders.matters import gather_matters, initiatives_of
from stakeholders.enums import Kind, PersonType
from tests.engagement.reminders.matters_maker import day, make_activity, make_ask, make_ending_seat, make_reader, named
from tests.engagement.reminders.outbox import TODAY
from tests.makers import level, make_district, make_initiative, make_member, make_stakeholder

pytestmark = pytest.mark.django_db


def told(reader, today=TODAY):
    """What the reader is to be told today: kind, name, detail and when."""
    found = [one for one in gather_matters({reader.pk}, today)[reader.pk] if one.is_current(today)]
    return [(one.kind, one.name, one.detail, one.when(today)) for one in found]


def test_activity_is_named_from_its_notice_until_it_starts():
    reader = make_reader()
    activity = make_activity(reader, starts=2)
    line = (ReminderKind.STARTING, activity.name, activity.initiative.name)

    assert told(reader, day(-1)) == []
    assert told(reader) == [(*line, "Starts Nov 19")]
    assert told(reader, day(2)) == [(*line, "Starts today")]
    assert told(reader, day(3)) == []


def test_activity_that_has_begun_or_was_removed_does_not_start():
    reader = make_reader()
    make_activity(reader, starts=1, status=ActivityStatus.UNDER_WAY)
    make_activity(reader, starts=1).remove()

    assert told(reader) == []


def test_activity_is_late_from_the_day_after_its_end_until_it_is_done():
    reader = make_reader()
    activity = make_activity(reader, starts=-9, ends=-3, status=ActivityStatus.UNDER_WAY)

    assert told(reader) == [(ReminderKind.LATE, activity.name, activity.initiative.name, "3 days late")]
    assert told(reader, day(-3)) == []
    activity.complete(on=TODAY)
    assert told(reader) == []


@pytest.mark.parametrize(
    ("side", "words"), [(AskSide.OURS, "They said yes"), (AskSide.THEIRS, "We said yes")], ids=["theirs", "ours"]
)
def test_promise_is_due_for_the_colleague_in_whose_name_it_stands(side, words):
    reader = make_reader()
    make_ask(reader, side=side)
    make_ask(make_member(reader.district))

    assert told(reader) == [(ReminderKind.PROMISE, "Chamber of commerce", f"{words}: Host six students", "Due today")]


@pytest.mark.parametrize("state", [AskState.ASKED, AskState.KEPT, AskState.NOT_KEPT, AskState.DECLINED])
def test_only_what_was_accepted_and_is_open_is_due(state):
    reader = make_reader()
    settled = {"settled_on": TODAY} if state in {AskState.KEPT, AskState.NOT_KEPT} else {}
    ask = make_ask(reader)
    type(ask).objects.filter(pk=ask.pk).update(
        state=state, answered_on=None if state == AskState.ASKED else TODAY, **settled
    )

    assert told(reader) == []


def test_rating_is_refreshed_when_it_is_older_than_the_district_lets_it_be():
    reader = make_reader()
    OutreachPolicy.objects.create(district=reader.district, rating_lasts=90)
    rated = {"lead": reader, "current_level": level("aware")}
    named(reader, "PTA council", rated_on=day(-90), **rated)
    named(reader, "Library", rated_on=day(-80), **rated)

    assert told(reader) == [(ReminderKind.RATING, "PTA council", "Ask where they stand now", "90 days old")]


@pytest.mark.parametrize("person_type", [PersonType.STUDENT, PersonType.PRIVATE])
def test_nobody_is_told_of_a_rating_that_some_may_not_see(person_type):
    reader = make_reader(make_district(time_zone="America/Chicago", rates_private_people=True))
    person = make_stakeholder(reader.district, kind=Kind.PERSON, person_type=person_type)
    initiative = make_initiative(reader.district)
    initiative.partnerships.create(
        district=reader.district, stakeholder=person, lead=reader, current_level=level("aware"), rated_on=day(-400)
    )

    assert told(reader) == []


def test_seat_is_named_some_weeks_before_it_ends_to_who_leads_the_contact():
    reader, other = make_reader(), make_member(make_reader().district)
    make_ending_seat(reader, ends=30)
    make_ending_seat(reader, ends=90)
    make_ending_seat(reader, ends=-1)

    line = (ReminderKind.SEAT, "Board member, seat 3", "Seat 3, School board", "Ends Dec 17")
    assert (told(reader), told(other)) == ([line], [])


def test_overdue_for_long_is_told_to_the_lead_of_the_initiative_and_to_nobody_twice():
    reader = make_reader()
    colleague = make_member(reader.district, title="Principal")
    initiative = make_initiative(reader.district, lead=reader)
    late = {"initiative": initiative, "next_step": "Call"}
    named(reader, "Union", lead=colleague, due_on=day(-7), **late)
    named(reader, "Own", lead=reader, due_on=day(-20), **late)
    named(reader, "Recent", lead=colleague, due_on=day(-6), **late)
    named(reader, "Nobody's", due_on=day(-20), **late)

    [found] = gather_matters({reader.pk}, TODAY - timedelta(days=7))[reader.pk] and [
        one for one in gather_matters({reader.pk}, TODAY)[reader.pk] if one.is_current(TODAY)
    ]
    assert (found.kind, found.name, found.detail) == (ReminderKind.ESCALATION, "Union", "Led by Principal. Call")
    assert (found.on, found.is_once, found.is_late(TODAY)) == (TODAY, True, True)


def test_district_turns_kinds_off_with_a_zero():
    reader = make_reader()
    OutreachPolicy.objects.create(district=reader.district, escalate_after=0, rating_lasts=0, seat_notice=0)
    make_ending_seat(reader)
    named(reader, "Old", lead=reader, current_level=level("aware"), rated_on=day(-900))
    initiative = make_initiative(reader.district, lead=reader)
    named(reader, "Late", lead=make_member(reader.district), due_on=day(-90), initiative=initiative)

    assert told(reader) == []


def test_who_stands_in_is_told_instead():
    absent, deputy = make_reader(), None
    deputy = make_reader(absent.district)
    make_ask(absent)
    make_initiative(absent.district, name="Mastery learning", lead=absent)
    Leave.objects.create(district=absent.district, membership=absent, deputy=deputy, begins_on=day(-1), ends_on=day(1))

    assert (told(absent), len(told(deputy))) == ([], 1)
    led = initiatives_of({absent.pk, deputy.pk}, TODAY)
    assert {member: [each.name for each in theirs] for member, theirs in led.items()} == {
        deputy.pk: ["Mastery learning"]
    }


@pytest.mark.parametrize("members", [1, 3, 30])
def test_sources_are_read_in_a_fixed_number_of_queries(members, django_assert_num_queries):
    first = make_reader()
    readers = [first, *(make_reader(first.district) for _ in range(members - 1))]
    for reader in readers:
        make_activity(reader, starts=1)
        make_activity(reader, starts=-5, ends=-1)
        make_ask(reader)
        make_ending_seat(reader)

    with django_assert_num_queries(10):
        found = gather_matters({reader.pk for reader in readers}, TODAY)

    assert {len(each) for each in found.values()} == {5}
