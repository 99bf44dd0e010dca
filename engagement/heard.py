"""What was heard from a stakeholder, newest first, with the ratings it led to where the reader may see them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from coalition.districts.models import Membership
from engagement.models import Touchpoint
from stakeholders.models import Assessment, InvestmentLevel, Stakeholder
from stakeholders.standing.ratings import level_label, may_see_rating

ROWS_ON_A_PAGE = 50
COUNTED_UP_TO = 1000


@dataclass(frozen=True, slots=True)
class HeardRow:
    """One contact; `now` and `before` are the levels of the rating it led to, None where there is none to show."""

    touchpoint: Touchpoint
    now: InvestmentLevel | None
    now_label: str
    before: InvestmentLevel | None
    before_label: str


@dataclass(frozen=True, slots=True)
class HeardPage:
    """A part of the list, counted from page 1; `count` is None where it was not asked for."""

    rows: list[HeardRow]
    page: int
    has_more: bool
    count: int | None

    @property
    def previous_page(self):
        return self.page - 1

    @property
    def next_page(self):
        return self.page + 1 if self.has_more else 0


def read_heard(
    stakeholder: Stakeholder,
    membership: Membership,
    *,
    initiative: int | None = None,
    until: date | None = None,
    page: int = 1,
    size: int = ROWS_ON_A_PAGE,
    with_count: bool = False,
) -> HeardPage:
    """Read one page of the contacts with `stakeholder`, in one initiative or in all, up to a day or all."""
    contacts = Touchpoint.objects.filter(stakeholders=stakeholder)
    if initiative is not None:
        contacts = contacts.filter(initiative=initiative)
    if until is not None:
        contacts = contacts.filter(happened_on__lte=until)
    start = (page - 1) * size
    found = list(with_rating(contacts, stakeholder).newest_first()[start : start + size + 1])
    count = contacts.order_by()[:COUNTED_UP_TO].count() if with_count else None
    levels = {level.score: level for level in InvestmentLevel.objects.all()}
    is_visible = may_see_rating(stakeholder, membership)
    rows = [as_row(touchpoint, stakeholder, levels if is_visible else {}) for touchpoint in found[:size]]
    return HeardPage(rows, page, len(found) > size, count)


def with_rating(contacts, stakeholder):
    """Annotate the scores of the rating each contact led to for this stakeholder, and of the one before it."""
    rating = Q(partnership=OuterRef("assessment__partnership"))
    earlier = Q(assessed_on__lt=OuterRef("assessment__assessed_on")) | Q(
        assessed_on=OuterRef("assessment__assessed_on"), pk__lt=OuterRef("assessment")
    )
    own = Assessment.objects.effective().filter(partnership__stakeholder=stakeholder)
    return contacts.select_related("logged_by__user", "initiative").annotate(
        score=Subquery(own.filter(pk=OuterRef("assessment")).values("level")[:1]),
        score_before=Subquery(own.filter(rating, earlier).newest_first().values("level")[:1]),
    )


def as_row(touchpoint, stakeholder, levels):
    now, before = levels.get(touchpoint.score), levels.get(touchpoint.score_before)
    before = before if before != now else None
    return HeardRow(touchpoint, now, level_label(now, stakeholder), before, level_label(before, stakeholder))
