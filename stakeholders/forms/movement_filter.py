"""The filters of a map, and the two dates between which partners are compared."""

from datetime import date, timedelta

from coalition.lib.forms.day_field import DayField
from stakeholders.forms.map_filter import MapFilterForm
from stakeholders.maps.forecast import months_before

TERMS = (1, 8)
SCHOOL_YEAR = 7


class MovementFilterForm(MapFilterForm):
    """`since` and `until` are dates; what is no date is left out and told, see `problems`."""

    own_map = "movement"

    since = DayField(required=False, label="From")
    until = DayField(required=False, label="To")

    def dates(self, on):
        """Return both days in order, none after `on`; what is not asked for is the beginning of the term, and `on`."""
        until = min(self.chosen.get("until") or on, on)
        since = min(self.chosen.get("since") or term_of(until), on)
        return min(since, until), max(since, until)

    def problems(self, on):
        """Return a sentence for each date that cannot be used as it was asked for."""
        found = [self.why_left_out(name) for name in ("since", "until") if name in self.errors]
        asked = [self.chosen[name] for name in ("since", "until") if name in self.chosen]
        if any(day > on for day in asked):
            found.append("A date after today was set to today: nobody is rated yet on the days to come.")
        if len(asked) == 2 and asked[0] > asked[1]:
            found.append("The first date was after the second, so they were exchanged.")
        return found

    def why_left_out(self, name):
        asked = f"“{self.data[name][:40]}”"
        if self.has_error(name, "invalid"):
            return f"{asked} is no date, so it was left out. Write a date as 2026-09-01."
        return f"{asked} was left out. {self.errors[name][0]}"

    @property
    def left_out(self):
        """Tell whether the address asks for something other than a date that is not there."""
        return bool(set(self.errors) - {"since", "until"})


def term_of(day: date) -> date:
    """Return the first day of the term of `day`: the first of January or of August, the one before on that day."""
    begin = day.replace(month=max(month for month in TERMS if month <= day.month), day=1)
    return begin if begin < day else term_of(day - timedelta(days=1))


def school_year_of(day: date) -> date:
    """Return the first of July before `day`."""
    return date(day.year if (day.month, day.day) > (SCHOOL_YEAR, 1) else day.year - 1, SCHOOL_YEAR, 1)


def presets(on: date):
    """Return the names of what is asked often, each with its first day; the second is today."""
    return (("Month back", months_before(on, 1)), ("This term", term_of(on)), ("This year", school_year_of(on)))
