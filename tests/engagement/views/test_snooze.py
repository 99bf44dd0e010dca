from datetime import date

import pytest

from coalition.districts.models import NoSendDay
from engagement.enums import MailKind
from engagement.models import Handover, OutgoingMail, Snooze
from tests.makers import make_member, make_partnership, make_stakeholder

pytestmark = pytest.mark.usefixtures("noon")

TUESDAY = date(2026, 11, 17)


@pytest.fixture
def partnership(initiative, editor):
    stakeholder = make_stakeholder(initiative.district, name="Chamber of commerce")
    return make_partnership(initiative, stakeholder, lead=editor, due_on=TUESDAY, next_step="Invite to showcase")


def later(partnership):
    return f"/d/cedar-bend/partnerships/{partnership.pk}/later/"


def hand(partnership):
    return f"/d/cedar-bend/partnerships/{partnership.pk}/handovers/new/"


def test_row_on_today_leads_to_later_and_back(browser, partnership):
    page = browser.get("/d/cedar-bend/").content.decode()

    assert f'href="{later(partnership)}?next=/d/cedar-bend/%3Fwhose%3Dmine"' in page.replace("%2F", "/")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ({"to": "1"}, date(2026, 11, 18)),
        ({"to": "3"}, date(2026, 11, 20)),
        ({"to": "7"}, date(2026, 11, 24)),
        ({"to": "day", "until": "2026-12-08"}, date(2026, 12, 8)),
    ],
)
def test_outreach_is_put_off_with_a_reason(browser, partnership, editor, typed, day):
    form = {"seen": "2026-11-17", "reason": "They asked for later.", "next": "/d/cedar-bend/?whose=team", **typed}

    response = browser.post(later(partnership), form)

    partnership.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, "/d/cedar-bend/?whose=team")
    assert (partnership.due_on, Snooze.objects.get().reason) == (day, "They asked for later.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"to": "3", "reason": ""}, "Say why in a few words."),
        ({"to": "day"}, "Choose the day."),
        ({"to": "day", "until": "2026-11-17"}, "Choose a day that lies ahead."),
        ({"to": "day", "until": "2031-01-01"}, "Choose a day within a year."),
        ({"to": "2"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_said_and_moves_nothing(browser, partnership, typed, said):
    response = browser.post(later(partnership), {"seen": "2026-11-17", "reason": "Later", **typed})

    partnership.refresh_from_db()
    assert (response.status_code, partnership.due_on, Snooze.objects.count()) == (422, TUESDAY, 0)
    assert said in response.content.decode()


def test_days_offered_follow_the_day_it_is_due(browser, partnership):
    type(partnership).objects.filter(pk=partnership.pk).update(due_on=date(2026, 11, 20))

    page = browser.get(later(partnership)).content.decode()

    assert [text in page for text in ("The school day after, Mon, Nov 23", "A week later, Fri, Nov 27")] == [True] * 2


def test_days_offered_differ_from_each_other(browser, partnership):
    for day in range(20, 24):
        NoSendDay.objects.create(district=partnership.district, date=date(2026, 11, day))

    page = browser.get(later(partnership)).content.decode()

    assert [page.count(text) for text in ("Wed, Nov 18", "In 3 days, Tue, Nov 24", "Tue, Nov 24")] == [1, 1, 1]


def test_page_that_is_outdated_says_so_and_moves_nothing(browser, partnership):
    response = browser.post(later(partnership), {"seen": "2026-11-10", "reason": "Later", "to": "3"})

    partnership.refresh_from_db()
    assert (response.status_code, partnership.due_on) == (409, TUESDAY)
    assert "Somebody changed this meanwhile" in response.content.decode()


def test_usual_reasons_are_a_tap_away(browser, partnership):
    page = browser.get(later(partnership)).content.decode()

    assert 'list="snooze-reasons"' in page
    assert page.count('<option value="', page.index('<datalist id="snooze-reasons">'), page.index("</datalist>")) == 4


def test_earlier_reasons_stand_on_the_page(browser, partnership, editor):
    browser.post(later(partnership), {"seen": "2026-11-17", "reason": "Waiting for their board.", "to": "3"})

    page = browser.get(later(partnership)).content.decode()

    assert ("Waiting for their board." in page, "Nov 17 to Nov 20" in page) == (True, True)


def test_partner_without_a_date_can_only_be_handed_over(browser, initiative):
    page = browser.get(later(make_partnership(initiative))).content.decode()

    assert ("nothing to put off" in page, "Hand over" in page) == (True, True)


def test_partner_is_handed_over_and_the_colleague_told(browser, partnership, editor):
    taker = make_member(editor.district, "editor", title="Principal")

    response = browser.post(hand(partnership), {"taker": taker.pk, "note": "They know you.", "version": "1"})

    partnership.refresh_from_db()
    handover, mail = Handover.objects.get(), OutgoingMail.objects.get()
    assert (response.status_code, partnership.lead, partnership.version) == (303, taker, 2)
    assert (handover.giver, handover.taker, handover.note, handover.by) == (editor, taker, "They know you.", editor)
    assert (mail.kind, mail.recipient, mail.about_id) == (MailKind.HANDOVER, taker, handover.pk)


def test_who_takes_a_partner_over_themselves_is_not_told(browser, initiative, editor):
    partnership = make_partnership(initiative, lead=make_member(editor.district))

    browser.post(hand(partnership), {"taker": editor.pk, "version": "1"})

    partnership.refresh_from_db()
    assert (partnership.lead, OutgoingMail.objects.count()) == (editor, 0)


@pytest.mark.parametrize("who", ["viewer", "lead already", "turned off"])
def test_partner_is_handed_to_nobody_who_cannot_lead(browser, partnership, editor, who):
    taker = editor if who == "lead already" else make_member(editor.district, "viewer" if who == "viewer" else "editor")
    if who == "turned off":
        taker.turn_off()

    response = browser.post(hand(partnership), {"taker": taker.pk, "version": "1"})

    partnership.refresh_from_db()
    assert (response.status_code, partnership.lead, Handover.objects.count()) == (422, editor, 0)


def test_handover_of_a_partner_who_changed_meanwhile_is_refused(browser, partnership, editor):
    taker = make_member(editor.district, "editor")
    partnership.claim_version(1)

    response = browser.post(hand(partnership), {"taker": taker.pk, "version": "1"})

    partnership.refresh_from_db()
    assert (response.status_code, partnership.lead, Handover.objects.count()) == (409, editor, 0)
