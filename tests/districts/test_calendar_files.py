from datetime import date
from zoneinfo import ZoneInfo

import pytest

from coalition.districts.calendar_files import Entry, read_calendar
from coalition.lib.tabular import UnreadableFile

TODAY = date(2026, 11, 17)
DENVER = ZoneInfo("America/Denver")


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@x.example", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def entries(data):
    return [(one.first, one.last, one.name, one.is_closed) for one in read_calendar(data, TODAY, DENVER).entries]


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
        "DTSTART;VALUE=DATE:20261210|SUMMARY:Breakfast with the principal",
    ],
    ids=["a day that is no day off", "a few hours", "no break"],
)
def test_entry_that_does_not_close_schools_is_shown_and_not_ticked(event):
    [found] = entries(calendar(event))

    assert (found[0], found[3]) == (date(2026, 12, 10), False)


@pytest.mark.parametrize(
    ("event", "first", "last"),
    [
        ("DTSTART;TZID=America/Denver:20261125T000000|DTEND;TZID=America/Denver:20261128T000000", 25, 27),
        (
            "DTSTART;TZID=Mountain Standard Time:20261125T000000|DTEND;TZID=Mountain Standard Time:20261128T000000",
            25,
            27,
        ),
        ("DTSTART;TZID=Nowhere/Known:20261125T000000|DTEND;TZID=Nowhere/Known:20261126T000000", 25, 25),
        ("DTSTART:20261125T000000|DTEND:20261126T000000", 25, 25),
        ("DTSTART:20261125T070000Z|DTEND:20261126T070000Z", 25, 25),
        ("DTSTART:20261125T000000Z|DURATION:P1D", 25, 25),
    ],
    ids=["zone", "zone of Outlook", "unknown zone", "no zone", "midnight here", "midnight in Greenwich"],
)
def test_event_from_midnight_to_midnight_is_one_of_whole_days(event, first, last):
    assert entries(calendar(f"{event}|SUMMARY:Schools closed")) == [
        (date(2026, 11, first), date(2026, 11, last), "Schools closed", True)
    ]


def test_time_of_an_event_is_the_one_on_the_clocks_of_the_district():
    [found] = entries(calendar("DTSTART:20261204T020000Z|DTEND:20261204T040000Z|SUMMARY:Board meeting"))

    assert found == (date(2026, 12, 3), date(2026, 12, 3), "Board meeting", False)


def test_cancelled_event_is_left_out():
    assert entries(calendar("DTSTART;VALUE=DATE:20270215|STATUS:CANCELLED|SUMMARY:No school")) == []


def test_day_off_that_repeats_is_read_for_two_years():
    yearly = "DTSTART;VALUE=DATE:20200120|RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=3MO|SUMMARY:MLK Day"
    fridays = "DTSTART;VALUE=DATE:20261204|RRULE:FREQ=WEEKLY;COUNT=4|EXDATE;VALUE=DATE:20261211|SUMMARY:No school"

    assert [(one[0], one[2]) for one in entries(calendar(yearly, fridays))] == [
        (date(2026, 12, 4), "No school"),
        (date(2026, 12, 18), "No school"),
        (date(2026, 12, 25), "No school"),
        (date(2027, 1, 18), "MLK Day"),
        (date(2028, 1, 17), "MLK Day"),
    ]


def test_occurrence_that_was_moved_is_read_where_it_went():
    data = calendar(
        "DTSTART;VALUE=DATE:20261204|RRULE:FREQ=WEEKLY;UNTIL=20261211|SUMMARY:No school",
        "DTSTART;VALUE=DATE:20261210|RECURRENCE-ID;VALUE=DATE:20261211|SUMMARY:No school",
    ).replace(b"UID:1@", b"UID:0@")

    assert [one[0] for one in entries(data)] == [date(2026, 12, 4), date(2026, 12, 10)]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=DAILY", "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;BYDAY=99XX"],
)
def test_rule_that_is_not_understood_is_told_in_words(rule):
    found = read_calendar(calendar(f"DTSTART;VALUE=DATE:20261204|RRULE:{rule}|SUMMARY:No school"), TODAY, DENVER)

    assert found.entries == []
    assert [problem.partition(": it ")[2][:7] for problem in found.problems] == ["repeats"]


def test_rule_that_never_matches_ends_soon():
    found = read_calendar(
        calendar("DTSTART;VALUE=DATE:19700101|RRULE:FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3|SUMMARY:No school"),
        TODAY,
        DENVER,
    )

    assert (found.entries, found.past, found.problems) == ([], 1, [])


def test_past_entries_are_only_counted():
    found = read_calendar(calendar("DTSTART;VALUE=DATE:20260907|SUMMARY:Labor Day"), TODAY, DENVER)

    assert (found.entries, found.past, found.problems) == ([], 1, [])


def test_entry_that_cannot_be_read_is_told_in_words_and_stops_no_other():
    found = read_calendar(
        calendar(
            "SUMMARY:Sometime",
            "DTSTART;VALUE=DATE:20261204|RRULE:FREQ=WEEKLY|SUMMARY:Early release",
            "DTSTART;VALUE=DATE:20270501|DTEND;VALUE=DATE:20280501|SUMMARY:Break",
            "DTSTART;VALUE=DATE:20270329|SUMMARY:Spring break",
            "DTSTART;VALUE=DATE:someday|SUMMARY:Fall break",
        ),
        TODAY,
        DENVER,
    )

    assert [one.name for one in found.entries] == ["Spring break"]
    assert found.problems == [
        "Entry 1, Sometime: it has no day.",
        "Entry 2, Early release: it repeats. Add its days by hand.",
        "Entry 3, Break: it is longer than 120 days. Is the year right?",
        "Entry 5, Fall break: its day cannot be read.",
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

    assert [one.is_closed for one in read_calendar(table, TODAY, DENVER).entries] == [True, True, False]


def test_midnight_that_outlook_writes_as_the_end_is_not_part_of_it():
    table = (
        b"Subject,Start Date,Start Time,End Date,End Time,All day event\n"
        b"Winter break,12/21/2026,12:00:00 AM,1/2/2027,12:00:00 AM,True\n"
        b"Holiday concert,12/10/2026,6:00:00 PM,12/10/2026,8:00:00 PM,False\n"
        b"Spring break,3/15/2027,,3/19/2027,,True\n"
    )

    assert entries(table) == [
        (date(2026, 12, 10), date(2026, 12, 10), "Holiday concert", False),
        (date(2026, 12, 21), date(2027, 1, 1), "Winter break", True),
        (date(2027, 3, 15), date(2027, 3, 19), "Spring break", True),
    ]


def test_bad_rows_of_a_table_are_told_by_their_number():
    found = read_calendar(
        b"Date,Name\n2026-12-21,Winter break\n12/45/2026,Typo\n,Nobody knows\nsoon,Later\n2027-03-29,Spring break\n",
        TODAY,
        DENVER,
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
        read_calendar(data, TODAY, DENVER)


def test_entry_is_written_as_a_line_that_is_read_again():
    assert Entry(TODAY, TODAY, "Snow day", True).line == "2026-11-17 Snow day"
    assert Entry(TODAY, date(2026, 11, 18), "", True).line == "2026-11-17 to 2026-11-18"
