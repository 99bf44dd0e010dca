"""The registry: everyone in the district as a list, narrowed, ordered and read a page at a time.

One statement reads a page: the people, where each stands in one initiative, and how many there are (up to a limit).
Ratings are those the reader may see, in the rows, the filters and the count alike: see ratings.py. Rows are read as
columns, not as records: a list of fifty is asked for more often than anything else.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, FilteredRelation, OuterRef, Q

from coalition.districts.models import Membership, User
from coalition.lib.paging import CountUpTo, page_of
from stakeholders.enums import Participation
from stakeholders.models import Initiative, InvestmentLevel, Partnership, Seat, Stakeholder
from stakeholders.models.decision_body import sits_at_table
from stakeholders.ratings import Listed, level_label, may_see_rating
from stakeholders.reference import Reference

ROWS_ON_A_PAGE = 50
COUNTED_UP_TO = 1000
UNPLACED = "unplaced"
PARTICIPATION = {one.value: str(one.label) for one in Participation}
ABOUT_PARTNERS = {"here", "stands", "purpose"}


class Here:
    """Whether someone is a partner in the initiative one looks at."""

    PARTNERS, OTHERS = "yes", "no"


class Sort:
    NAME, SWAY = "name", "sway"


ORDERS = {
    Sort.NAME: {"sort_name": str, "pk": int},
    Sort.SWAY: {"sway_rank": int, "sort_name": str, "pk": int},
}
COLUMNS = (
    "pk",
    "name",
    "kind",
    "person_type",
    "influence",
    "under_represented",
    "sort_name",
    "sway_rank",
    "sector__name",
    "sector__icon",
    "here__pk",
    "here__current_level",
    "here__target_level",
    "here__participation",
    "here__next_step",
    "here__due_on",
    "here__lead",
    "here__lead__title",
    "here__lead__user__name",
    "here__lead__user__email",
    "at_table",
    "total",
)
CONTACT = (
    "role_title",
    "organization__name",
    "email",
    "phone",
    "languages",
    "influence_basis",
    "under_represented_reason",
    "what_matters",
    "notes",
)


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """One stakeholder in the list; what is about the initiative is empty for those who are not partners in it."""

    url: str
    name: str
    kind: str
    sector: str
    icon: str
    sway: str
    under_represented: bool
    at_table: bool
    is_partner: bool
    shows_level: bool
    level: InvestmentLevel | None
    level_label: str
    target: InvestmentLevel | None
    target_label: str
    is_at_target: bool
    participation: str
    lead: str
    lead_initials: str
    next_step: str
    due_on: date | None
    due: str
    is_late: bool
    person_type: str
    contact: tuple

    def __getitem__(self, name):
        """Templates ask for a key before they ask for an attribute; a refusal in each cell would cost a third more."""
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class RegistryPage:
    """A page of the list: `total` is at most COUNTED_UP_TO + 1, and then means "more than"."""

    rows: list
    previous: str
    next: str
    total: int

    @property
    def is_capped(self):
        return self.total > COUNTED_UP_TO


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where the list is looked at: its address, the initiative (or None), the reader, their date, small tables."""

    initiative: Initiative | None
    membership: Membership
    on: date
    reference: Reference
    list_url: str


def read_page(asked, seen_from, *, size=ROWS_ON_A_PAGE, more=()):
    """Return the page that `asked` (the values of a StakeholderFilter) names; `more` of CONTACT is read on demand."""
    found = narrow(Stakeholder.objects.all(), asked, seen_from)
    counted = found.alias(here=partnership_in(seen_from.initiative)).annotate(
        at_table=sits_at_table(seen_from.on), total=CountUpTo(found, COUNTED_UP_TO + 1)
    )
    page = page_of(
        counted.values(*COLUMNS, *more),
        ORDERS[asked.get("sort", Sort.NAME)],
        size,
        after=asked.get("after", ""),
        before=asked.get("before", ""),
    )
    return RegistryPage(
        rows=[as_row(values, seen_from) for values in page.rows],
        previous=page.previous,
        next=page.next,
        total=page.rows[0]["total"] if page.rows else 0,
    )


def partnership_in(initiative):
    """Join everyone to their partnership in `initiative`; nobody has one when there is none."""
    in_initiative = Q(partnerships__initiative=initiative.pk if initiative else None, partnerships__ended_at=None)
    return FilteredRelation("partnerships", condition=in_initiative)


def narrow(found, asked, seen_from):
    """Keep those of `found` that every filter keeps; several values of one filter are alternatives."""
    found = found.filter(archived_at__isnull="archived" not in asked)
    if "q" in asked:
        found = found.matching(asked["q"])
    if "sector" in asked:
        found = found.filter(sector__in=[one.pk for one in seen_from.reference.sectors if one.slug in asked["sector"]])
    for name, field in (("sway", "influence"), ("kind", "kind")):
        if name in asked:
            found = found.filter(**{f"{field}__in": asked[name]})
    if asked.get("here") == Here.OTHERS:
        found = found.filter(~Exists(partners({}, seen_from).filter(stakeholder=OuterRef("pk"))))
    elif asked.keys() & ABOUT_PARTNERS:
        found = found.filter(pk__in=partners(asked, seen_from).values("stakeholder"))
    if "organization" in asked:
        found = found.filter(organization=asked["organization"])
    if "voice" in asked:
        found = found.filter(under_represented=True)
    if "table" in asked:
        found = found.filter(pk__in=Seat.objects.held(seen_from.on).values("stakeholder"))
    return found


def partners(asked, seen_from):
    """The partnerships in the initiative that the filters about partners keep."""
    kept = Partnership.objects.filter(initiative=seen_from.initiative, ended_at=None)
    if "stands" in asked:
        levels = seen_from.reference.levels
        placed = Q(visible_level__in=[score for score, level in levels.items() if level.slug in asked["stands"]])
        if UNPLACED in asked["stands"]:
            placed |= Q(visible_level=None)
        kept = kept.with_visible_levels(seen_from.membership).filter(placed)
    if "purpose" in asked:
        kept = kept.filter(purposes__slug__in=asked["purpose"])
    return kept


def as_row(values, seen_from):
    levels, person = seen_from.reference.levels, Listed(values["person_type"])
    shows_level = may_see_rating(person, seen_from.membership)
    level = levels.get(values["here__current_level"]) if shows_level else None
    target = levels.get(values["here__target_level"]) if shows_level else None
    lead, due_on = lead_of(values), values["here__due_on"]
    return RegistryRow(
        url=f"{seen_from.list_url}{values['pk']}/",
        name=values["name"],
        kind=values["kind"],
        sector=values["sector__name"] or "",
        icon=values["sector__icon"] or "",
        sway=str(values["influence"] or ""),
        under_represented=values["under_represented"],
        at_table=values["at_table"],
        is_partner=values["here__pk"] is not None,
        shows_level=shows_level,
        level=level,
        level_label=level_label(level, person),
        target=target,
        target_label=level_label(target, person),
        is_at_target=target is not None and target == level,
        participation=PARTICIPATION.get(values["here__participation"], ""),
        lead=str(lead or ""),
        lead_initials=lead.initials if lead else "",
        next_step=values["here__next_step"] or "",
        due_on=due_on,
        due=f"{due_on:%b} {due_on.day}" if due_on else "",
        is_late=due_on is not None and due_on < seen_from.on,
        person_type=values["person_type"],
        contact=tuple([values[name] or "" for name in CONTACT]) if "notes" in values else (),
    )


def lead_of(values):
    if values["here__lead"] is None:
        return None
    user = User(name=values["here__lead__user__name"], email=values["here__lead__user__email"])
    return Membership(title=values["here__lead__title"], user=user)
