"""The registry: everyone in the district as a list, narrowed, ordered and read a page at a time.

One statement reads a page: the people, where each stands in one initiative, and how many there are (up to a limit).
Ratings are those the reader may see, in the rows, the filters and the count alike: see ratings.py.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, When

from coalition.districts.models import Membership, User
from coalition.lib.paging import CountUpTo, page_of
from stakeholders.enums import Participation
from stakeholders.models import Initiative, InvestmentLevel, Partnership, Seat, Stakeholder
from stakeholders.models.decision_body import sits_at_table
from stakeholders.models.partnership import rating_hidden_from
from stakeholders.ratings import Listed, level_label, may_see_rating

ROWS_ON_A_PAGE = 50
COUNTED_UP_TO = 1000
UNPLACED = "unplaced"
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
OWN = ("pk", "name", "kind", "person_type", "influence", "under_represented", "sort_name", "sway_rank")
CONTACT = ("role_title", "organization__name", "email", "phone", "languages")
ELSEWHERE = {
    "sector_name": F("sector__name"),
    "sector_icon": F("sector__icon"),
    "partnership": F("here__pk"),
    "participation": F("here__participation"),
    "next_step": F("here__next_step"),
    "due_on": F("here__due_on"),
    "lead": F("here__lead"),
    "lead_title": F("here__lead__title"),
    "lead_name": F("here__lead__user__name"),
    "lead_email": F("here__lead__user__email"),
}


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """One stakeholder in the list; what is about the initiative is empty for those who are not partners in it."""

    pk: int
    name: str
    kind: str
    sector: str
    icon: str
    sway: int | None
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
    is_late: bool
    contact: tuple


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
    """From where the list is looked at: the initiative (or None), the reader, their date, and the two tables."""

    initiative: Initiative | None
    membership: Membership
    on: date
    levels: list
    sectors: list


def read_page(asked, seen_from, *, size=ROWS_ON_A_PAGE, more=()):
    """Return the page that `asked` (the values of a StakeholderFilter) names; `more` of CONTACT is read on demand."""
    found = narrow(everyone(seen_from), asked, seen_from)
    counted = found.annotate(
        at_table=sits_at_table(seen_from.on), total=CountUpTo(found, COUNTED_UP_TO + 1), **ELSEWHERE
    )
    page = page_of(
        counted.values(*OWN, *ELSEWHERE, "at_table", "total", "visible_level", "visible_target", *more),
        ORDERS[asked.get("sort", Sort.NAME)],
        size,
        after=asked.get("after", ""),
        before=asked.get("before", ""),
    )
    levels = {level.score: level for level in seen_from.levels}
    return RegistryPage(
        rows=[as_row(values, levels, seen_from) for values in page.rows],
        previous=page.previous,
        next=page.next,
        total=page.rows[0]["total"] if page.rows else 0,
    )


def everyone(seen_from):
    """Everyone in the district, joined to their partnership in the initiative (none when there is none)."""
    initiative = seen_from.initiative.pk if seen_from.initiative else None
    here = FilteredRelation(
        "partnerships", condition=Q(partnerships__initiative=initiative, partnerships__ended_at=None)
    )
    hidden = rating_hidden_from(seen_from.membership, "")
    return Stakeholder.objects.alias(here=here).annotate(
        visible_level=Case(When(hidden, then=None), default=F("here__current_level_id")),
        visible_target=Case(When(hidden, then=None), default=F("here__target_level_id")),
    )


def narrow(found, asked, seen_from):
    """Keep those of `found` that every filter keeps; several values of one filter are alternatives."""
    found = found.filter(archived_at__isnull="archived" not in asked)
    if "q" in asked:
        found = found.matching(asked["q"])
    if "sector" in asked:
        found = found.filter(sector__in=[one.pk for one in seen_from.sectors if one.slug in asked["sector"]])
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
        placed = Q(visible_level__in=[level.score for level in seen_from.levels if level.slug in asked["stands"]])
        if UNPLACED in asked["stands"]:
            placed |= Q(visible_level=None)
        kept = kept.with_visible_levels(seen_from.membership).filter(placed)
    if "purpose" in asked:
        kept = kept.filter(purposes__slug__in=asked["purpose"])
    return kept


def as_row(values, levels, seen_from):
    person = Listed(values["person_type"])
    level, target = levels.get(values["visible_level"]), levels.get(values["visible_target"])
    lead = lead_of(values)
    return RegistryRow(
        pk=values["pk"],
        name=values["name"],
        kind=values["kind"],
        sector=values["sector_name"] or "",
        icon=values["sector_icon"] or "",
        sway=values["influence"],
        under_represented=values["under_represented"],
        at_table=values["at_table"],
        is_partner=values["partnership"] is not None,
        shows_level=may_see_rating(person, seen_from.membership),
        level=level,
        level_label=level_label(level, person),
        target=target,
        target_label=level_label(target, person),
        is_at_target=target is not None and target == level,
        participation=Participation(values["participation"]).label if values["participation"] else "",
        lead=str(lead or ""),
        lead_initials=lead.initials if lead else "",
        next_step=values["next_step"] or "",
        due_on=values["due_on"],
        is_late=values["due_on"] is not None and values["due_on"] < seen_from.on,
        contact=tuple(values.get(name) or "" for name in CONTACT),
    )


def lead_of(values):
    if values["lead"] is None:
        return None
    return Membership(title=values["lead_title"], user=User(name=values["lead_name"], email=values["lead_email"]))
