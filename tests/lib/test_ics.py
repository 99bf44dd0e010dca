from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coalition.lib.ics import Entry, write

CHANGED = datetime(2026, 11, 17, 15, tzinfo=UTC)
DAY = date(2026, 11, 19)


def entry(**fields):
    return Entry(
        **{"uid": "one@x.example", "title": "Outreach", "first": DAY, "last": DAY, "changed_at": CHANGED, **fields}
    )


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def test_entry_is_a_whole_day_with_its_identity():
    content = write("Cedar Bend", [entry(sequence=4, url="https://x.example/1", text="Mastery learning")])

    assert content.decode().replace("\r\n", "\n") == (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Coalition//Calendar feed//EN\nCALSCALE:GREGORIAN\nNAME:Cedar Bend\n"
        "X-WR-CALNAME:Cedar Bend\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\nX-PUBLISHED-TTL:PT1H\n"
        "BEGIN:VEVENT\nSUMMARY:Outreach\nDTSTART;VALUE=DATE:20261119\nDTEND;VALUE=DATE:20261120\n"
        "DTSTAMP:20261117T150000Z\nUID:one@x.example\nSEQUENCE:4\nCLASS:PRIVATE\nDESCRIPTION:Mastery learning\n"
        "LAST-MODIFIED:20261117T150000Z\nSTATUS:CONFIRMED\nTRANSP:TRANSPARENT\nURL:https://x.example/1\nEND:VEVENT\n"
        "END:VCALENDAR\n"
    )


def test_alarm_rings_at_its_hour_of_the_day():
    [event] = events(write("Cedar Bend", [entry(alarm=timedelta(hours=7))]))

    [alarm] = event.walk("VALARM")
    assert (alarm["ACTION"], alarm.decoded("TRIGGER")) == ("DISPLAY", timedelta(hours=7))


def test_cancelled_entry_says_so_and_rings_no_more():
    [event] = events(write("Cedar Bend", [entry(alarm=timedelta(hours=7), is_cancelled=True)]))

    assert (event["STATUS"], event.walk("VALARM")) == ("CANCELLED", [])


def test_same_entries_in_another_order_give_the_same_bytes():
    both = [entry(), entry(uid="two@x.example", first=DAY - timedelta(days=1))]

    assert write("Cedar Bend", both) == write("Cedar Bend", both[::-1])


@given(title=st.text(max_size=300), text=st.text(max_size=300))
def test_no_text_breaks_the_calendar(title, text):
    content = write("Cedar Bend", [entry(title=title, text=text)])

    [event] = events(content)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert event["SUMMARY"].split() == "".join(sign if sign.isprintable() else " " for sign in title).split()
