from datetime import UTC, date, datetime, time, timedelta

from engagement.reminders.schedule import Rhythm
from engagement.reminders.upcoming import Closure, Day, Due, Named, coming
from tests.lib.test_local_time import DENVER

TUESDAY = date(2026, 11, 17)
MORNING = datetime(2026, 11, 17, 16, 41, tzinfo=UTC)
THANKSGIVING = dict.fromkeys([date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)], "Thanksgiving")


def rhythm(**fields):
    return Rhythm(**{"at": time(7), "weekdays": frozenset(range(5)), "zone": DENVER, **fields})


def due(name, days):
    return Due(name, TUESDAY + timedelta(days=days), "aware")


def test_todays_mail_names_what_is_late_and_what_is_due():
    days = coming(rhythm(), {}, [due("Chamber", 0), due("City liaison", -7)], MORNING)

    assert days == [
        Day(
            TUESDAY,
            [Named("City liaison", "aware", "7 days late", True), Named("Chamber", "aware", "Due today", False)],
        )
    ]


def test_later_mail_names_what_falls_due_that_day():
    days = coming(rhythm(), {}, [due("PTA council", 2)], MORNING)

    assert days == [Day(date(2026, 11, 19), [Named("PTA council", "aware", "Due that day", False)])]


def test_weekend_moves_to_monday():
    days = coming(rhythm(), {}, [due("Newspaper", 4)], MORNING)

    assert days == [Day(date(2026, 11, 23), [Named("Newspaper", "aware", "2 days late", True)])]


def test_break_is_shown_with_what_moves_and_whither():
    days = coming(rhythm(), THANKSGIVING, [due("One", 8), due("Two", 9), due("Three", 13)], MORNING)

    assert days[0] == Closure(date(2026, 11, 25), date(2026, 11, 27), "Thanksgiving", 2, date(2026, 11, 30))
    assert [named.name for named in days[1].named] == ["One", "Two", "Three"]
    assert len(days) == 2


def test_days_off_with_different_names_are_shown_apart():
    closed = {date(2026, 11, 25): "Teacher day", **dict.fromkeys([date(2026, 11, 26)], "Thanksgiving")}

    days = coming(rhythm(), closed, [], MORNING)

    assert [day.label for day in days] == ["Teacher day", "Thanksgiving"]


def test_evening_belongs_to_tomorrow():
    days = coming(rhythm(), {}, [due("Chamber", 0)], MORNING + timedelta(hours=12))

    assert [day.on for day in days] == [date(2026, 11, 18)]


def test_weekly_mail_names_the_week_ahead():
    days = coming(rhythm(is_weekly=True), {}, [due("A", 0), due("B", 9), due("C", 20)], MORNING)

    assert [(day.on, [named.name for named in day.named]) for day in days] == [
        (date(2026, 11, 23), ["A", "B"]),
        (date(2026, 12, 7), ["C"]),
    ]


def test_pause_and_no_days_send_nothing():
    paused = coming(rhythm(paused_until=date(2026, 12, 1)), {}, [due("A", 0)], MORNING)
    never = coming(rhythm(weekdays=frozenset()), {}, [due("A", 0)], MORNING)

    assert [day.on for day in paused] == [date(2026, 12, 1)]
    assert never == []
