from datetime import date

import pytest

from coalition.districts.calendar_files import Entry, read_calendar
from coalition.lib.tabular import UnreadableFile

TODAY = date(2026, 11, 17)


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@x.example", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def entries(data):
    return [(one.first, one.last, one.name, one.is_closed) for one in read_calendar(data, TODAY).entries]


def test_end_of_an_event_of_whole_days_is_not_part_of_it():
    data = calendar(
        "DTSTART;VALUE=DATE:20261125|DTEND;VALUE=DATE:20261128|SUMMARY:Thanksgiving break",
        "DTSTART;VALUE=DATE:20270118|SUMMARY:MLK Day",
    )

    assert entries(data) == [
        (date(2026, 11, 25), date(2026, 11, 27), "Thanksgiving break", True),
        (date(2027, 1, 18), date(2027, 1, 18), "MLK Day", True),
    ]


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART;VALUE=DATE:20261210|SUMMARY:Board meeting",
        "DTSTART:20261210T180000Z|DTEND:20261210T200000Z|SUMMARY:Holiday concert",
    ],
    ids=["a day that is no day off", "a few hours"],
)
def test_entry_that_does_not_close_schools_is_shown_and_not_ticked(event):
    [found] = entries(calendar(event))

    assert (found[0], found[3]) == (date(2026, 12, 10), False)


def test_past_entries_are_only_counted():
    found = read_calendar(calendar("DTSTART;VALUE=DATE:20260907|SUMMARY:Labor Day"), TODAY)

    assert (found.entries, found.past, found.problems) == ([], 1, [])


def test_entry_that_cannot_be_read_is_told_in_words_and_stops_no_other():
    found = read_calendar(
        calendar(
            "SUMMARY:Sometime",
            "DTSTART;VALUE=DATE:20261204|RRULE:FREQ=WEEKLY|SUMMARY:Early release",
            "DTSTART;VALUE=DATE:20270501|DTEND;VALUE=DATE:20280501|SUMMARY:Break",
            "DTSTART;VALUE=DATE:20270329|SUMMARY:Spring break",
        ),
        TODAY,
    )

    assert [one.name for one in found.entries] == ["Spring break"]
    assert found.problems == [
        "Entry 1, Sometime: it has no day.",
        "Entry 2, Early release: it repeats. Add its days by hand.",
        "Entry 3, Break: it is longer than 120 days. Is the year right?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Start Date,End Date,Event\n2026-11-25,2026-11-27,Thanksgiving break\n",
        "Subject;Start;End\nThanksgiving break;11/25/2026;11/27/2026\n",
        "Name\tFirst day\tLast day\nThanksgiving break\tNov 25, 2026\tNov 27, 2026\n",
    ],
    ids=["iso", "american with semicolons", "words and tabs"],
)
def test_table_is_read_by_the_names_of_its_columns(text):
    assert entries(text.encode()) == [(date(2026, 11, 25), date(2026, 11, 27), "Thanksgiving break", True)]


def test_row_of_a_table_is_a_day_off_when_it_says_so_or_says_nothing():
    table = b"Date,Name\n2026-12-21,Winter break\n2026-12-22,\n2026-12-23,Board meeting\n"

    assert [one.is_closed for one in read_calendar(table, TODAY).entries] == [True, True, False]


def test_bad_rows_of_a_table_are_told_by_their_number():
    found = read_calendar(
        b"Date,Name\n2026-12-21,Winter break\n12/45/2026,Typo\n,Nobody knows\nsoon,Later\n2027-03-29,Spring break\n",
        TODAY,
    )

    assert [one.name for one in found.entries] == ["Winter break", "Spring break"]
    assert found.problems == [
        "Row 3: there is no day 12/45/2026.",
        "Row 4: it has no date.",
        "Row 5: it does not begin with a date: soon Later",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261125\r\nEND:NOTHING\r\n", "This calendar is broken"),
        (b"What,Who\nMeeting,Board\n", "No column is called Date or Start"),
        (b"\x00" * 3_000_000, "at most 2 MB"),
    ],
    ids=["broken calendar", "no dates", "too large"],
)
def test_file_that_is_no_calendar_is_refused_with_the_way_on(data, said):
    with pytest.raises(UnreadableFile, match=said):
        read_calendar(data, TODAY)


def test_entry_is_written_as_a_line_that_is_read_again():
    assert Entry(TODAY, TODAY, "Snow day", True).line == "2026-11-17 Snow day"
    assert Entry(TODAY, date(2026, 11, 18), "", True).line == "2026-11-17 to 2026-11-18"
