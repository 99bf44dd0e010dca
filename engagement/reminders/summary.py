"""The week of an initiative in words, for its lead: what moved, what slipped, what comes up, and who is missing.

A mail leaves the house: it names who came closer as the news do, names nobody who moved back, and quotes no evidence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.utils.formats import date_format

from engagement import gaps
from engagement.models import Activity, Milestone
from engagement.outreach import partners_of
from engagement.reminders.digest import Digest, spelled
from engagement.reminders.news import news_of
from stakeholders.models import Initiative

LOOK_AHEAD = timedelta(days=14)
MOST_NAMED = 5


@dataclass(frozen=True)
class Week:
    """One initiative: under each heading facts, each with a sentence; `url` opens it."""

    name: str
    url: str
    moved: list[tuple[str, str]]
    slipped: list[tuple[str, str]]
    ahead: list[tuple[str, str]]
    missing: list[tuple[str, str]]

    @property
    def parts(self):
        """The headings that have something to say: title, lines, and what stands in place of none."""
        found = (
            ("What moved", self.moved, "Nobody came closer this week."),
            ("What slipped", self.slipped, "Nothing is overdue."),
            ("Coming up", self.ahead, ""),
            ("Who is missing", self.missing, ""),
        )
        return [(title, lines, empty) for title, lines, empty in found if lines or empty]


def weeks_of(initiatives: list[Initiative], slug: str, now: datetime, today: date, page: Callable) -> list[Week]:
    """The week of each initiative that ends at `now`."""
    news = news_of({each.district_id for each in initiatives}, now)
    return [
        Week(
            name=each.name,
            url=page("stakeholders:initiative-overview", slug, each.pk),
            moved=moved(news.get(each.pk, [])),
            slipped=slipped(each, today),
            ahead=ahead(each, today),
            missing=missing(each, slug, today),
        )
        for each in initiatives
    ]


def moved(news):
    lines = [(one.name, f"moved from {one.before} to {one.now}.") for one in news[:MOST_NAMED]]
    more = len(news) - MOST_NAMED
    return [*lines, (f"{more} more", "came closer.")] if more > 0 else lines


def slipped(initiative, today):
    """Overdue outreach by who leads it, and overdue activities by name."""
    late = partners_of(initiative).filter(due_on__lt=today, lead__isnull=False)
    by_lead = late.values("lead", "lead__title", "lead__user__name").annotate(count=Count("pk"))
    lines = [
        (row["lead__title"] or row["lead__user__name"] or "A colleague", f"has {conversations(row['count'])} overdue.")
        for row in by_lead.order_by("-count", "lead")[:MOST_NAMED]
    ]
    activities = Activity.objects.overdue(today).filter(initiative=initiative).order_by("ends_on", "pk")
    return lines + [
        (each.name, f"should have ended on {date_format(each.ends_on, 'M j')}.") for each in activities[:MOST_NAMED]
    ]


def conversations(count):
    return f"{spelled(count)} conversation{'' if count == 1 else 's'}"


def ahead(initiative, today):
    coming = Milestone.objects.active().filter(
        initiative=initiative, reached_on=None, happens_on__range=(today, today + LOOK_AHEAD)
    )
    return [(date_format(each.happens_on, "D, M j"), f"{each.name}.") for each in coming[:MOST_NAMED]]


def missing(initiative, slug, today):
    facts = Initiative.objects.filter(pk=initiative.pk).annotate(**gaps.facts(initiative, today))
    facts = facts.values(*facts.query.annotations).get()
    first = gaps.behind(gaps.NEVER_CONTACTED, initiative, today).select_related("stakeholder").first()
    found = gaps.find_gaps(facts, first, slug, initiative) if facts["has_partners"] else []
    return [(gap.fact, gap.sentence) for gap in found]


def digest_of(weeks: list[Week]) -> Digest:
    """What stands around the weeks."""
    names = weeks[0].name if len(weeks) == 1 else f"{spelled(len(weeks))} initiatives"
    is_clean = not any(week.slipped for week in weeks)
    return Digest(
        items=(),
        more=0,
        subject=f"The week in {names}",
        title=f"The week in {names}",
        intro=f"What moved in the last seven days, what slipped, and who is missing.{' Nothing slipped.' * is_clean}",
        context="Weekly summary",
    )
