from datetime import date

import pytest
from django.urls import reverse

from engagement.plans.due import due_activities
from tests.makers import make_activity, make_initiative

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 17)


def test_due_is_what_is_late_ends_or_begins_within_a_week(initiative, editor):
    late = make_activity(initiative, editor, status="under-way", ends_on=date(2026, 11, 13))
    ending = make_activity(initiative, editor, status="under-way", ends_on=date(2026, 11, 23))
    beginning = make_activity(initiative, editor, starts_on=date(2026, 11, 20))
    make_activity(initiative, editor, status="under-way", ends_on=date(2026, 11, 24))
    make_activity(initiative, editor, starts_on=date(2026, 11, 24))
    make_activity(initiative, editor, status="done", percent=100, done_on=ON, ends_on=ON)
    make_activity(make_initiative(initiative.district), editor, ends_on=ON)

    found = due_activities(initiative, ON)

    assert [(row.activity, row.is_end, row.days_late) for row in found] == [
        (late, True, 4),
        (beginning, False, 0),
        (ending, True, 0),
    ]


def test_due_of_one_lead_is_theirs_and_not_late_and_of_the_team_everybodys(initiative, editor):
    make_activity(initiative, ends_on=ON)

    make_activity(initiative, editor, status="under-way", ends_on=date(2026, 11, 13))

    assert due_activities(initiative, ON, lead=editor) == []
    assert len(due_activities(initiative, ON)) == 2


def test_today_shows_what_is_due_in_the_plan(browser, initiative, editor):
    make_activity(initiative, editor, name="Listening sessions", starts_on=date(2020, 1, 6), ends_on=date(2020, 1, 10))

    page = browser.get(reverse("engagement:today", args=[initiative.district.slug]) + "?whose=team").content.decode()

    assert "In the plan" in page
    assert "Listening sessions" in page
