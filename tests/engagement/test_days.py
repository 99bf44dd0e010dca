from datetime import date

import pytest

from engagement.days import day_in_words, due_in_words

TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 11, 10), "7 days late"),
        (date(2026, 11, 16), "1 day late"),
        (date(2026, 11, 17), "Due today"),
        (date(2026, 11, 19), "Thu, Nov 19"),
        (date(2027, 1, 4), "Mon, Jan 4, 2027"),
    ],
)
def test_due_day_is_said_as_late_today_or_a_date(due_on, words):
    assert due_in_words(due_on, TUESDAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 17), "today"),
        (date(2026, 11, 16), "yesterday"),
        (date(2026, 11, 13), "Friday"),
        (date(2026, 11, 11), "Wednesday"),
        (date(2026, 11, 10), "Nov 10"),
        (date(2025, 12, 30), "Dec 30, 2025"),
        (date(2026, 11, 18), "Nov 18"),
    ],
)
def test_past_day_is_said_by_its_name_within_the_week(day, words):
    assert day_in_words(day, TUESDAY) == words
