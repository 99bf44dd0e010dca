"""What is worth knowing beside what is due: partners who came closer lately, said so that it may be forwarded.

A mail leaves the house, so it names no private person's rating, no move away and no evidence.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, Subquery

from stakeholders.enums import PersonType
from stakeholders.models import Assessment, InvestmentLevel

LATELY = timedelta(days=7)
RATINGS_LOOKED_AT = 500
MOST_NEWS = 3


@dataclass(frozen=True)
class News:
    """A partner who moved closer in an initiative; `assessor_id` wrote it down and need not be told."""

    name: str
    before: str
    now: str
    assessor_id: int | None


def news_of(districts: set[int], now: datetime) -> dict[int, list[News]]:
    """The news of these districts by initiative, the newest first, in two queries."""
    labels = dict(InvestmentLevel.objects.values_list("score", "label"))
    found = defaultdict(list)
    for move in moves_closer(districts, now)[:RATINGS_LOOKED_AT]:
        news = News(move.partnership.stakeholder.name, labels[move.before], labels[move.level_id], move.assessor_id)
        found[move.partnership.initiative_id].append(news)
    return found


def moves_closer(districts, now):
    """Newest ratings that are higher than the one before."""
    ratings = Assessment.objects.effective()
    earlier = Q(assessed_on__lt=OuterRef("assessed_on")) | Q(assessed_on=OuterRef("assessed_on"), pk__lt=OuterRef("pk"))
    before = ratings.filter(earlier, partnership=OuterRef("partnership")).newest_first().values("level")[:1]
    return (
        ratings.filter(
            district__in=districts,
            created_at__gte=now - LATELY,
            partnership__ended_at=None,
            partnership__stakeholder__archived_at=None,
            partnership__current_level=F("level"),
            partnership__rated_on=F("assessed_on"),
        )
        .exclude(partnership__stakeholder__person_type__in=(PersonType.PRIVATE, PersonType.STUDENT))
        .annotate(before=Subquery(before))
        .filter(level__gt=F("before"))
        .select_related("partnership__stakeholder")
        .order_by("-created_at", "-pk")
    )


def news_for(membership_id: int, partnerships, news: dict[int, list[News]]) -> list[News]:
    """The few news for one member, of the initiatives in which something is due, but not what they wrote themselves."""
    initiatives = dict.fromkeys(partnership.initiative_id for partnership in partnerships)
    known = [each for initiative in initiatives for each in news.get(initiative, ())]
    return [each for each in known if each.assessor_id != membership_id][:MOST_NEWS]
