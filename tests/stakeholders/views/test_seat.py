from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.models import DecisionBody, Seat
from tests.makers import make_district, make_seat, make_stakeholder

LIST = "/d/cedar-bend/decision-bodies/"


@pytest.fixture
def body(district):
    return DecisionBody.objects.create(district=district, name="School board", kind="board")


def new(body):
    return f"{LIST}{body.pk}/seats/new/"


def page(seat, part):
    return f"/d/cedar-bend/seats/{seat.pk}/{part}/"


def test_seat_is_added_with_holder_and_days(browser, district, body):
    holder = make_stakeholder(district)
    sent = {"title": "Seat 3", "stakeholder": holder.pk, "starts_on": "2026-01-01", "ends_on": "2026-12-31"}

    answer = browser.post(new(body), sent)

    seat = Seat.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, LIST)
    assert (seat.body, seat.district, seat.title, seat.stakeholder) == (body, district, "Seat 3", holder)
    assert (seat.starts_on, seat.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))


def test_seat_may_be_vacant(browser, body):
    browser.post(new(body), {"title": "Seat 3"})

    assert Seat.objects.get().stakeholder is None


def test_seat_does_not_end_before_it_starts(browser, body):
    answer = browser.post(new(body), {"title": "Seat 3", "starts_on": "2026-02-01", "ends_on": "2026-01-31"})

    assert answer.context["form"].errors == {"ends_on": ["The last day is before the first."]}
    assert answer.status_code == 422


def test_seat_passes_to_somebody_else_and_the_history_keeps_who_held_it(browser, district):
    before, after = make_stakeholder(district), make_stakeholder(district)
    seat = make_seat(before, title="Seat 3")

    browser.post(page(seat, "edit"), {"title": "Seat 3", "stakeholder": after.pk, "version": 1})

    seat.refresh_from_db()
    assert (seat.stakeholder, seat.starts_on) == (after, None)
    assert [row.stakeholder_id for row in seat.history.order_by("history_id")] == [before.pk, after.pk]


def test_stale_edit_of_a_seat_proposes_what_only_the_other_changed(browser, browse, lead, district):
    before, after = make_stakeholder(district, name="Before"), make_stakeholder(district, name="After")
    seat = make_seat(before, title="Seat 3", starts_on=None)
    old = {"title": "Seat 3", "stakeholder": before.pk, "version": 1}
    browse(lead).post(page(seat, "edit"), {**old, "stakeholder": after.pk})

    late = browser.post(page(seat, "edit"), {**old, "title": "Chair"})
    form = late.context["form"]
    chosen = {f"take-{one.name}": "theirs" if one.takes_theirs else "yours" for one in form.clashes}
    browser.post(page(seat, "edit"), {**old, "title": "Chair", "version": form["version"].value(), **chosen})

    seat.refresh_from_db()
    assert late.status_code == 409
    assert [(one.name, one.theirs, one.yours, one.takes_theirs) for one in form.clashes] == [
        ("title", "Seat 3", "Chair", False),
        ("stakeholder", "After", "Before", True),
    ]
    assert (seat.title, seat.stakeholder, seat.version) == ("Chair", after, 3)


def test_seat_is_vacated_by_choosing_no_one(browser, district):
    seat = make_seat(make_stakeholder(district))

    browser.post(page(seat, "edit"), {"title": seat.title, "stakeholder": "", "version": 1})

    seat.refresh_from_db()
    assert seat.stakeholder is None


def test_nobody_of_another_district_takes_a_seat(browser, body):
    theirs = make_stakeholder(make_district())

    answer = browser.post(new(body), {"title": "Seat 3", "stakeholder": theirs.pk})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["stakeholder"])


def test_seat_is_taken_away(browser, district):
    seat = make_seat(make_stakeholder(district))

    assert browser.post(page(seat, "removal")).status_code == 303
    assert Seat.objects.count() == 0


@pytest.mark.parametrize("part", ["edit", "removal"])
def test_seat_of_another_district_is_as_if_it_were_not_there(browser, part):
    theirs = make_seat(make_stakeholder(make_district()))

    assert browser.post(page(theirs, part), {"title": "Ours"}).status_code == 404
    assert Seat.objects.get().title == theirs.title


def test_viewer_changes_no_seat(browse, viewer, district, body):
    seat = make_seat(make_stakeholder(district))

    urls = [new(body), page(seat, "edit"), page(seat, "removal")]

    assert [browse(viewer).post(url, {"title": "x"}).status_code for url in urls] == [403, 403, 403]


def test_page_of_holders_tells_who_held_it_from_when_until_when(browser, district, time_machine):
    before, after = make_stakeholder(district, name="Before"), make_stakeholder(district, name="After")
    time_machine.move_to("2026-02-01T19:00:00Z")
    seat = make_seat(before, title="Seat 3", starts_on=date(2025, 1, 1))
    time_machine.move_to("2026-06-30T19:00:00Z")
    browser.post(page(seat, "edit"), {"title": "Seat 3", "version": 1})
    time_machine.move_to("2026-08-01T19:00:00Z")
    browser.post(page(seat, "edit"), {"title": "Seat 3", "stakeholder": after.pk, "version": 2})
    sent = {
        "title": "Seat 3",
        "stakeholder": after.pk,
        "starts_on": "2026-08-15",
        "ends_on": "2027-08-14",
        "version": 3,
    }
    browser.post(page(seat, "edit"), sent)

    terms = browser.get(page(seat, "holders")).context["terms"]

    assert [(one.name, one.since, one.until, one.is_now) for one in terms] == [
        ("After", date(2026, 8, 15), date(2027, 8, 14), True),
        ("Before", date(2025, 1, 1), date(2026, 6, 30), False),
    ]


def test_page_of_holders_asks_as_much_however_many_there_were(browser, district):
    seat, counts = make_seat(make_stakeholder(district)), []
    for amount in (1, 3, 30):
        while seat.history.count() < amount:
            seat.stakeholder = make_stakeholder(district)
            seat.save()
        browser.get(page(seat, "holders"))
        with CaptureQueriesContext(connection) as queries:
            browser.get(page(seat, "holders"))
        counts.append(len(queries))

    assert len(set(counts)) == 1
