"""A plan read for a page or a file, in a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from coalition.districts.models import Membership
from engagement.enums import ActivityStatus
from engagement.models import Activity, ActivityMember, Milestone, Plan
from engagement.timeline import workload
from engagement.timeline.drawing import Drawing, Group, draw_timeline
from engagement.timeline.scale import first_of, month_of
from engagement.timeline.work import Milestone as Mark
from engagement.timeline.work import Standing, Work, standing
from stakeholders.enums import Phase
from stakeholders.models import Initiative

PHASE, LEAD, MONTH = "phase", "lead", "month"
WORK_FIELDS = ("pk", "name", "starts_on", "ends_on", "lead", "hours", "percent", "status", "risk_reason", "initiative")
MONTHS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An activity with where it stands."""

    activity: Activity
    work: Work
    standing: Standing
    icon: str

    @property
    def parties(self):
        """The partners, the accountable one first, each with what they are unless they are merely asked first."""
        rows = sorted(
            self.activity.involved.all(), key=lambda one: (not one.is_accountable, one.partnership.stakeholder.name)
        )
        return ", ".join(one.in_words for one in rows)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything a plan shows; `drawing` is None while there is nothing to draw."""

    rows: list[PlanRow]
    groups: list[Group]
    milestones: list[Milestone]
    drawing: Drawing | None
    hours: int
    spent: int
    budget: int | None
    counts: Counter

    @property
    def at_risk(self):
        return self.counts["at-risk"]

    @property
    def over_budget(self):
        return 0 if self.budget is None else max(self.spent - self.budget, 0)


def read_plan(initiative: Initiative, on: date, by: str = PHASE, *, with_everybody: bool = False) -> PlanPage:
    """Read the plan with its partners in four queries; `with_everybody` reads the colleagues as well, in one more."""
    activities = Activity.objects.active().filter(initiative=initiative).for_list().with_partners()
    if with_everybody:
        activities = activities.with_colleagues()
    activities = list(activities)
    milestones = list(Milestone.objects.active().filter(initiative=initiative).select_related("body"))
    plan = Plan.objects.filter(initiative=initiative).first()
    rows = [as_row(activity, on) for activity in activities]
    groups = grouped(rows, by)
    return PlanPage(
        rows=[row for group in groups for row in rows_of(group, rows)],
        groups=groups,
        milestones=milestones,
        drawing=draw_timeline(groups, [as_mark(one) for one in milestones], on) if rows or milestones else None,
        hours=sum(activity.staff_hours for activity in activities),
        spent=sum(activity.budget for activity in activities),
        budget=plan.budget if plan else None,
        counts=Counter(row.standing.slug for row in rows),
    )


def rows_of(group, rows):
    known = {row.work.key: row for row in rows}
    return [known[work.key] for work in group.works]


def as_row(activity, on):
    work = as_work(activity)
    return PlanRow(activity, work, standing(work, on), Phase(activity.phase).icon)


def as_work(activity: Activity) -> Work:
    return Work(
        key=activity.pk,
        name=activity.name,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        lead=activity.lead_id,
        lead_name=str(activity.lead),
        initials=activity.lead.initials,
        hours=activity.hours,
        percent=activity.percent,
        is_done=activity.is_done,
        is_started=activity.status == ActivityStatus.UNDER_WAY,
        risk=activity.risk_reason,
        waits_for=as_mark(activity.waits_for) if activity.waits_for else None,
        version=activity.version,
    )


def as_mark(milestone: Milestone) -> Mark:
    is_over = milestone.reached_on is not None or milestone.removed_at is not None
    return Mark(milestone.pk, milestone.name, milestone.happens_on, is_over)


def grouped(rows, by):
    """Return the groups in their order: the three phases, the leads by position, or the months of the start."""
    keys = {PHASE: phase_key, LEAD: lead_key, MONTH: month_key}
    heads = {PHASE: phase_head, LEAD: lead_head, MONTH: month_head}
    ordered = sorted(rows, key=lambda row: (*keys[by](row), row.activity.starts_on, row.activity.pk))
    return [head_group(list(found), heads[by]) for _, found in groupby(ordered, key=keys[by])]


def head_group(rows, head):
    label, icon, title = head(rows[0])
    return Group(label, tuple(row.work for row in rows), icon, title)


def phase_key(row):
    return (Phase.values.index(row.activity.phase),)


def lead_key(row):
    return (str(row.activity.lead), row.activity.lead_id)


def month_key(row):
    return (row.activity.starts_on.year, row.activity.starts_on.month)


def phase_head(row):
    return Phase(row.activity.phase).label, row.icon, ""


def lead_head(row):
    return row.activity.lead.initials, "user", str(row.activity.lead)


def month_head(row):
    return f"{row.activity.starts_on:%b %Y}", "calendar", ""


@dataclass(frozen=True, slots=True)
class Carried:
    """The load of one colleague in words, as a bar of 280 pixels, and month by month."""

    member: Membership
    load: workload.Load
    value_width: float
    over_x: float
    over_width: float
    limit_x: float | None
    months: list[int]


@dataclass(frozen=True, slots=True)
class Workload:
    """Who carries how much until the horizon and in the months ahead, and how the load could be shared."""

    until: date
    carried: list[Carried]
    shares: list[workload.Share]
    members: dict[int, Membership]
    months: list[date]

    @property
    def is_known(self):
        """Tell whether anybody has said how many hours they can give."""
        return any(one.load.can_give is not None for one in self.carried)

    @property
    def most_over(self):
        return next((one for one in self.carried if one.load.over), None)


def read_workload(district, on: date) -> Workload:
    """Read the load of everybody in the district, over all initiatives, in three queries."""
    members = Membership.objects.filter(district=district).active().select_related("user", "capacity")
    members = {member.pk: member for member in members.order_by("title", "pk")}
    weekly = {key: one.capacity.weekly_hours for key, one in members.items() if hasattr(one, "capacity")}
    works = open_works()
    until = workload.horizon(on)
    found = workload.loads(works, weekly, on, until)
    by_month = workload.hours_by_month(works, on)
    months = [first_of(month_of(on) + ahead) for ahead in range(MONTHS_SHOWN)]
    widest = max((max(load.hours, load.can_give or 0) for load in found.values()), default=0) or 1
    known = [load for key, load in found.items() if key in members and (load.hours or load.can_give is not None)]
    known.sort(key=lambda load: (-load.over, -load.hours, str(members[load.lead])))
    return Workload(
        until=until,
        carried=[carry(members[load.lead], load, widest, by_month, months) for load in known],
        shares=workload.share_the_load(works, found, on, until),
        members=members,
        months=months,
    )


def open_works():
    """What is asked of whom: each open activity of its lead, and of each colleague who gives hours to one."""
    opened = Activity.objects.open()
    works = [plain_work(row) for row in opened.order_by("pk").values(*WORK_FIELDS)]
    known = {work.key: work for work in works}
    parts = ActivityMember.objects.filter(activity__in=opened, hours__gt=0).order_by("pk")
    parts = parts.values_list("activity", "member", "hours")
    return works + [replace(known[key], lead=member, hours=hours) for key, member, hours in parts]


def plain_work(row):
    return Work(
        key=row["pk"],
        name=row["name"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        lead=row["lead"],
        hours=row["hours"],
        percent=row["percent"],
        is_started=row["status"] == ActivityStatus.UNDER_WAY,
    )


def carry(member, load, widest, by_month, months):
    scale = 270 / widest
    limit = None if load.can_give is None else round(load.can_give * scale, 1)
    whole = round(load.hours * scale, 1)
    within = whole if limit is None else min(whole, limit)
    hours = by_month.get(member.pk, {})
    return Carried(
        member=member,
        load=load,
        value_width=within,
        over_x=round(within + 1, 1),
        over_width=round(max(whole - within - 1, 0), 1),
        limit_x=limit,
        months=[round(hours.get(month, 0)) for month in months],
    )
