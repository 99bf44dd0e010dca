from dataclasses import replace
from datetime import date

import pytest

from engagement.timeline.work import Milestone, Work, standing

ON = date(2026, 11, 17)
WORK = Work(1, "Visits", date(2026, 11, 2), date(2026, 11, 27), lead=1)
VOTE = Milestone(1, "Board vote", date(2026, 12, 10))


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"is_done": True, "ends_on": date(2026, 11, 1)}, "done"),
        ({"is_started": True}, "on-track"),
        ({"is_started": True, "ends_on": ON}, "on-track"),
        ({"is_started": True, "ends_on": date(2026, 11, 16)}, "late"),
        ({"is_started": True, "risk": "No hall"}, "at-risk"),
        ({}, "late"),
        ({"starts_on": ON}, "not-started"),
        ({"waits_for": VOTE}, "waiting"),
        ({"waits_for": replace(VOTE, is_reached=True)}, "late"),
        ({"waits_for": VOTE, "risk": "Two against"}, "at-risk"),
        ({"waits_for": VOTE, "ends_on": date(2026, 11, 16)}, "late"),
    ],
)
def test_standing_follows_from_dates_and_what_was_written_down(changes, slug):
    assert standing(replace(WORK, **changes), ON).slug == slug


def test_standing_names_the_milestone_that_is_waited_for():
    assert standing(replace(WORK, waits_for=VOTE), ON).word == "Waiting on Board vote"
