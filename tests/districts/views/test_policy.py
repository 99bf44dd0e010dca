from datetime import date

import pytest
import time_machine
from django_scopes import scopes_disabled

from coalition.districts.models import AuditEntry, NoSendDay

POLICIES = "/d/cedar-bend/settings/policies/"
DAYS = "/d/cedar-bend/settings/no-send-days/"
REASON = "The school board asked for it on November 3."


@pytest.fixture(autouse=True)
def every_district():
    with scopes_disabled():
        yield


def log():
    return [(entry.verb, entry.subject, entry.detail) for entry in AuditEntry.objects.order_by("pk")]


def test_district_is_renamed(browser, district):
    form = {"name": "Cedar Bend Area", "kind_label": "School District", "time_zone": "America/Phoenix", "version": 1}

    response = browser.post(POLICIES + "district/", form)

    district.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, POLICIES)
    assert (district.name, district.time_zone) == ("Cedar Bend Area", "America/Phoenix")
    assert log() == [("Changed the district", "Cedar Bend Area", "name, time zone")]


def test_stale_change_of_the_district_is_told_and_nothing_is_lost(browser, district):
    form = {"name": "Cedar Bend Area", "kind_label": "School District", "time_zone": "America/Phoenix", "version": 1}
    browser.post(POLICIES + "district/", form)

    late = browser.post(POLICIES + "district/", {**form, "name": "Cedar Bend Valley"})

    shown = late.context["district_form"]
    assert late.status_code == 409
    assert [(one.label, one.theirs, one.yours) for one in shown.clashes] == [
        ("Name", "Cedar Bend Area", "Cedar Bend Valley")
    ]
    assert shown["name"].value() == "Cedar Bend Valley"
    assert late.context["last_change"]["history_user"] is not None


def test_what_to_honor_is_turned_on_with_a_reason_a_role_and_a_word_and_off_again(browser, district):
    asked = browser.post(POLICIES + "respect/", {"reason": "short", "role": "lead"})
    on = browser.post(POLICIES + "respect/", {"reason": REASON, "role": "editor", "confirm": "on"})
    district.refresh_from_db()
    was_on = district.keeps_respect, district.respect_role, district.keeps_respect_reason
    browser.post(POLICIES + "respect/off/")

    district.refresh_from_db()
    assert (asked.status_code, on.status_code) == (422, 303)
    assert was_on == (True, "editor", REASON)
    assert district.keeps_respect is False
    assert [verb for verb, _, _ in log()] == ["Turned on", "Turned off"]


def test_district_needs_a_name_and_a_real_zone(browser, district):
    response = browser.post(POLICIES + "district/", {"name": "", "kind_label": "x", "time_zone": "Mars/Base"})

    district.refresh_from_db()
    assert (response.status_code, district.name) == (422, "Cedar Bend")
    assert "Mars/Base is not one of the available choices" in response.content.decode()


@time_machine.travel("2026-11-20 12:00Z", tick=False)
def test_days_without_reminders_are_added_and_removed(browser, district):
    browser.post(DAYS + "new/", {"days": "2026-11-26 to 2026-11-27 Thanksgiving"})
    page = browser.get(POLICIES).content.decode()
    first = NoSendDay.objects.earliest("date")

    response = browser.post(f"{DAYS}{first.pk}/removal/")

    assert "Thu, Nov 26, 2026" in page
    assert response.status_code == 303
    assert list(NoSendDay.objects.values_list("district", "date", "label")) == [
        (district.pk, date(2026, 11, 27), "Thanksgiving")
    ]
    assert [verb for verb, _, _ in log()] == ["Added days without reminders", "Removed a day without reminders"]


@time_machine.travel("2026-11-20 12:00Z", tick=False)
def test_break_is_removed_with_one_press(browser):
    browser.post(DAYS + "new/", {"days": "2026-11-25 Assembly\n2026-11-26 to 2026-11-27 Thanksgiving"})
    first = NoSendDay.objects.get(date=date(2026, 11, 26))
    page = browser.get(POLICIES).content.decode()

    browser.post(f"{DAYS}{first.pk}/removal/", {"through": "2026-11-27"})

    assert ("Remove all 2 days" in page, 'name="through" value="2026-11-27"' in page) == (True, True)
    assert list(NoSendDay.objects.values_list("label", flat=True)) == ["Assembly"]
    assert log()[-1] == ("Removed days without reminders", "2", "2026-11-26 to 2026-11-27, Thanksgiving")


@pytest.mark.parametrize("through", ["2026-11-01", "someday"])
def test_end_of_a_break_that_makes_no_sense_removes_the_one_day(browser, through):
    browser.post(DAYS + "new/", {"days": "2026-11-26 to 2026-11-27 Thanksgiving"})

    browser.post(f"{DAYS}{NoSendDay.objects.earliest('date').pk}/removal/", {"through": through})

    assert list(NoSendDay.objects.values_list("date", flat=True)) == [date(2026, 11, 27)]


def test_a_day_that_is_there_gets_the_new_name(browser):
    browser.post(DAYS + "new/", {"days": "2026-11-26 Holiday"})

    browser.post(DAYS + "new/", {"days": "2026-11-26 Thanksgiving"})

    assert list(NoSendDay.objects.values_list("label", flat=True)) == ["Thanksgiving"]


def test_a_line_that_is_no_day_keeps_what_was_typed(browser):
    response = browser.post(DAYS + "new/", {"days": "2026-11-26 Thanksgiving\nsometime in May"})

    assert response.status_code == 422
    assert "Line 2 does not begin with a date: sometime in May" in response.content.decode()
    assert "2026-11-26 Thanksgiving\nsometime in May</textarea>" in response.content.decode()
    assert NoSendDay.objects.count() == 0


@time_machine.travel("2026-11-27 05:30Z", tick=False)
def test_today_is_counted_by_the_clock_of_the_district(client, district, administrator):
    NoSendDay.objects.create(district=district, date=date(2026, 11, 25))
    NoSendDay.objects.create(district=district, date=date(2026, 11, 26))
    client.force_login(administrator.user)

    page = client.get(POLICIES).content.decode()

    assert "Nov 26, 2026" in page
    assert "Nov 25, 2026" not in page


@time_machine.travel("2026-11-20 12:00Z", tick=False)
def test_days_of_one_name_stand_together_across_a_weekend(browser):
    browser.post(
        DAYS + "new/", {"days": "12/24/2026 to 12/25/2026 Winter break\n12/28/2026 Winter break\n1/18/2027 Holiday"}
    )

    breaks = browser.get(POLICIES).context["breaks"]

    assert [[day.date.day for day in days] for days in breaks] == [[24, 25, 28], [18]]


@pytest.mark.parametrize(("days", "said"), [(730, "730 days"), (0, "never deleted here")])
def test_page_says_how_long_the_list_of_mail_is_kept(browser, district, settings, days, said):
    settings.MAIL_KEEP_DAYS = days

    page = browser.get(POLICIES).content.decode()

    assert said in page
