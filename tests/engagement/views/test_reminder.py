from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from django_scopes import scope

from coalition.districts.models import NoSendDay
from engagement.enums import Delivery, MailKind, MailState, ReminderKind
from engagement.forms.reminder import ReminderForm, schedule_of
from engagement.models import OutgoingMail, ReminderPreference, ReminderSchedule
from engagement.reminders.planning import make_schedules, plan
from engagement.reminders.rhythms import deliveries_of
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Partnership
from tests.engagement.reminders.outbox import NOW, TODAY, make_lead, make_mail, make_outreach
from tests.makers import level, make_district, make_initiative, make_member, make_partnership

pytestmark = pytest.mark.django_db
CHOICES = {
    "delivery": "daily",
    "hour": "9",
    "days": ["0", "2", "4"],
    "time_zone": "Pacific/Honolulu",
    "paused_until": "",
}


@pytest.fixture(autouse=True)
def tuesday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def address(member):
    return reverse("engagement:reminder-settings", args=[member.district.slug])


def read(client, member):
    client.force_login(member.user)
    return client.get(address(member)).content.decode()


def test_choices_are_kept_and_lead_back_to_the_page(client):
    member = make_member(make_district(), "viewer")
    client.force_login(member.user)

    response = client.post(address(member), CHOICES)

    schedule = ReminderSchedule.objects.get(membership=member)
    member.user.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, address(member))
    assert (schedule.hour, schedule.weekdays, schedule.paused_until) == (9, [0, 2, 4], None)
    assert member.user.time_zone == "Pacific/Honolulu"
    assert ReminderPreference.objects.get(membership=member).delivery == Delivery.DAILY


def test_choices_are_kept_when_the_sweep_makes_the_schedule_meanwhile():
    member = make_member(make_district(), "viewer")
    with scope(district=member.district):
        form = ReminderForm(CHOICES, membership=member, schedule=schedule_of(member))
        assert form.is_valid()
        make_schedules()

        form.save()

    assert ReminderSchedule.objects.get(membership=member).hour == 9


def test_choices_move_the_next_digest(client):
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead)
    plan(NOW)
    client.force_login(lead.user)

    client.post(address(lead), CHOICES)
    plan(NOW)

    assert ReminderSchedule.objects.get().next_at == datetime(2026, 11, 18, 19, 0, tzinfo=UTC)


def test_page_shows_what_was_chosen(client):
    member = make_member(make_district(), "viewer")
    client.force_login(member.user)
    client.post(address(member), {**CHOICES, "delivery": "weekly", "paused_until": "2027-01-04"})

    page = read(client, member)

    assert '<input type="radio" name="delivery" value="weekly" id="id_delivery_2" required checked>' in page
    assert '<option value="9" selected>9:00 am</option>' in page
    assert 'name="days" value="2" id="id_days_2" checked>' in page
    assert 'name="days" value="1" id="id_days_1">' in page
    assert 'value="2027-01-04"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"delivery": "hourly"},
        {"hour": "25"},
        {"days": ["9"]},
        {"time_zone": "Mars/Olympus"},
        {"paused_until": "soon"},
        {"paused_until": "2026-02-31"},
    ],
    ids=str,
)
def test_choice_that_makes_no_sense_is_refused_and_keeps_nothing(client, wrong):
    member = make_member(make_district(), "viewer")
    client.force_login(member.user)

    response = client.post(address(member), {**CHOICES, **wrong})

    assert response.status_code == 422
    assert "needs another look" in response.content.decode()
    assert ReminderSchedule.objects.count() == ReminderPreference.objects.count() == 0


def test_partner_of_two_initiatives_is_named_with_each_and_a_long_day_is_cut(client):
    lead = make_lead(make_district())
    first = make_outreach(lead, name="A library")
    make_partnership(
        make_initiative(lead.district, name="Work-based learning"), first.stakeholder, lead=lead, due_on=TODAY
    )
    for _ in range(25):
        make_outreach(lead, initiative=first.initiative)

    page = read(client, lead)

    assert [f"<span>A library, {name}</span>" in page for name in (first.initiative.name, "Work-based learning")] == [
        True
    ] * 2
    assert "And 2 more" in page


def test_page_shows_what_is_coming(client):
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead, name="City liaison", due_on=date(2026, 11, 10))
    make_outreach(lead, name="PTA council", due_on=date(2026, 11, 19))
    make_outreach(make_lead(lead.district), name="Somebody else’s")
    NoSendDay.objects.create(district=lead.district, date=date(2026, 11, 26), label="Thanksgiving")

    page = read(client, lead)

    assert "7 days late" in page
    assert "Due that day" in page
    assert "Thanksgiving" in page
    assert "Somebody else’s" not in page


def test_page_says_when_todays_digest_left(client):
    lead = make_lead(delivery=Delivery.DAILY)
    make_outreach(lead)
    make_mail(lead, kind=MailKind.DIGEST)
    OutgoingMail.objects.update(state=MailState.SENT, available_at=None, ended_at=NOW)

    assert "Sent 9:00 am" in read(client, lead)


def test_page_says_that_nothing_comes_when_that_was_chosen(client):
    lead = make_lead(delivery=Delivery.OFF)
    make_outreach(lead, name="City liaison")

    page = read(client, lead)

    assert "You chose to get none." in page
    assert "City liaison" not in page


def test_page_hides_the_level_of_a_private_person(client):
    lead = make_lead(delivery=Delivery.DAILY)
    partnership = make_outreach(lead)
    Partnership.objects.update(current_level=level("adversary"))
    before = read(client, lead)
    stakeholder = partnership.stakeholder
    stakeholder.kind, stakeholder.person_type = Kind.PERSON, PersonType.PRIVATE
    stakeholder.save()

    after = read(client, lead)

    assert before.count('href="#level-adversary"') == 1
    assert 'href="#level-adversary"' not in after


def test_reading_the_page_writes_nothing(client):
    member = make_member(make_district(), "viewer")

    read(client, member)

    assert ReminderSchedule.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 150])
def test_page_costs_the_same_queries_however_much_is_due(client, count, django_assert_max_num_queries):
    lead = make_lead(delivery=Delivery.DAILY)
    for _ in range(count):
        make_outreach(lead)
    client.force_login(lead.user)

    with django_assert_max_num_queries(18):
        client.get(address(lead))


def test_preference_of_a_kind_is_one_row(client):
    member = make_member(make_district(), "viewer")
    client.force_login(member.user)

    for delivery in ("daily", "off"):
        client.post(address(member), {**CHOICES, "delivery": delivery})

    preference = ReminderPreference.objects.get(membership=member)
    assert (preference.kind, preference.delivery) == (ReminderKind.OUTREACH, Delivery.OFF)


def test_each_kind_is_kept_as_it_was_chosen_and_others_stay_as_is_usual(client):
    member = make_member(make_district(), "lead")
    client.force_login(member.user)

    client.post(address(member), {**CHOICES, "late": "at-once", "rating": "off", "starting": "daily"})

    rows = ReminderPreference.objects.filter(membership=member).values_list("kind", "delivery")
    assert dict(rows) == {"outreach": "daily", "late": "at-once", "rating": "off"}
    assert deliveries_of([member.pk])[member.pk][ReminderKind.SEAT] == Delivery.WEEKLY


@pytest.mark.parametrize(("kind", "way"), [("summary", "daily"), ("handover", "weekly"), ("late", "hourly")])
def test_kind_comes_in_no_way_it_does_not_have(client, kind, way):
    member = make_member(make_district(), "lead")
    client.force_login(member.user)

    response = client.post(address(member), {**CHOICES, kind: way})

    assert (response.status_code, ReminderPreference.objects.count()) == (422, 0)
