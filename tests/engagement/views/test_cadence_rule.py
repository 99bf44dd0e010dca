from datetime import date
from uuid import uuid4

import pytest

from coalition.districts.models import AuditEntry
from engagement.cadence import table_of, usual_table
from engagement.enums import Pace
from engagement.models import CadenceRule, OutreachPolicy, Season
from tests.makers import make_member

PAGE = "/d/cedar-bend/settings/rhythm/"


@pytest.fixture
def administrator(client, district):
    client.force_login(make_member(district, "administrator").user)
    return client


def cells(**changes):
    """The form as the page shows it at first, with some cells changed."""
    names = {(sway, level): f"days-{sway}-{'none' if level is None else level + 2}" for sway, level in usual_table()}
    shown = {name: usual_table()[key] for key, name in names.items()}
    return {f"initial-{name}": days for name, days in shown.items()} | shown | changes


def test_page_shows_the_table_the_seasons_and_when_reminders_speak_up(administrator, district):
    CadenceRule.objects.create(district=district, influence=5, level_id=3, days=11)
    Season.objects.create(district=district, name="Summer", begins_on=date(2027, 6, 14), ends_on=date(2027, 8, 13))

    text = administrator.get(PAGE).content.decode()

    assert 'name="days-5-5" value="11"' in text
    assert ("Summer" in text, "Jun 14 to Aug 13, 2027" in text, "Rests: nothing comes due" in text) == (True,) * 3
    assert 'name="escalate_after" value="7"' in text


def test_cells_that_changed_are_kept_and_audited(administrator, district):
    response = administrator.post(PAGE, cells(**{"days-5-none": "10", "days-1-0": ""}))

    assert (response.status_code, response["Location"]) == (303, PAGE)
    assert list(CadenceRule.objects.values_list("influence", "level", "days")) == [(5, None, 10), (1, -2, None)]
    assert table_of(district.pk) == usual_table() | {(5, None): 10, (1, -2): None}
    entry = AuditEntry.objects.get()
    assert (entry.subject, entry.detail) == (
        "2 of 35 cells",
        "Sway 5, Not placed yet: 14 to 10; Sway 1, Adversary: 180 to no rhythm",
    )


def test_page_that_is_old_changes_no_cell_that_was_left_as_it_was_there(administrator, district):
    administrator.post(PAGE, cells(**{"days-5-none": "10"}))
    administrator.post(PAGE, cells(**{"days-4-none": "9"}))

    assert table_of(district.pk) == usual_table() | {(5, None): 10, (4, None): 9}


def test_table_that_is_sent_back_unchanged_writes_nothing(administrator):
    administrator.post(PAGE, cells())

    assert (CadenceRule.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "said"), [("0", "at least one day"), ("367", "at most 366 days"), ("often", "a number of days")]
)
def test_cell_that_makes_no_sense_is_said_and_nothing_is_kept(administrator, typed, said):
    response = administrator.post(PAGE, cells(**{"days-3-1": typed, "days-3-2": "9"}))

    assert (response.status_code, CadenceRule.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_table_goes_back_to_the_usual_days(administrator, district):
    CadenceRule.objects.create(district=district, influence=5, level_id=3, days=11)

    administrator.post(PAGE + "usual/")

    assert table_of(district.pk) == usual_table()


def test_season_is_added_and_removed(administrator, district):
    typed = {"name": "Testing weeks", "begins_on": "2027-04-12", "ends_on": "2027-04-30", "pace": Pace.HALF.value}

    administrator.post("/d/cedar-bend/settings/seasons/new/", typed)

    season = Season.objects.get()
    assert (season.district, season.name, season.pace) == (district, "Testing weeks", Pace.HALF)
    administrator.post(f"/d/cedar-bend/settings/seasons/{season.pk}/removal/")
    assert [entry.verb for entry in AuditEntry.objects.order_by("pk")] == ["Added a season", "Removed a season"]
    assert Season.objects.count() == 0


def test_season_that_is_sent_twice_is_one(administrator):
    typed = {"name": "Summer", "begins_on": "2027-06-12", "ends_on": "2027-08-01", "pace": "0", "submission": uuid4()}

    answers = [administrator.post("/d/cedar-bend/settings/seasons/new/", typed).status_code for _ in range(2)]

    assert (answers, Season.objects.count()) == ([303, 303], 1)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("2027-04-30", "2027-04-12", "on or after the first"), ("2027-04-12", "2028-04-12", "Is the year right?")],
)
def test_season_that_makes_no_sense_is_refused(administrator, first, last, said):
    typed = {"name": "Testing weeks", "begins_on": first, "ends_on": last, "pace": "50"}

    response = administrator.post("/d/cedar-bend/settings/seasons/new/", typed)

    assert (response.status_code, Season.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_when_reminders_speak_up_is_changed(administrator, district):
    typed = {"escalate_after": "3", "rating_lasts": "90", "seat_notice": "0", "start_notice": "2"}

    administrator.post("/d/cedar-bend/settings/rhythm/notices/", typed)

    policy = OutreachPolicy.objects.get()
    assert (policy.district, policy.escalate_after, policy.rating_lasts, policy.seat_notice) == (district, 3, 90, 0)
    assert AuditEntry.objects.get().detail == "escalate_after 3, rating_lasts 90, seat_notice 0"
