from datetime import date

import pytest

from coalition.districts.no_send_days import BadLine, Day, read_days


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-26 Thanksgiving",
        "2026-11-26, Thanksgiving",
        '"2026-11-26","Thanksgiving"',
        "11/26/2026 Thanksgiving",
        "11/26/26: Thanksgiving",
        "Nov 26, 2026 Thanksgiving",
        "November 26 2026, Thanksgiving",
        "Nov. 26, 2026\tThanksgiving",
        "Thursday, November 26, 2026 Thanksgiving",
        "Thu Nov 26, 2026 Thanksgiving",
    ],
)
def test_read_days_understands_how_calendars_write_a_day(line):
    assert read_days(line) == [Day(date(2026, 11, 26), "Thanksgiving")]


@pytest.mark.parametrize("between", [" to ", " - ", "–", ",", " through ", " until "])
def test_read_days_takes_two_dates_as_a_break(between):
    days = read_days(f"12/30/2026{between}1/1/2027 Winter break")

    assert days == [
        Day(date(2026, 12, 30), "Winter break"),
        Day(date(2026, 12, 31), "Winter break"),
        Day(date(2027, 1, 1), "Winter break"),
    ]


@pytest.mark.parametrize("line", ["Nov 25-26, 2026 Break", "Wed, Nov 25, 2026 to Thu, Nov 26, 2026 Break"])
def test_read_days_takes_days_of_one_month_as_a_break(line):
    assert read_days(line) == [Day(date(2026, 11, 25), "Break"), Day(date(2026, 11, 26), "Break")]


def test_read_days_skips_empty_lines_and_keeps_the_last_word_on_a_day():
    days = read_days("\n2026-11-27\n\n2026-11-26 Fall\n2026-11-26 Thanksgiving\n")

    assert days == [Day(date(2026, 11, 26), "Thanksgiving"), Day(date(2026, 11, 27), "")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Thanksgiving 2026-11-26", "Line 1 does not begin with a date: Thanksgiving 2026-11-26"),
        ("2026-11-26\n2026-02-30 Oops", "Line 2: there is no day 2026-02-30."),
        ("2026-11-27 to 2026-11-26", "Line 1 ends before it begins."),
        ("2026-12-21 to 2027-12-21 Break", "Line 1 is longer than 120 days. Is the year right?"),
        ("2026-11-26\n" * 501, "These are 501 lines; at most 500 are read at once."),
    ],
)
def test_read_days_says_which_line_it_does_not_understand(text, says):
    with pytest.raises(BadLine) as refusal:
        read_days(text)

    assert str(refusal.value) == says
