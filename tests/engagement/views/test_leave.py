from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from coalition.districts.models import AuditEntry
from engagement.leaves import take_leave
from engagement.models import Leave
from tests.makers import make_member, make_partnership

AWAY = "/d/cedar-bend/away/"
NOW = datetime(2026, 11, 17, 19, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOW)


@pytest.fixture
def deputy(district):
    return make_member(district, "editor", title="Principal")


def typed(deputy, /, **changes):
    return {"begins_on": "2026-11-17", "ends_on": "2026-11-20", "deputy": deputy.pk, **changes}


def test_member_who_is_away_hands_their_partners_to_a_deputy(browser, initiative, editor, deputy):
    partnership = make_partnership(initiative, lead=editor, due_on=date(2026, 11, 17))

    response = browser.post(AWAY, typed(deputy))

    partnership.refresh_from_db()
    assert (response.status_code, response["Location"], partnership.lead) == (303, AWAY, deputy)
    assert "You are away until Fri, Nov 20." in browser.get("/d/cedar-bend/").content.decode()


def test_deputy_sees_for_whom_they_stand_in(client, initiative, editor, deputy):
    make_partnership(initiative, lead=editor, due_on=date(2026, 11, 17))
    take_leave(editor, deputy=deputy, begins_on=date(2026, 11, 17), ends_on=date(2026, 11, 20), now=NOW)
    client.force_login(deputy.user)

    page = client.get("/d/cedar-bend/").content.decode()

    assert "You stand in for Communications director until Fri, Nov 20." in page
    assert 'Mine <span class="numeric">1</span>' in page


def test_who_wrote_a_leave_down_and_who_ended_it_is_kept(browser, editor, deputy):
    browser.post(AWAY, typed(deputy))
    browser.post(f"{AWAY}{Leave.objects.get().pk}/end/")

    entries = AuditEntry.objects.order_by("pk").values_list("actor", "verb", "subject", "detail")
    days = "2026-11-17 to 2026-11-20, Principal stands in"
    assert list(entries) == [
        (editor.pk, "Wrote down a time away", "Communications director", days),
        (editor.pk, "Ended a time away", "Communications director", days),
    ]


def test_leave_that_is_sent_twice_is_one(browser, deputy):
    form = typed(deputy, submission=str(uuid4()))

    answers = [browser.post(AWAY, form).status_code for _ in range(2)]

    assert (answers, Leave.objects.count()) == ([303, 303], 1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends_on": "2026-11-16"}, "Choose a day on or after the first."),
        ({"begins_on": "2026-11-01", "ends_on": "2026-11-10"}, "That is over already."),
        ({"ends_on": "2028-11-16"}, "Choose a day within a year."),
        ({"deputy": "own"}, "Choose somebody else to stand in."),
        ({"deputy": "viewer"}, "They may only read here."),
    ],
)
def test_leave_that_makes_no_sense_is_refused(browser, editor, deputy, changes, said):
    people = {"own": editor.pk, "viewer": make_member(editor.district, "viewer").pk}
    changes = {name: people.get(value, value) for name, value in changes.items()}

    response = browser.post(AWAY, typed(deputy, **changes))

    assert (response.status_code, Leave.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_leave_that_overlaps_is_refused_in_words(browser, editor, deputy):
    browser.post(AWAY, typed(deputy))

    response = browser.post(AWAY, typed(deputy))

    assert (response.status_code, Leave.objects.count()) == (422, 1)
    assert "away from Nov 17 to Nov 20 already" in response.content.decode()


def test_editor_speaks_for_themselves_and_lead_for_everybody(client, browser, editor, deputy):
    browser.post(AWAY, typed(deputy, membership=deputy.pk))
    assert [leave.membership for leave in Leave.objects.all()] == [editor]

    client.force_login(make_member(editor.district, "lead").user)
    third = make_member(editor.district, "editor")
    client.post(AWAY, typed(deputy, membership=third.pk))

    assert [leave.membership for leave in Leave.objects.order_by("pk")] == [editor, third]


def test_leave_ends_early_and_partners_come_back(browser, initiative, editor, deputy):
    partnership = make_partnership(initiative, lead=editor)
    browser.post(AWAY, typed(deputy))

    browser.post(f"{AWAY}{Leave.objects.get().pk}/end/")

    partnership.refresh_from_db()
    assert (partnership.lead, Leave.objects.get().ended_at.date()) == (editor, NOW.date())


def test_editor_cannot_end_the_leave_of_another(browser, editor, deputy):
    third = make_member(editor.district)
    leave = take_leave(third, deputy=editor, begins_on=date(2026, 11, 17), ends_on=date(2026, 11, 20), now=NOW)

    response = browser.post(f"{AWAY}{leave.pk}/end/")

    leave.refresh_from_db()
    assert (response.status_code, leave.ended_at) == (404, None)
