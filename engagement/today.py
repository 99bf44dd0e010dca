"""What the landing page shows, read in a fixed number of queries and put into words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Subquery

from coalition.districts.models import Membership
from engagement import gaps
from engagement.changes import Change, recent_changes
from engagement.leaves import about
from engagement.models import Leave, Milestone
from engagement.outreach import (
    COUNTED_UP_TO,
    GROUPS,
    MINE,
    OVERDUE,
    ROWS_IN_A_GROUP,
    TEAM,
    TODAY,
    WEEK,
    counts,
    due,
    elsewhere,
    first_rows,
    in_group,
    waiting_in_words,
)
from engagement.plans.due import DueActivity, due_activities
from stakeholders.models import Initiative, InvestmentLevel, Partnership
from stakeholders.standing.ratings import level_label, may_see_rating

MILESTONE_WITHIN = timedelta(days=30)
TITLES = {OVERDUE: ("Overdue", "triangle-alert"), TODAY: ("Today", "sun"), WEEK: ("This week", "calendar")}


@dataclass(frozen=True, slots=True)
class OutreachRow:
    """One partner to speak with. `days_late` is negative before the day; `level` is None where it may not be seen."""

    partnership: Partnership
    days_late: int
    level: InvestmentLevel | None
    level_label: str
    shows_level: bool
    lead: str


@dataclass(frozen=True, slots=True)
class OutreachGroup:
    """Rows under one heading; `more` is how many of `count` are not among them."""

    key: str
    title: str
    icon: str
    count: int
    rows: list[OutreachRow]

    @property
    def more(self):
        return max(0, self.count - len(self.rows))

    @property
    def is_capped(self):
        return self.count >= COUNTED_UP_TO


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything on the page but the date."""

    whose: str
    groups: list[OutreachGroup]
    mine: int
    team: int
    lede: str
    has_partners: bool
    gaps: list[gaps.Gap]
    changes: list[Change]
    elsewhere: list[dict]
    leaves: list[Leave]
    activities: list[DueActivity]
    milestone: str
    milestone_when: str

    @property
    def waiting(self):
        return waiting_in_words(self.mine)

    @property
    def rows(self):
        return [row for group in self.groups for row in group.rows]

    def row_after(self, due_on: date | None, pk: int) -> OutreachRow | None:
        """The row that comes after the place of another, else the first: where to go on when that one is done."""
        rows = [row for row in self.rows if row.partnership.pk != pk]
        if due_on is None:
            return next(iter(rows), None)
        later = (row for row in rows if (row.partnership.due_on, row.partnership.pk) > (due_on, pk))
        return next(later, next(iter(rows), None))


def read_today(*, initiative: Initiative, membership: Membership, on: date, since: date, whose: str) -> TodayPage:
    """Read the page in nine queries, however much is due."""
    found = Initiative.objects.filter(pk=initiative.pk).annotate(
        **counts(initiative, membership, on), **gaps.facts(initiative, on), **next_milestone(initiative, on)
    )
    found = found.values(*found.query.annotations).get()
    levels = {level.score: level for level in InvestmentLevel.objects.all()}
    partners = due(initiative, on) if whose == TEAM else due(initiative, on).led_by(membership)
    never = gaps.behind(gaps.NEVER_CONTACTED, initiative, on).select_related("stakeholder").first()
    return TodayPage(
        whose=whose,
        groups=put_in_groups(first_rows(partners, on), found, whose, levels, membership, on),
        mine=sum(found[f"{MINE}_{group}"] for group in GROUPS),
        team=sum(found[f"{TEAM}_{group}"] for group in GROUPS),
        lede=lede(*(found[f"{whose}_{group}"] for group in GROUPS), is_team=whose == TEAM),
        has_partners=found["has_partners"],
        gaps=gaps.find_gaps(found, never, membership.district.slug, initiative) if found["has_partners"] else [],
        changes=recent_changes(initiative, membership, since, levels),
        elsewhere=list(elsewhere(initiative, membership, on)),
        leaves=list(about(membership, on)),
        activities=due_activities(initiative, on, lead=None if whose == TEAM else membership),
        milestone=found["milestone"] or "",
        milestone_when=ahead(found["milestone_on"], on),
    )


def next_milestone(initiative: Initiative, on: date) -> dict:
    """Annotations with the name and the day of the next milestone of the month ahead, None where there is none."""
    found = Milestone.objects.active().filter(initiative=initiative, reached_on=None)
    found = found.filter(happens_on__range=(on, on + MILESTONE_WITHIN)).order_by("happens_on", "pk")
    return {"milestone": Subquery(found.values("name")[:1]), "milestone_on": Subquery(found.values("happens_on")[:1])}


def ahead(day: date | None, on: date) -> str:
    """How far off a day is: "today", "tomorrow", "in 23 days"."""
    days = (day - on).days if day else 0
    return f"in {days} days" if days > 1 else ("tomorrow" if days else "today")


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A part of one group."""

    rows: list[OutreachRow]
    has_more: bool


def read_group(*, initiative: Initiative, membership: Membership, on: date, whose: str, group: str, page: int):
    """Read one page of a group, counted from 1."""
    partners = due(initiative, on) if whose == TEAM else due(initiative, on).led_by(membership)
    start = (page - 1) * ROWS_IN_A_GROUP
    found = list(with_row(in_group(partners, group, on))[start : start + ROWS_IN_A_GROUP + 1])
    levels = {level.score: level for level in InvestmentLevel.objects.all()}
    rows = [as_row(partner, levels, membership, on) for partner in found[:ROWS_IN_A_GROUP]]
    return GroupPage(rows, len(found) > ROWS_IN_A_GROUP)


def put_in_groups(partners, found, whose, levels, membership, on):
    rows = {group: [] for group in GROUPS}
    for partner in with_row(partners):
        late = (on - partner.due_on).days
        group = OVERDUE if late > 0 else TODAY if late == 0 else WEEK
        rows[group].append(as_row(partner, levels, membership, on))
    return [OutreachGroup(key, *TITLES[key], found[f"{whose}_{key}"], rows[key]) for key in GROUPS if rows[key]]


def with_row(partners):
    """With what a row shows."""
    return partners.select_related("stakeholder", "lead__user")


def as_row(partner, levels, membership, on):
    is_visible = may_see_rating(partner.stakeholder, membership)
    level = levels.get(partner.current_level_id) if is_visible else None
    return OutreachRow(
        partnership=partner,
        days_late=(on - partner.due_on).days if partner.due_on else 0,
        level=level,
        level_label=level_label(level, partner.stakeholder),
        shows_level=is_visible,
        lead=str(partner.lead or "Nobody yet"),
    )


def lede(overdue: int, today: int, week: int, *, is_team: bool) -> str:
    """Say in a sentence or two what waits."""
    across = "Across the team, " if is_team else ""
    if overdue and today:
        text = f"{conversations(overdue)} overdue and {apnumber(today)} {be(today)} due today."
    elif overdue:
        text = f"{conversations(overdue)} overdue. Nothing more is due today."
    elif today:
        text = f"{conversations(today)} due today. Nothing is overdue."
    elif week:
        text = f"nothing is overdue or due today. {conversations(week).capitalize()} due this week."
    else:
        text = "nothing is due this week."
    return across + (text if is_team else text[0].upper() + text[1:])


def conversations(count):
    return f"{apnumber(count)} conversation{'' if count == 1 else 's'} {be(count)}"


def be(count):
    return "is" if count == 1 else "are"
