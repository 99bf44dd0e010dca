"""Days as places on a line of equally wide months."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

FEWEST_MONTHS = 4
MOST_COLUMNS = 12


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Scale:
    """`months` months from the number `first` on (year x 12 + month - 1), each `width` pixels wide from x = `left`."""

    first: int
    months: int
    left: float
    width: float

    @property
    def right(self) -> float:
        return round(self.left + self.months * self.width, 1)

    @property
    def pixels_a_day(self) -> float:
        """The mean width of a day, for what is dragged."""
        last = first_of(self.first + self.months)
        return self.months * self.width / (last - first_of(self.first)).days

    def x(self, day: date) -> float:
        """Where `day` begins, within the line."""
        place = month_of(day) - self.first + (day.day - 1) / monthrange(day.year, day.month)[1]
        return round(self.left + min(max(place, 0), self.months) * self.width, 1)

    def end(self, day: date) -> float:
        """Where `day` ends."""
        return self.x(day + timedelta(days=1))

    def columns(self) -> list[tuple[date, float]]:
        """The first days that carry a label, with their place: each month, or as many apart as there is room for."""
        step = -(-self.months // MOST_COLUMNS)
        return [
            (first_of(self.first + place), round(self.left + place * self.width, 1))
            for place in range(0, self.months, step)
        ]


def scale_over(days: list[date], *, left: float, right: float) -> Scale:
    """Return the scale that shows all `days`, four months at least. `days` are not empty."""
    first, last = month_of(min(days)), month_of(max(days))
    months = max(last - first + 1, FEWEST_MONTHS)
    return Scale(first, months, left, (right - left) / months)
