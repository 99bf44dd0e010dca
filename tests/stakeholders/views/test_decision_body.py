from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.models import DecisionBody, Seat, Sector
from tests.makers import make_district, make_seat, make_stakeholder

pytestmark = pytest.mark.usefixtures("noon")

LIST = "/d/cedar-bend/decision-bodies/"


@pytest.fixture
def body(district):
    return DecisionBody.objects.create(district=district, name="School board", kind="board")


def test_body_is_added_and_renamed(browser, district):
    added = browser.post(f"{LIST}new/", {"name": "School board", "kind": "board"})
    body = DecisionBody.objects.get()
    renamed = browser.post(f"{LIST}{body.pk}/edit/", {"name": "Board of education", "kind": "board", "version": 1})

    body.refresh_from_db()
    assert (added.status_code, renamed.status_code, renamed["Location"]) == (303, 303, LIST)
    assert (body.name, body.kind, body.district) == ("Board of education", "board", district)


def test_stale_rename_is_told(browser, browse, lead, body):
    sent = {"kind": "other", "version": 1}
    browse(lead).post(f"{LIST}{body.pk}/edit/", {**sent, "name": "Design team"})

    late = browser.post(f"{LIST}{body.pk}/edit/", {**sent, "name": "Core team"})

    assert late.status_code == 409
    assert [(one.label, one.theirs, one.yours) for one in late.context["form"].clashes] == [
        ("Name", "Design team", "Core team")
    ]
    assert late.context["last_change"].history_user == lead.user


def test_name_of_a_body_is_given_once_in_a_district(browser, body):
    DecisionBody.objects.create(district=make_district(), name="Vision team")

    taken = browser.post(f"{LIST}new/", {"name": "School board", "kind": "other"})
    free = browser.post(f"{LIST}new/", {"name": "Vision team", "kind": "vision-team"})

    assert taken.context["form"].errors == {"name": ["There is one with this name already."]}
    assert (taken.status_code, free.status_code) == (422, 303)


def test_list_says_who_holds_each_seat_today(browser, district, body):
    students = make_stakeholder(district, name="Students", sector=Sector.objects.get(slug="students"))
    former = make_stakeholder(district, name="Former")
    make_seat(students, title="1")
    make_seat(former, title="2", ends_on=date(2026, 11, 16))
    make_seat(former, title="3", ends_on=date(2026, 11, 17))
    Seat.objects.create(district=district, body=body, title="4")

    (shown,) = browser.get(LIST).context["bodies"]

    assert [(row.seat.title, row.is_held, row.is_community) for row in shown.rows] == [
        ("1", True, True),
        ("2", False, True),
        ("3", True, True),
        ("4", False, False),
    ]


def test_link_to_rename_says_which_body(browser, body):
    page = browser.get(LIST).content.decode()

    assert f'Rename<span class="visually-hidden"> {body}</span></a>' in page


def test_list_asks_the_same_questions_however_many_seats(browser, district, body):
    counts, made = [], 0
    for amount in (1, 3, 300):
        while made < amount:
            make_seat(make_stakeholder(district))
            made += 1
        with CaptureQueriesContext(connection) as queries:
            browser.get(LIST)
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts


def test_empty_list_offers_the_first_body_to_those_who_may(browser, browse, viewer):
    assert f"{LIST}new/" in browser.get(LIST).content.decode()
    assert f"{LIST}new/" not in browse(viewer).get(LIST).content.decode()
