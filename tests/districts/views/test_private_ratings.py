from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django_scopes import scopes_disabled

from coalition.districts import private_ratings
from coalition.districts.models import AuditEntry
from tests.makers import make_district, make_member

POLICIES = "/d/cedar-bend/settings/policies/"
ASK, ON, OFF = (f"{POLICIES}private-ratings/{end}" for end in ("", "on/", "off/"))
REASON = "The school board asked for it on November 3."
FORM = {"reason": REASON, "review_on": "2027-11-20", "confirm": "on"}
SUBJECT = "Rating private individuals by name"


@pytest.fixture(autouse=True)
def every_district():
    with scopes_disabled(), time_machine.travel("2026-11-20 12:00Z", tick=False):
        yield


@pytest.fixture
def second(district):
    """The browser of another administrator."""
    browser = Client()
    browser.force_login(make_member(district, "administrator", title="Superintendent").user)
    return browser


def log():
    return [(entry.verb, entry.subject, entry.detail) for entry in AuditEntry.objects.order_by("pk")]


def state(district):
    district.refresh_from_db()
    return district.rates_private_people, district.rates_private_people_asked_by_id is not None


@pytest.mark.parametrize(
    "left_out",
    [
        {"reason": ""},
        {"reason": "Because"},
        {"confirm": ""},
        {"review_on": ""},
        {"review_on": "2026-11-20"},
        {"review_on": "2027-11-22"},
    ],
)
def test_asking_needs_a_reason_a_tick_and_a_review_within_a_year(browser, district, left_out):
    response = browser.post(ASK, FORM | left_out)

    assert (response.status_code, state(district), log()) == (422, (False, False), [])


def test_asking_alone_turns_nothing_on(browser, district):
    response = browser.post(ASK, FORM)
    browser.post(ON)

    page = browser.get(POLICIES).content.decode()
    assert (response.status_code, state(district)) == (303, (False, True))
    assert "there is none yet" in page
    assert 'aria-label="Turn on, rate' not in page
    assert log() == [("Asked to turn on", SUBJECT, f"until 2027-11-20: {REASON}")]


def test_second_administrator_turns_it_on(browser, second, district):
    browser.post(ASK, FORM)
    offered = second.get(POLICIES).content.decode()

    response = second.post(ON)

    assert (REASON in offered, "Chief of strategy asks to turn this on until Nov 20, 2027" in offered) == (True, True)
    assert (response.status_code, state(district)) == (303, (True, True))
    assert "until Nov 20, 2027" in browser.get(POLICIES).content.decode()
    assert log()[1:] == [("Turned on", SUBJECT, f"until 2027-11-20, as Chief of strategy asked: {REASON}")]


def test_second_administrator_declines(browser, second, district):
    browser.post(ASK, FORM)

    second.post(OFF)
    second.post(ON)

    assert state(district) == (False, False)
    assert log()[1:] == [("Declined to turn on", SUBJECT, "")]


def test_nobody_turns_on_what_nobody_asked_for(second, district):
    second.post(ON)

    assert (state(district), log()) == ((False, False), [])


def test_second_question_does_not_replace_the_first(browser, second, district):
    browser.post(ASK, FORM)

    second.post(ASK, FORM | {"reason": "Another reason, long enough."})

    district.refresh_from_db()
    assert district.rates_private_people_reason == REASON


def test_one_administrator_turns_it_off_at_once(browser, second, district):
    browser.post(ASK, FORM)
    second.post(ON)

    second.post(OFF)

    assert state(district) == (False, False)
    assert district.rates_private_people_reason == ""
    assert log()[-1] == ("Turned off", SUBJECT, "")


def test_lead_of_the_district_cannot_turn_it_on(browser, district):
    browser.post(ASK, FORM)
    lead = Client()
    lead.force_login(make_member(district, "lead").user)

    assert (lead.post(ON).status_code, state(district)) == (403, (False, True))


@pytest.mark.parametrize(("moment", "stays"), [("2027-11-21 06:59", True), ("2027-11-21 07:00", False)])
def test_it_turns_off_by_itself_when_the_day_of_review_has_passed_there(browser, second, district, moment, stays):
    elsewhere = make_district(rates_private_people=True, rates_private_people_review_on=date(2028, 1, 1))
    browser.post(ASK, FORM)
    second.post(ON)

    private_ratings.end_where_review_has_passed(datetime.fromisoformat(moment).replace(tzinfo=UTC))

    elsewhere.refresh_from_db()
    assert (state(district)[0], elsewhere.rates_private_people) == (stays, True)
    assert (log()[-1] == ("Turned off", SUBJECT, "The day of review, 2027-11-20, has passed.")) is not stays
