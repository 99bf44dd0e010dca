from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers import make_district, make_initiative, make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.usefixtures("noon")

QUIET = "/d/cedar-bend/gaps/quiet-voices/"
NEVER = "/d/cedar-bend/gaps/never-contacted/"
TUESDAY = date(2026, 11, 17)


def quiet(initiative, name="Paraeducators’ local", **fields):
    stakeholder = make_stakeholder(
        initiative.district, name=name, under_represented=True, under_represented_reason="Asked last."
    )
    return make_partnership(initiative, stakeholder, last_contact_on=TUESDAY - timedelta(days=40), **fields)


def test_rows_behind_a_gap_say_why_and_since_when_and_can_be_logged(browser, initiative):
    partnership = quiet(initiative)

    page = browser.get(QUIET).content.decode()

    for words in ("Paraeducators’ local", "Asked last.", "Last contact Oct 8", "Nobody yet"):
        assert words in page
    assert f"/partnerships/{partnership.pk}/touchpoints/new/?next=%2Fd%2Fcedar-bend%2Fgaps%2Fquiet-voices%2F" in page


def test_never_contacted_shows_the_sway(browser, initiative):
    make_partnership(initiative, make_stakeholder(initiative.district, name="Senator’s office", influence=4))

    page = browser.get(NEVER).content.decode()

    for words in ("Senator’s office", "Sway 4 of 5", "Never contacted"):
        assert words in page


def test_viewer_reads_the_rows_and_cannot_log(client, district, initiative):
    quiet(initiative)
    client.force_login(make_member(district, "viewer").user)

    page = client.get(QUIET).content.decode()

    assert "Paraeducators’ local" in page
    assert "touchpoints/new" not in page


def test_gap_that_is_closed_says_so(browser, initiative):
    assert "Nobody is here any more" in browser.get(QUIET).content.decode()


@pytest.mark.parametrize("path", ["/d/cedar-bend/gaps/someday/", QUIET])
def test_unknown_gap_and_district_without_initiative_are_not_found(browser, path):
    assert browser.get(path).status_code == 404


def test_other_district_is_not_there(browser, initiative):
    quiet(make_initiative(make_district()), name="Foreign voices")

    assert "Foreign voices" not in browser.get(QUIET).content.decode()


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_list_takes_seven_queries_however_long_it_is(browser, initiative, rows):
    for number in range(rows):
        quiet(initiative, name=f"Voice {number}")

    with CaptureQueriesContext(connection) as queries:
        response = browser.get(QUIET)

    assert len(queries) == 7
    assert len(response.context["rows"]) == min(rows, 100)
