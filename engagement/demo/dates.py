"""When things of the demo happened and fall due, counted from the day it is loaded, so that the story is always now."""

from datetime import UTC, date, datetime, time, timedelta

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
DAY = timedelta(days=1)


def past(today: date, ago: int) -> date:
    """The day `ago` days before `today`, or the Friday before where that is a weekend."""
    day = today - ago * DAY
    return day - max(0, day.weekday() - SATURDAY + 1) * DAY


def moment(day: date) -> datetime:
    """An instant on the afternoon of `day` in North America."""
    return datetime.combine(day, time(21, 40), UTC)


def due(today: date, days: int) -> date:
    """The day something falls due in `days` days; late work keeps its exact number of days.

    What is due within five days stays within the week, on a working day where one is left; what is due later moves
    from a weekend to the Monday after.
    """
    day = today + days * DAY
    if days <= 0:
        return day
    if days > 5:
        return day + (7 - day.weekday()) * DAY if day.weekday() >= SATURDAY else day
    if today.weekday() == SUNDAY:
        return day
    friday = today + (FRIDAY - today.weekday()) * DAY
    return min(day, friday if today < friday else friday + 2 * DAY)


def no_send_days(today: date) -> dict[date, str]:
    """The holidays of the school years that touch this calendar year and the next, by date."""
    return {day: label for year in (today.year, today.year + 1) for day, label in holidays(year).items()}


def holidays(year: int) -> dict[date, str]:
    """The days of a calendar year on which a school district is closed and a reminder would meet nobody."""
    thanksgiving = nth_weekday(year, 11, 3, 4)
    spring_break = nth_weekday(year, 3, 0, 3)
    days = {
        date(year, 1, 1): "New Year’s Day",
        nth_weekday(year, 1, 0, 3): "Martin Luther King Jr. Day",
        nth_weekday(year, 2, 0, 3): "Presidents’ Day",
        **{spring_break + n * DAY: "Spring break" for n in range(5)},
        nth_weekday(year, 6, 0, 1) - 7 * DAY: "Memorial Day",
        date(year, 6, 19): "Juneteenth",
        date(year, 7, 4): "Independence Day",
        nth_weekday(year, 9, 0, 1): "Labor Day",
        date(year, 11, 11): "Veterans Day",
        **{thanksgiving + n * DAY: "Thanksgiving" for n in (-1, 0, 1)},
        **{date(year, 12, n): "Winter break" for n in range(22, 32)},
    }
    return {day: label for day, label in days.items() if day.weekday() < SATURDAY}


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The `nth` such weekday (Monday is 0) of a month."""
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY
