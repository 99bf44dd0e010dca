"""By what the registry is ordered: each order ends with the name and the key, so that a place in it is one row.

A minus before the name of an order turns it round. What is about the initiative stands first for its partners; those
it says nothing of come last either way, and so do ratings that the reader may not see.
"""

from datetime import date

from django.db.models import Case, CharField, DateField, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf

from stakeholders.models.partnership import rating_hidden_from
from stakeholders.models.stakeholder import SectorKey
from stakeholders.registry.columns import TEXTS

LAST_DAY = date(9999, 12, 31)
LAST = 100_000


class Sort:
    """The orders, by the column they belong to."""

    NAME, SWAY, SECTOR, STANDS = "name", "sway", "sector", "stands"
    PARTICIPATION, LEAD, NEXT_STEP, DUE, HEARD = "participation", "lead", "step", "due", "heard"

    ABOUT_PARTNERS = (STANDS, PARTICIPATION, LEAD, NEXT_STEP, DUE, HEARD)
    ALL = (NAME, SWAY, SECTOR, *ABOUT_PARTNERS, *TEXTS)
    HIGHEST_FIRST = (SWAY, STANDS, PARTICIPATION)


BY_NAME = {"sort_name": str, "pk": int}
ORDERS = {
    Sort.NAME: BY_NAME,
    Sort.SWAY: {"sway_rank": int, **BY_NAME},
    Sort.SECTOR: {"sector_key": int, **BY_NAME},
    Sort.STANDS: {"stands_rank": int, **BY_NAME},
    Sort.PARTICIPATION: {"participation_rank": int, **BY_NAME},
    Sort.LEAD: {"lead_rank": int, "lead_name": str, **BY_NAME},
    Sort.NEXT_STEP: {"step_rank": int, "step_text": str, **BY_NAME},
    Sort.DUE: {"due_rank": int, "due_day": date, **BY_NAME},
    Sort.HEARD: {"heard_rank": int, "heard_day": date, **BY_NAME},
    **{key: {"text_rank": int, "text": str, **BY_NAME} for key in TEXTS},
}
# What an order by a date is read from.
DAYS = {"due_day": "here__due_on", "heard_day": "here__last_contact_on"}


def order_of(asked):
    """Return which order is asked for, and whether it is turned round."""
    sort = asked.get("sort", Sort.NAME)
    return sort.removeprefix("-"), sort.startswith("-")


def of_others(sort, is_turned):
    """Return what `expressions` come to for those who are no partners: the same for all of them."""
    last = Last(is_turned)
    number = last.sign * (LAST + (3 if sort in (Sort.STANDS, Sort.PARTICIPATION) else 2))
    blank = {int: number, str: "", date: LAST_DAY}
    return {name: blank[kind] for name, kind in ORDERS[sort].items() if name not in BY_NAME}


def of_undated(is_turned):
    """Return what `expressions` of an order by a date begin with for partners who have none."""
    return [Last(is_turned).sign * (LAST + 1), LAST_DAY]


def expressions(sort, is_turned, membership):
    """Return what an order is computed from, by name, for a query that knows `here`; nothing for stored columns."""
    last = Last(is_turned)
    if sort == Sort.SECTOR:
        return {"sector_key": SectorKey("sector")}
    if sort == Sort.STANDS:
        hidden = When(rating_hidden_from(membership, ""), then=last.place(2))
        return {"stands_rank": last.rank(3 - F("here__current_level"), hidden)}
    if sort == Sort.PARTICIPATION:
        return {"participation_rank": last.rank(5 - F("here__participation"))}
    if sort == Sort.LEAD:
        names = (NullIf(f"here__lead__{name}", Value("")) for name in ("title", "user__name", "user__email"))
        named = Coalesce(*names, Value(""), output_field=CharField())
        return {"lead_rank": last.presence(When(here__lead=None, then=last.place(1))), "lead_name": Lower(named)}
    if sort == Sort.NEXT_STEP:
        return {
            "step_rank": last.presence(When(here__next_step="", then=last.place(1))),
            "step_text": Lower(Coalesce("here__next_step", Value(""))),
        }
    if sort == Sort.DUE:
        return dated("due_day", last)
    if sort == Sort.HEARD:
        return dated("heard_day", last)
    if sort in TEXTS:
        field = TEXTS[sort].field
        empty = When(Q(**{field: ""}) | Q(**{field: None}), then=last.place(1))
        return {
            "text_rank": Case(empty, default=Value(0), output_field=IntegerField()),
            "text": Lower(Coalesce(field, Value(""), output_field=CharField())),
        }
    return {}


def dated(day, last):
    return {
        day.replace("day", "rank"): last.presence(When(**{DAYS[day]: None}, then=last.place(1))),
        day: Coalesce(DAYS[day], Value(LAST_DAY), output_field=DateField()),
    }


class Last:
    """Numbers that come after all others, in an order that is turned round or not."""

    def __init__(self, is_turned):
        self.sign = -1 if is_turned else 1

    def place(self, number):
        return Value(self.sign * (LAST + number))

    def rank(self, value, *exceptions):
        """Return `value` where there is one, then those without, then what `exceptions` say, then who is no partner."""
        return Case(
            When(here__pk=None, then=self.place(3)),
            *exceptions,
            default=Coalesce(value, self.place(1)),
            output_field=IntegerField(),
        )

    def presence(self, empty):
        return Case(When(here__pk=None, then=self.place(2)), empty, default=Value(0), output_field=IntegerField())
