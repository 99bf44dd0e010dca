"""The five partners whose rating is oldest where it matters most: to be rated again, or found still true in one tap."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from stakeholders.map_rows import MapRow
from stakeholders.models import InvestmentLevel
from stakeholders.standing.ratings import level_label, refusal
from stakeholders.views.map_request import address_of

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Aged:
    """One partner to look at again: since when nobody did, and where to say that it is still true, or what is."""

    pk: int
    name: str
    level: InvestmentLevel
    level_word: str
    rated_on: date
    seen: str
    url: str
    keep_url: str
    move_url: str


def look_again(request, filters, rows: list[MapRow]) -> list[Aged]:
    """Return up to five of `rows` rated more than six months ago: more sway first, then the oldest rating."""
    old = sorted((row for row in rows if row.is_aged), key=lambda row: (-(row.sway or 0), row.rated_on, row.pk))
    to_rate = (row for row in old if not refusal(row, request.membership))
    return [aged(request, filters, row) for row in islice(to_rate, SHOWN)]


def aged(request, filters, row):
    level = filters.levels[row.level]
    return Aged(
        pk=row.pk,
        name=row.name,
        level=level,
        level_word=level_label(level, row),
        rated_on=row.rated_on,
        seen=row.place,
        url=address_of(request, "stakeholders:stakeholder-detail", row.stakeholder_id),
        keep_url=address_of(request, "stakeholders:move-create", row.pk) + filters.here,
        move_url=address_of(request, "stakeholders:move-new", row.pk) + filters.here,
    )
