from datetime import date

import pytest

from coalition.districts.models import NoSendDay
from coalition.lib.database.versioned import StaleVersion
from engagement.cadence import calendar_of
from engagement.models import Snooze
from engagement.snoozing import days_ahead, snooze
from tests.makers import make_partnership

TUESDAY, FRIDAY = date(2026, 11, 17), date(2026, 11, 20)


def test_outreach_moves_and_why_is_kept(initiative, editor):
    partnership = make_partnership(initiative, lead=editor, due_on=TUESDAY, reminded_for=TUESDAY, next_step="Call")

    snooze(partnership, by=editor, until=FRIDAY, seen=TUESDAY, reason="They are at a conference.")

    partnership.refresh_from_db()
    kept = Snooze.objects.get()
    assert (partnership.due_on, partnership.next_step, partnership.version) == (FRIDAY, "Call", 2)
    assert (kept.partnership, kept.was_due_on, kept.due_on, kept.by) == (partnership, TUESDAY, FRIDAY, editor)
    assert kept.reason == "They are at a conference."


@pytest.mark.parametrize("seen", [date(2026, 11, 16), None])
def test_outreach_that_moved_meanwhile_is_left_alone(initiative, editor, seen):
    partnership = make_partnership(initiative, due_on=TUESDAY)

    with pytest.raises(StaleVersion):
        snooze(partnership, by=editor, until=FRIDAY, seen=seen)

    partnership.refresh_from_db()
    assert (partnership.due_on, Snooze.objects.count()) == (TUESDAY, 0)


def test_days_offered_skip_weekends_and_days_off(district):
    NoSendDay.objects.create(district=district, date=date(2026, 11, 24))

    calendar = calendar_of(district.pk, TUESDAY)

    assert days_ahead(calendar, TUESDAY) == {1: date(2026, 11, 18), 3: FRIDAY, 7: date(2026, 11, 25)}
    assert days_ahead(calendar, FRIDAY)[1] == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due_on", "next_day"),
    [(None, 18), (date(2026, 11, 10), 18), (TUESDAY, 18), (date(2026, 11, 18), 19), (FRIDAY, 23)],
)
def test_days_offered_lie_behind_the_day_it_is_due(district, due_on, next_day):
    assert days_ahead(calendar_of(district.pk, TUESDAY), TUESDAY, due_on)[1] == date(2026, 11, next_day)
