"""What colleagues changed since a member was here last: partners whose newest rating differs from the one before."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, Subquery

from coalition.districts.models import Membership
from coalition.lib.local_time import local_day
from stakeholders.models import Assessment, Initiative, InvestmentLevel
from stakeholders.models.partnership import rating_hidden_from
from stakeholders.standing.ratings import level_label

SHOWN = 5
LOOKED_AT = 200
WHEN_NEVER_HERE = timedelta(days=7)
LONGEST_LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Change:
    """One partner who moved: `words` say from where to where, `evidence` why."""

    stakeholder_id: int
    name: str
    level: InvestmentLevel
    words: str
    evidence: str
    by: str
    on: date


def since_when(before: date | None, on: date) -> date:
    """The day from which changes are news: the last visit, but at least yesterday and at most thirty days ago."""
    return max(min(before or on - WHEN_NEVER_HERE, on - timedelta(days=1)), on - LONGEST_LOOK_BACK)


def recent_changes(initiative: Initiative, membership: Membership, since: date, levels: dict) -> list[Change]:
    """The newest changes others made, as this member may see them; `levels` are all levels by score."""
    rows = newest_moves(initiative, membership, since).select_related("partnership__stakeholder", "assessor__user")
    return [as_change(row, levels) for row in rows[:SHOWN]]


def newest_moves(initiative, membership, since):
    """Moves among the newest ratings of the district; a bound, since an import can write thousands at once."""
    ratings = Assessment.objects.effective()
    earlier = Q(assessed_on__lt=OuterRef("assessed_on")) | Q(assessed_on=OuterRef("assessed_on"), pk__lt=OuterRef("pk"))
    before = ratings.filter(earlier, partnership=OuterRef("partnership")).newest_first().values("level")[:1]
    written = Assessment.objects.filter(
        district=membership.district_id, created_at__gte=local_day(since, membership.zone)[0]
    )
    return (
        ratings.filter(
            pk__in=written.order_by("-created_at", "-pk").values("pk")[:LOOKED_AT],
            partnership__initiative=initiative,
            partnership__ended_at=None,
            partnership__stakeholder__archived_at=None,
            partnership__current_level=F("level"),
            partnership__rated_on=F("assessed_on"),
        )
        .exclude(assessor=membership)
        .exclude(rating_hidden_from(membership, "partnership__stakeholder__"))
        .annotate(before=Subquery(before))
        .filter(Q(before=None) | ~Q(before=F("level")))
        .order_by("-created_at", "-pk")
    )


def as_change(row, levels):
    stakeholder, level = row.partnership.stakeholder, levels[row.level_id]
    return Change(
        stakeholder_id=stakeholder.pk,
        name=stakeholder.name,
        level=level,
        words=move_in_words(levels.get(row.before), level, stakeholder),
        evidence=row.evidence,
        by=str(row.assessor or "An import"),
        on=row.assessed_on,
    )


def move_in_words(before, level, stakeholder):
    now = level_label(level, stakeholder)
    if before is None:
        return f"was placed at {now}"
    direction = "moved up" if level.score > before.score else "moved back"
    return f"{direction} from {level_label(before, stakeholder)} to {now}"
