"""The influence map as a phone shows it: a list by level or by sway, each row with "Move to…".

A coalition of up to sixty partners is listed whole; of a larger one each group shows three and leads to the table.
"""

from dataclasses import dataclass

from stakeholders.map_rows import MapRow
from stakeholders.models import InvestmentLevel
from stakeholders.standing.ratings import level_label, refusal
from stakeholders.views.map_request import address_of

ALL_LISTED = 60
ROWS_IN_A_GROUP = 3


@dataclass(frozen=True, slots=True)
class ListRow:
    """One partner; `move_url` is empty where this reader may not move them, `note` where nothing more is said."""

    pk: int
    name: str
    sway: int | None
    level: InvestmentLevel | None
    level_word: str
    target_word: str
    url: str
    move_url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A level or a sway: the first of its rows, and how many there are."""

    level: InvestmentLevel | None
    title: str
    rows: list[ListRow]
    count: int
    url: str

    @property
    def more(self):
        return self.count - len(self.rows)


def list_context(request, filters, rows: list[MapRow]):
    by_sway = filters.chosen.get("group") == "sway"
    sorted_rows = sorted(rows, key=lambda row: -(row.sway or 0))
    most = rows_at_once(rows)
    parts = sway_parts(sorted_rows) if by_sway else level_parts(sorted_rows, filters.levels)
    return {
        "groups": [
            Group(
                level,
                title,
                [list_row(request, filters, row) for row in members[:most]],
                len(members),
                filters.link(view="table", **cell),
            )
            for level, title, members, cell in parts
            if members
        ],
        "by_sway": by_sway,
        "list_links": (filters.link(group=None), filters.link(group="sway")),
    }


def rows_at_once(rows):
    """Return how many rows of a group are listed."""
    return len(rows) if len(rows) <= ALL_LISTED else ROWS_IN_A_GROUP


def level_parts(rows, levels):
    for score, level in levels.items():
        yield level, level.label, [row for row in rows if row.level == score], {"level": level.slug}
    yield None, "Not placed yet", [row for row in rows if row.level is None], {"level": "none"}


def sway_parts(rows):
    for sway in (5, 4, 3, 2, 1):
        yield None, f"Sway {sway}", [row for row in rows if row.sway == sway], {"sway": str(sway)}
    yield None, "Sway not known", [row for row in rows if row.sway is None], {"sway": "none"}


def list_row(request, filters, row):
    level, target = filters.levels.get(row.level), filters.levels.get(row.target)
    may_move = not refusal(row, request.membership)
    return ListRow(
        pk=row.pk,
        name=row.name,
        sway=row.sway,
        level=level,
        level_word=level_label(level, row),
        target_word=level_label(target, row) if target else "",
        url=address_of(request, "stakeholders:stakeholder-detail", row.stakeholder_id),
        move_url=address_of(request, "stakeholders:move-new", row.pk) + filters.here if may_move else "",
    )
