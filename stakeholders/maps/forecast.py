"""A plain forecast of movement: net steps per month so far, and the range between the worst and the best stretch.

A step is one level between two ratings of one partner, toward us or back; a first rating is no step. The pace is the
net steps over the last six months, or over as many whole months as there are ratings for. The range goes from the worst
to the best three months in a row within them, so it takes four months; and it takes a partner who was rated again in
them, for where nobody looked nothing was seen to stand still. Nothing else is assumed.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stakeholders.maps.movement import Rating, newest_by, ratings_by_partner

MONTHS_LOOKED_AT = 6
STRETCH = 3


@dataclass(frozen=True, slots=True)
class Forecast:
    """What three more months bring: `middle` at the pace of the last `months`, `low` and `high` as stretches went.

    `net` is the number of net steps those months brought; all are whole steps toward us, negative when back. `ratings`
    are those of the months that tell of a partner rated before.
    """

    months: int
    ratings: int
    net: int
    middle: int
    low: int
    high: int


def months_before(day: date, count: int) -> date:
    """Return the same day `count` months earlier, the last of that month where it is shorter."""
    number = day.year * 12 + day.month - 1 - count
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def net_steps(ratings: Iterable[Rating], after: date, until: date) -> int:
    """Return the steps between where partners stood on `after` and on `until`; who was not rated by then made none."""
    total = 0
    for known in ratings_by_partner(ratings).values():
        end = newest_by(known, until)
        begin = newest_by(known, after) or known[0]
        if end is not None and begin.on <= end.on:
            total += end.level - begin.level
    return total


def forecast(ratings: Iterable[Rating], on: date) -> Forecast | None:
    """Return the forecast for the three months after `on`; None where ratings tell too little, see above."""
    known = [rating for rating in ratings if rating.on <= on]
    if not known:
        return None
    first = min(rating.on for rating in known)
    months = sum(first <= months_before(on, back) for back in range(1, MONTHS_LOOKED_AT + 1))
    begin = months_before(on, months)
    again = sum(rating.on > begin for own in ratings_by_partner(known).values() for rating in own[1:])
    if months <= STRETCH or not again:
        return None
    net = net_steps(known, begin, on)
    stretches = [
        net_steps(known, months_before(on, back), months_before(on, back - STRETCH))
        for back in range(STRETCH, months + 1)
    ]
    middle = round(net / months * STRETCH)
    return Forecast(
        months=months, ratings=again, net=net, middle=middle, low=min(*stretches, middle), high=max(*stretches, middle)
    )
