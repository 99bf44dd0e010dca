"""Asks by their pages: written down, answered once, the third in a quarter asked about, ours and theirs."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from engagement.asks import quarter
from engagement.models import Ask
from tests.makers import make_ask, make_initiative, make_partnership, make_stakeholder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_noon")]

TODAY = date(2026, 11, 17)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def partner(initiative):
    return make_partnership(initiative, make_stakeholder(initiative.district, name="Hospital"))


def address(verb, record):
    return reverse(f"engagement:ask-{verb}", args=[record.district.slug, record.pk])


def of(stakeholder):
    return reverse("engagement:ask-of-stakeholder", args=[stakeholder.district.slug, stakeholder.pk])


def typed(editor, **fields):
    return {
        "side": "ours",
        "kind": "invest",
        "what": "Twelve seats for February",
        "member": editor.pk,
        "asked_on": "2026-11-17",
        "state": "asked",
        **fields,
    }


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 11, 17), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2028, 5, 31), date(2028, 4, 1), date(2028, 6, 30)),
    ],
)
def test_quarter_is_of_the_calendar(on, first, last):
    assert quarter(on) == (first, last)


def test_ask_is_written_down_once(browser, partner, editor):
    data = typed(editor, submission=str(uuid4()))

    for _ in range(2):
        response = browser.post(address("new", partner), data)

    made = Ask.objects.get()
    assert (response.status_code, response["Location"]) == (303, of(partner.stakeholder))
    assert (made.what, made.kind, made.state, made.asked_on) == ("Twelve seats for February", "invest", "asked", TODAY)


def test_partner_of_an_ask_can_be_chosen_in_the_form(browser, initiative, partner, editor):
    url = reverse("engagement:ask-somebody", args=[initiative.district.slug, initiative.pk])
    stranger = make_stakeholder(initiative.district)

    refused = browser.post(url, typed(editor, partner=stranger.pk))
    saved = browser.post(url, typed(editor, partner=partner.stakeholder_id))

    assert (refused.status_code, list(refused.context["form"].errors), saved.status_code) == (422, ["partner"], 303)
    assert Ask.objects.get().partnership == partner


def test_third_ask_in_a_quarter_is_asked_about_over_all_initiatives(browser, partner, editor, district):
    elsewhere = make_partnership(make_initiative(district), partner.stakeholder)
    make_ask(partner, asked_on=date(2026, 10, 1))
    make_ask(elsewhere, asked_on=date(2026, 11, 2), state="declined", answered_on=date(2026, 11, 3))
    make_ask(partner, asked_on=date(2026, 9, 30))
    make_ask(partner, side="theirs")

    asked = browser.post(address("new", partner), typed(editor))
    before = Ask.objects.count()
    confirmed = browser.post(address("new", partner), typed(editor, anyway="yes"))

    assert (asked.status_code, before, confirmed.status_code) == (422, 4, 303)
    assert asked.context["form"].open_question.text == (
        "This would be the third ask of Hospital between October 1 and December 31, over all initiatives. "
        "Could it wait, or be asked of somebody else?"
    )
    assert Ask.objects.count() == 5


def test_second_ask_is_saved_without_a_question(browser, partner, editor):
    make_ask(partner, asked_on=date(2026, 10, 1))

    assert browser.post(address("new", partner), typed(editor)).status_code == 303


def test_list_warns_of_who_is_asked_for_much(browser, initiative, partner):
    for _ in range(3):
        make_ask(partner)
    url = reverse("engagement:ask-list", args=[initiative.district.slug, initiative.pk])

    page = browser.get(url)

    assert page.context["asks"].heavy == [(partner.stakeholder, 3)]
    assert "has been asked 3 times this quarter, over all initiatives" in page.content.decode()


def test_late_promises_stand_first_and_old_answers_are_folded_away(browser, initiative, partner):
    answered = {"asked_on": date(2026, 10, 5), "answered_on": date(2026, 10, 6)}
    for _ in range(27):
        make_ask(partner, state="declined", **answered)
    make_ask(partner, what="Open", asked_on=date(2026, 10, 1))
    for name, due_on in (("Late", date(2026, 11, 10)), ("Later still", date(2026, 11, 1))):
        make_ask(partner, what=name, state="accepted", due_on=due_on, **answered)
    url = reverse("engagement:ask-list", args=[initiative.district.slug, initiative.pk])

    folded, whole = browser.get(url), browser.get(url, {"settled": "all"})

    names = [row.ask.what for row in folded.context["asks"].ours_shown]
    assert (names[:3], len(names)) == (["Later still", "Late", "Open"], 28)
    assert f'<a href="{url}?settled=all">2 more that are settled</a>' in folded.content.decode()
    assert (whole.content.decode().count('class="ask"'), "settled=all" in whole.content.decode()) == (30, False)


def test_asks_are_followed_to_the_end_with_their_days(browser, partner, editor):
    ask = make_ask(partner, editor)

    browser.post(address("answer", ask), {"state": "accepted", "version": "1"})
    response = browser.post(address("answer", ask), {"state": "kept", "version": "2"}, **HTMX)

    ask.refresh_from_db()
    assert (ask.state, ask.answered_on, ask.settled_on, ask.version) == ("kept", TODAY, TODAY, 3)
    assert response.status_code == 200
    assert f'id="ask-{ask.pk}"' in response.content.decode()


@pytest.mark.parametrize(
    ("state", "version", "status"),
    [("accepted", "2", 409), ("kept", "1", 409), ("asked", "1", 409), ("nonsense", "1", 422), ("accepted", "", 422)],
)
def test_answer_that_does_not_follow_is_refused_and_shows_what_stands(browser, partner, editor, state, version, status):
    ask = make_ask(partner, editor, what="A word to members")

    for headers in ({}, HTMX):
        response = browser.post(address("answer", ask), {"state": state, "version": version}, **headers)

        assert response.status_code == status
        assert "A word to members" in response.content.decode()
    ask.refresh_from_db()
    assert (ask.state, ask.answered_on) == ("asked", None)


def test_double_click_on_accepted_is_one_answer(browser, partner, editor):
    ask = make_ask(partner, editor)
    data = {"state": "accepted", "version": "1"}

    answers = [browser.post(address("answer", ask), data, **HTMX).status_code for _ in range(2)]

    ask.refresh_from_db()
    assert (answers, ask.version) == ([200, 409], 2)


def test_promise_of_ours_that_is_late_shows_on_their_page(browser, partner, editor):
    make_ask(partner, editor, side="theirs", state="accepted", answered_on=date(2026, 11, 3), due_on=date(2026, 11, 13))

    page = browser.get(of(partner.stakeholder), **HTMX)

    [row] = page.context["asks"].theirs
    assert row.days_late == 4
    assert "4 days late" in page.content.decode()
    assert "<html" not in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"asked_on": "2026-11-18"}, "asked_on"),
        ({"state": "accepted", "answered_on": "2026-11-16"}, "answered_on"),
        ({"state": "kept", "answered_on": "2026-11-17", "settled_on": "2026-11-18"}, "settled_on"),
        ({"what": ""}, "what"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(browser, partner, editor, changes, field):
    response = browser.post(address("new", partner), typed(editor) | changes)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_days_that_are_left_out_are_filled_in(browser, partner, editor):
    browser.post(address("new", partner), typed(editor, state="kept"))

    made = Ask.objects.get()
    assert (made.answered_on, made.settled_on) == (TODAY, TODAY)


def test_stale_edit_is_told(browser, partner, editor):
    ask = make_ask(partner, editor)
    Ask.objects.filter(pk=ask.pk).update(version=2, what="Their words")

    response = browser.post(address("edit", ask), typed(editor, version="1"))

    assert response.status_code == 409
    assert "Their words" in response.content.decode()


def test_deleted_ask_counts_no_more_and_can_be_taken_back(browser, partner, editor):
    ask = make_ask(partner, editor)

    browser.post(address("remove", ask))
    gone = browser.get(of(partner.stakeholder)).context["asks"].rows
    browser.post(address("restore", ask))

    assert gone == []
    assert [row.ask for row in browser.get(of(partner.stakeholder)).context["asks"].rows] == [ask]


@pytest.mark.parametrize("how_many", [1, 3, 300])
def test_list_asks_the_database_equally_often_however_many_there_are(browser, initiative, editor, how_many):
    for _ in range(how_many):
        make_ask(make_partnership(initiative), editor)
    url = reverse("engagement:ask-list", args=[initiative.district.slug, initiative.pk])
    browser.get(url)

    with CaptureQueriesContext(connection) as queries:
        response = browser.get(url)

    assert len(response.context["asks"].ours) == how_many
    assert len(queries) == 7


@pytest.mark.parametrize("verb", ["edit", "answer", "remove"])
def test_deleted_ask_is_gone_at_every_address_of_it(browser, partner, editor, verb):
    ask = make_ask(partner, editor)
    ask.remove()
    before = Ask.objects.values().get()

    answers = {browser.get(address(verb, ask)).status_code, browser.post(address(verb, ask)).status_code}

    assert answers <= {404, 405}
    assert 404 in answers
    assert Ask.objects.values().get() == before
