"""The feed: who reads what behind a secret link, how changes show, and how the link is made, renewed and ended."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from coalition.districts.models import AuditEntry
from coalition.lib.tokens import fingerprint
from engagement.enums import Delivery
from engagement.models import Activity, CalendarFeed, ReminderPreference
from engagement.reminders import preferences
from stakeholders.enums import Kind, PersonType
from stakeholders.models import Purpose
from tests.engagement.reminders.outbox import make_lead
from tests.makers import make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead.user)
    return lead


@pytest.fixture
def feed(lead):
    feed = CalendarFeed(membership=lead, district=lead.district)
    feed.renew()
    feed.save()
    return feed


def today():
    return timezone.now().date()


def make_due(lead, **fields):
    stakeholder = make_stakeholder(lead.district, **fields.pop("about", {"name": "City council"}))
    initiative = fields.pop("initiative", None) or make_initiative(lead.district)
    return make_partnership(initiative, stakeholder, **{"lead": lead, "due_on": today(), **fields})


def make_activity(lead, **fields):
    initiative = fields.pop("initiative", None) or make_initiative(lead.district, name="Mastery learning")
    defaults = {"name": "Community design night", "purpose": Purpose.objects.first(), "accountable": lead, "lead": lead}
    dates = {"starts_on": today(), "ends_on": today() + timedelta(days=2)}
    return Activity.objects.create(district=lead.district, initiative=initiative, **{**defaults, **dates, **fields})


def read(feed, **headers):
    return Client().get(urlsplit(feed.url).path, headers=headers)


def events(feed):
    return {str(event["UID"]): event for event in Calendar.from_ical(read(feed).content).walk("VEVENT")}


def event_of(feed, record):
    kind = "activity" if isinstance(record, Activity) else "outreach"
    return events(feed)[f"{kind}-{record.pk}-{feed.membership_id}@localhost"]


def test_feed_says_what_is_due_and_little_else(lead, feed):
    partnership = make_due(lead, next_step="Ask about the bond", relevance="Speak Spanish")

    response = read(feed)

    event = event_of(feed, partnership)
    text = response.content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (event["SUMMARY"], event.decoded("DTSTART")) == ("Outreach: City council", today())
    assert event.walk("VALARM")[0].decoded("TRIGGER") == timedelta(hours=7)
    assert "bond" not in text
    assert "Spanish" not in text


@pytest.mark.parametrize(
    ("about", "title"),
    [
        ({"name": "Ana Ruiz", "kind": Kind.PERSON, "person_type": PersonType.OFFICIAL}, "Outreach: Ana Ruiz"),
        ({"name": "Ana Ruiz", "kind": Kind.PERSON, "person_type": PersonType.PRIVATE}, "Outreach"),
        ({"name": "Ana Ruiz", "kind": Kind.PERSON, "person_type": PersonType.STUDENT}, "Outreach"),
    ],
)
def test_feed_names_no_private_person(lead, feed, about, title):
    partnership = make_due(lead, about=about)

    assert event_of(feed, partnership)["SUMMARY"] == title
    assert ("Ana Ruiz" in read(feed).content.decode()) == (title != "Outreach")


def test_feed_holds_only_what_its_owner_leads(lead, feed):
    mine = make_due(lead)
    make_due(make_lead(lead.district))
    make_due(make_lead())

    assert list(events(feed)) == [f"outreach-{mine.pk}-{lead.pk}@localhost"]


def test_moved_date_keeps_its_identity_and_raises_its_sequence(lead, feed):
    partnership = make_due(lead)
    before = event_of(feed, partnership)

    partnership.due_on += timedelta(days=9)
    partnership.save()

    after = event_of(feed, partnership)
    assert after.decoded("DTSTART") == today() + timedelta(days=9)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") >= before.decoded("LAST-MODIFIED")


@pytest.mark.parametrize("how", ["done", "handed over", "ended"])
def test_outreach_that_is_off_the_list_is_cancelled(lead, feed, how):
    partnership = make_due(lead)
    before = event_of(feed, partnership)

    if how == "done":
        partnership.due_on = None
    elif how == "handed over":
        partnership.lead = make_lead(lead.district)
    else:
        partnership.ended_at = timezone.now()
    partnership.save()

    after = event_of(feed, partnership)
    assert (after["STATUS"], after.decoded("DTSTART"), after.walk("VALARM")) == ("CANCELLED", today(), [])
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_cancelled_outreach_is_gone_after_a_month(lead, feed):
    partnership = make_due(lead)
    partnership.due_on = None
    partnership.save()
    partnership.history.update(history_date=timezone.now() - timedelta(days=31))

    assert events(feed) == {}


def test_activities_of_the_lead_and_of_those_who_work_on_them_are_in(lead, feed):
    led = make_activity(lead)
    worked_on = make_activity(make_lead(lead.district), initiative=make_initiative(lead.district))
    worked_on.members.create(district=lead.district, member=lead, role="responsible")
    make_activity(make_lead(lead.district), initiative=make_initiative(lead.district))

    event = event_of(feed, led)
    assert set(events(feed)) == {f"activity-{each.pk}-{lead.pk}@localhost" for each in (led, worked_on)}
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("Community design night", "Mastery learning")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (today(), today() + timedelta(days=3))


def test_removed_activity_is_cancelled(lead, feed):
    activity = make_activity(lead)
    activity.remove()

    assert event_of(feed, activity)["STATUS"] == "CANCELLED"


def test_who_wants_no_reminder_gets_no_alarm(lead, feed):
    partnership = make_due(lead)
    for row in ReminderPreference.objects.filter(membership=lead):
        preferences.choose(lead, row.kind, Delivery.OFF)

    assert event_of(feed, partnership).walk("VALARM") == []


def test_program_that_has_it_already_is_told_so(lead, feed):
    partnership = make_due(lead)
    etag = read(feed)["ETag"]

    unchanged = read(feed, if_none_match=etag)
    partnership.due_on += timedelta(days=1)
    partnership.save()
    changed = read(feed, if_none_match=etag)

    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)
    assert (changed.status_code, changed["ETag"] == etag) == (200, False)


@pytest.mark.parametrize("who", ["membership", "user"])
def test_feed_ends_with_its_owner(lead, feed, who):
    if who == "membership":
        lead.turn_off()
    else:
        lead.user.is_active = False
        lead.user.save()

    assert read(feed).status_code == 404


def test_link_is_made_renewed_and_ended_by_its_owner(client, lead):
    slug = lead.district.slug
    make, end = (reverse(f"engagement:calendar-feed-{verb}", args=[slug]) for verb in ("new", "end"))

    answers = [client.post(make).status_code]
    first = CalendarFeed.objects.get()
    answers.append(client.post(make).status_code)
    second = CalendarFeed.objects.get()
    reads = [read(first).status_code, read(second).status_code]
    answers.append(client.post(end).status_code)

    assert answers == [303, 303, 303]
    assert reads == [404, 200]
    assert read(second).status_code == 404
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "Made a calendar link",
        "Renewed a calendar link",
        "Ended a calendar link",
    ]


def test_database_holds_no_token(lead, feed):
    row = CalendarFeed.objects.values().get()

    assert feed.token not in str(row)
    assert row["token_hash"] == fingerprint(feed.token)


def test_own_page_shows_the_link_and_nobody_elses(client, lead, feed):
    page = reverse("engagement:reminder-settings", args=[lead.district.slug])

    own = client.get(page).content.decode()
    client.force_login(make_member(lead.district, "administrator").user)
    other = client.get(page).content.decode()

    assert feed.url in own
    assert feed.token not in other


def test_feed_asks_the_database_as_often_for_many_entries_as_for_one(lead, feed):
    counts = []
    for count in (1, 2, 40):
        for number in range(count):
            make_due(lead)
            gone = make_due(lead)
            gone.due_on = None
            gone.save()
            make_activity(lead, name=f"Night {number}", initiative=make_initiative(lead.district))
        with CaptureQueriesContext(connection) as queries:
            read(feed)
        counts.append(len(queries))

    assert len(set(counts)) == 1
