from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scopes_disabled

from coalition.districts.models import AuditEntry, NoSendDay

READ = "/d/cedar-bend/settings/no-send-days/calendar/"
KEEP = READ + "days/"
TABLE = b"Date,Last day,Name\n2026-11-25,2026-11-27,Thanksgiving break\n2026-09-07,,Labor Day\nsoon,,Later\n"


@pytest.fixture(autouse=True)
def every_district():
    with scopes_disabled(), time_machine.travel("2026-11-17T16:00Z", tick=False):
        yield


def upload(browser, data, name="calendar.csv"):
    return browser.post(READ, {"file": SimpleUploadedFile(name, data)})


def test_calendar_is_shown_with_what_could_not_be_read_and_nothing_is_kept(browser, district):
    response = upload(browser, TABLE)

    text = response.content.decode()
    assert response.status_code == 200
    assert 'value="2026-11-25 to 2026-11-27 Thanksgiving break" id="line-1" checked' in text
    assert "Row 4: it does not begin with a date: soon Later" in text
    assert "1 entry from today on, 1 ticked. 1 are past." in " ".join(text.split())
    assert NoSendDay.objects.count() == 0


def test_day_that_is_there_already_is_not_ticked(browser, district):
    NoSendDay.objects.create(district=district, date=date(2026, 12, 1), label="Snow day")

    text = upload(browser, b"Date,Name\n2026-12-01,Snow day\n").content.decode()

    assert 'value="2026-12-01 Snow day" id="line-1">' in text
    assert "there already" in text


def test_ticked_entries_are_kept_day_by_day(browser, district):
    response = browser.post(KEEP, {"line": ["2026-11-25 to 2026-11-27 Thanksgiving break", "2027-01-18 MLK Day"]})

    assert (response.status_code, response["Location"]) == (303, "/d/cedar-bend/settings/policies/")
    assert list(NoSendDay.objects.values_list("date", "label")) == [
        (date(2026, 11, 25), "Thanksgiving break"),
        (date(2026, 11, 26), "Thanksgiving break"),
        (date(2026, 11, 27), "Thanksgiving break"),
        (date(2027, 1, 18), "MLK Day"),
    ]
    assert AuditEntry.objects.get().detail == "2026-11-25 to 2027-01-18"


@pytest.mark.parametrize(
    ("lines", "said"),
    [([], "Tick at least one entry"), (["Sunday week"], "does not begin with a date")],
    ids=["nothing ticked", "no date"],
)
def test_what_cannot_be_kept_is_said_and_keeps_nothing(browser, lines, said):
    response = browser.post(KEEP, {"line": lines})

    assert (response.status_code, NoSendDay.objects.count()) == (422, 0)
    assert said in response.content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"Who,What\nBoard,Meeting\n", "No column is called Date"), (b"", "empty")],
    ids=["no dates", "empty"],
)
def test_file_that_is_no_calendar_is_refused_in_place(browser, data, said):
    response = upload(browser, data)

    assert response.status_code == 422
    assert said in response.content.decode()
