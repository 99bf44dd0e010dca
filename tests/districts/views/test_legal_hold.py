import pytest
import time_machine
from django_scopes import scopes_disabled

from coalition.districts.models import AuditEntry

POLICIES = "/d/cedar-bend/settings/policies/"
HOLD, RELEASE = POLICIES + "legal-hold/", POLICIES + "legal-hold/release/"
REASON = "Ruiz v. Cedar Bend, letter of counsel of November 3."


@pytest.fixture(autouse=True)
def every_district():
    with scopes_disabled():
        yield


def log():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "detail"))


@time_machine.travel("2026-11-22 06:30Z", tick=False)
def test_hold_is_dated_by_the_clock_of_the_district(browser):
    browser.post(HOLD, {"reason": REASON})

    assert "Since Nov 21, 2026 nothing is deleted" in browser.get(POLICIES).content.decode()


def test_hold_is_placed_with_a_reason_once_and_released(browser, district):
    asked = browser.post(HOLD, {"reason": "short"})
    placed = browser.post(HOLD, {"reason": REASON})
    browser.post(HOLD, {"reason": "Another reason, long enough."})
    page = browser.get(POLICIES).content.decode()
    district.refresh_from_db()
    since, reason = district.held_since, district.held_reason

    browser.post(RELEASE)
    browser.post(RELEASE)

    district.refresh_from_db()
    assert (asked.status_code, placed.status_code, since is not None, reason) == (422, 303, True, REASON)
    assert REASON in page
    assert (district.held_since, district.held_reason) == (None, "")
    assert log() == [("Placed a legal hold", REASON), ("Released the legal hold", "")]
