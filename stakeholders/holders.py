"""Who held a seat from when until when, read from its history."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from stakeholders.models import Seat, Stakeholder


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time on a seat; `until` is the last day that was agreed, or the day somebody else was named."""

    holder: Stakeholder | None
    name: str
    since: date | None
    until: date | None
    is_now: bool


def terms_of(seat: Seat, zone) -> list[Term]:
    """Return the terms, the newest first; corrections of days are told as they stand in the end. Two statements."""
    rows = list(seat.history.order_by("history_date", "history_id"))
    last = {}
    for number, row in enumerate(rows):
        if number and rows[number - 1].stakeholder_id == row.stakeholder_id:
            last.popitem()
        last[number] = row
    held = [row for row in last.values() if row.stakeholder_id]
    people = Stakeholder.objects.in_bulk({row.stakeholder_id for row in held})
    ended = ends(list(last.values()), zone)
    return [term(row, people, ended.get(row.history_id), seat) for row in reversed(held)]


def ends(rows, zone):
    """Return by row of history the day on which the next one took its place."""
    replaced = {one.history_id: other.history_date for one, other in pairwise(rows)}
    return {key: moment.astimezone(zone).date() for key, moment in replaced.items()}


def term(row, people, replaced_on, seat):
    holder = people.get(row.stakeholder_id)
    name = holder.name if holder else "Somebody who is no longer listed"
    is_now = replaced_on is None and row.stakeholder_id == seat.stakeholder_id
    return Term(holder, name, row.starts_on, row.ends_on or replaced_on, is_now)
