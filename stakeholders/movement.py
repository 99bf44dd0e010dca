"""Who moved in an initiative, as one reader may see it: the ratings that count of those whose level they may see."""

from dataclasses import dataclass
from datetime import date

from stakeholders.map_rows import AGED_AFTER, MapRow, as_partner, column
from stakeholders.maps.movement import Change, Rating, compare, newest_by, ratings_by_partner
from stakeholders.models import Assessment
from stakeholders.standing.ratings import may_see_rating


@dataclass(frozen=True, slots=True)
class Moved:
    """What lies between two dates among `rows`; `hidden` counts those whose ratings this reader may not see."""

    rows: dict[int, MapRow]
    ratings: list[Rating]
    change: Change
    hidden: int
    since: date
    until: date

    @property
    def aged(self) -> int:
        """How many were last rated more than six months before the second date."""
        newest = [newest_by(known, self.until) for known in ratings_by_partner(self.ratings).values()]
        return sum(1 for rating in newest if rating and rating.on < self.until - AGED_AFTER)

    def reached(self, on: date) -> int:
        """How many of those with a target stood there on that date, or past it."""
        history = ratings_by_partner(self.ratings)
        newest = {key: newest_by(known, on) for key, known in history.items()}
        return sum(
            1
            for key, row in self.rows.items()
            if row.target is not None and newest.get(key) and newest[key].level >= column(row.target)
        )

    @property
    def with_target(self) -> int:
        return sum(1 for row in self.rows.values() if row.target is not None)


def moved_between(initiative, rows: list[MapRow], membership, since: date, until: date) -> Moved:
    """Compare `rows` on two dates, in one query however many they are."""
    shown = {row.pk: row for row in rows if may_see_rating(row, membership)}
    ratings = [rating for rating in ratings_of(initiative) if rating.partner in shown]
    change = compare(map(as_partner, shown.values()), ratings, since, until)
    return Moved(shown, ratings, change, len(rows) - len(shown), since, until)


def ratings_of(initiative) -> list[Rating]:
    found = Assessment.objects.effective().filter(partnership__initiative=initiative).exclude(level=None)
    rows = found.order_by("assessed_on", "pk").values_list("partnership", "assessed_on", "level", "evidence")
    return [Rating(partner, on, column(score), evidence) for partner, on, score, evidence in rows]
