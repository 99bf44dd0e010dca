"""The registry: everyone in the district as a list, narrowed, ordered and read a page at a time.

One statement reads a page of everyone: the people, where each stands in one initiative, and how many there are (up to
a limit). A narrowed list is counted first, and read by its keys where it is short. Ratings are those the reader may
see, in the rows, the filters and the count alike: see standing/ratings.py. Rows are read as columns, not as records: a
list of fifty is asked for more often than anything else.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.db import OperationalError
from django.db.models import FilteredRelation, Q, Value

from coalition.districts.models import Membership, User
from coalition.lib.database.paging import CountUpTo, in_order, page_from, page_of
from coalition.lib.database.ready import ready
from stakeholders.current import NOWHERE
from stakeholders.enums import Participation
from stakeholders.models import Initiative, Stakeholder
from stakeholders.models.decision_body import sits_at_table
from stakeholders.reference import Reference
from stakeholders.registry.forgiving import can_forgive, closeness
from stakeholders.registry.narrowing import by_key, narrow
from stakeholders.registry.ordering import ORDERS, Sort, expressions, order_of
from stakeholders.registry.partners_first import page_of_partners_first
from stakeholders.standing.ratings import Listed, level_label, may_see_rating

ROWS_ON_A_PAGE = 50
COUNTED_UP_TO = 1000
# What is asked for where nothing is narrowed or ordered otherwise.
AS_IT_OPENS = {"initiative", "after", "before", "show"}
PARTICIPATION = {one.value: str(one.label) for one in Participation}
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


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """One stakeholder in the list, in plain values: its drawing is kept. `level` and `target` are slugs.

    What is about the initiative is empty for those who are not partners in it.
    """

    pk: int
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
    level: str
    level_label: str
    target: str
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
    more: tuple

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
    is_close: bool = False

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
    """Return the page that `asked` (the values of a StakeholderFilter) names; `more` is read of each row as well.

    Where a search finds no one, those whose words are close to it are shown instead, if the database can tell; of many
    the first that it finds.
    """
    found = read_exactly(asked, seen_from, size, more)
    if found.rows or "q" not in asked or not can_forgive(asked["q"]) or is_spelled(asked, seen_from):
        return found
    try:
        with closeness(asked["q"]):
            close = read_exactly({**asked, "close": True}, seen_from, size, more)
    except OperationalError:
        return found
    return replace(close, is_close=bool(close.rows))


def is_spelled(asked, seen_from):
    """Tell whether the words of a search find somebody whom only the other filters leave out."""
    others = asked.keys() - {"q", "sort"} - AS_IT_OPENS
    return bool(others) and narrow(Stakeholder.objects.all(), {"q": asked["q"]}, seen_from).exists()


def read_exactly(asked, seen_from, size, more):
    initiative = seen_from.initiative.pk if seen_from.initiative else NOWHERE
    if asked.keys() <= AS_IT_OPENS:
        read = partial(read_everyone, initiative, seen_from.on, more)
        place = {"after": asked.get("after", ""), "before": asked.get("before", "")}
        page = page_from(read, ORDERS[Sort.NAME], size, **place)
    else:
        page = read_narrowed(asked, seen_from, initiative, size, (*COLUMNS, *more))
    return RegistryPage(
        rows=[as_row(values, seen_from, more) for values in page.rows],
        previous=page.previous,
        next=page.next,
        total=page.rows[0]["total"] if page.rows else 0,
    )


def read_everyone(initiative, on, more, order, most, place=None, *, is_descending=False):
    """Read rows of the list as it opens, by queries that are ready: nothing is asked for more often."""
    shape = {"most": most, "more": more, "counted": COUNTED_UP_TO}
    if place is None:
        return everyone(initiative, on, **shape)
    return everyone_beyond(initiative, on, *place, is_descending=is_descending, **shape)


@ready
def everyone(initiative: int, on: date, *, most, more, counted):
    return in_order(whole_list(initiative, on, more, counted), ORDERS[Sort.NAME], most)


@ready
def everyone_beyond(initiative: int, on: date, name: str, key: int, *, is_descending, most, more, counted):
    found = whole_list(initiative, on, more, counted)
    return in_order(found, ORDERS[Sort.NAME], most, (name, key), is_descending=is_descending)


def whole_list(initiative, on, more, counted):
    found = narrow(Stakeholder.objects.all(), {}, None)
    return with_partnership(found, initiative, on, CountUpTo(found, counted + 1)).values(*COLUMNS, *more)


def read_narrowed(asked, seen_from, initiative, size, columns):
    wanted = narrow(Stakeholder.objects.all(), asked, seen_from)
    narrowed, total = by_key(wanted, COUNTED_UP_TO + 1, is_cut="close" in asked)
    found = narrowed.alias(here=partnership_in(initiative))
    shown = with_partnership(Stakeholder.objects.all(), initiative, seen_from.on, Value(total))
    sort, is_turned = order_of(asked)
    computed = expressions(sort, is_turned, seen_from.membership)
    place = {"after": asked.get("after", ""), "before": asked.get("before", ""), "is_turned": is_turned}
    if sort in Sort.ABOUT_PARTNERS:
        return page_of_partners_first(found, shown, columns, sort, computed, size, **place)
    shown = shown.annotate(**computed).values(*columns, *computed)
    return page_of(found.annotate(**computed), shown, ORDERS[sort], size, **place)


def with_partnership(found, initiative, on, total):
    """Join `here`, the partnership in that initiative; add who sits at a table, and the `total` number."""
    return found.alias(here=partnership_in(initiative)).annotate(at_table=sits_at_table(on), total=total)


def partnership_in(initiative):
    """Join everyone to their partnership in the initiative of that key; nobody has one in NOWHERE."""
    in_initiative = Q(partnerships__initiative=initiative, partnerships__ended_at=None)
    return FilteredRelation("partnerships", condition=in_initiative)


def as_row(values, seen_from, more):
    levels, person = seen_from.reference.levels, Listed(values["person_type"])
    shows_level = may_see_rating(person, seen_from.membership)
    level = levels.get(values["here__current_level"]) if shows_level else None
    target = levels.get(values["here__target_level"]) if shows_level else None
    lead, due_on = lead_of(values), values["here__due_on"]
    return RegistryRow(
        pk=values["pk"],
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
        level=level.slug if level else "",
        level_label=level_label(level, person),
        target=target.slug if target else "",
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
        more=tuple([in_words(values[name]) for name in more]),
    )


def in_words(value):
    if isinstance(value, date):
        return f"{value:%b} {value.day}, {value.year}"
    return value or ""


def lead_of(values):
    if values["here__lead"] is None:
        return None
    user = User(name=values["here__lead__user__name"], email=values["here__lead__user__email"])
    return Membership(title=values["here__lead__title"], user=user)
