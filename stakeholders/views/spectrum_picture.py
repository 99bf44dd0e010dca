"""What the spectrum shows beside its drawing: the next steps counted, natural allies and bridges, the phone's list."""

from dataclasses import dataclass, replace
from itertools import pairwise

from stakeholders.enums import Score
from stakeholders.map_rows import MapRow, all_map_rows, as_partner
from stakeholders.maps.allies import sort_allies
from stakeholders.models import InvestmentLevel
from stakeholders.standing.ratings import level_label
from stakeholders.ties.among_partners import trusted_ties
from stakeholders.views.filter_bar import menus, toggles
from stakeholders.views.influence_chips import fixed_types
from stakeholders.views.influence_drawing import chip_link
from stakeholders.views.influence_list import Group, list_row, rows_at_once
from stakeholders.views.map_request import rows_on_map, today
from stakeholders.views.spectrum_drawing import drawing_context

NAMES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many are asked from one level to the next, and the table of them."""

    start: InvestmentLevel
    goal: InvestmentLevel
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class AllyList:
    """One of the two lists: its rule in words, the first names and the others; each name is (partner, url, level)."""

    title: str
    rule: str
    none: str
    shown: list
    others: list

    @property
    def count(self):
        return len(self.shown) + len(self.others)


def spectrum_context(request, initiative, filters, partners):
    rows = rows_on_map(request, initiative, filters, partners)
    fixed = fixed_types(rows, request.membership)
    link = chip_link(filters)
    return {
        "count": len(rows),
        "menus": menus(filters),
        "toggles": toggles(filters),
        **drawing_context(rows, filters, fixed),
        "chip_link": link,
        "step_counts": step_counts(rows, filters),
        "asked": sum(is_asked(row) for row in rows),
        "held": (sum(is_held(row) for row in rows), filters.link(view="table", level=None, step="hold")),
        "unplaced_link": filters.link(view="table", level="none", step=None),
        "ally_lists": ally_lists(request, initiative, filters, rows, link),
        "groups": step_groups(request, filters, rows, dict(partners.order_by().values_list("pk", "next_step"))),
    }


def is_asked(row: MapRow):
    return row.level is not None and row.target is not None and row.target > row.level


def is_held(row: MapRow):
    return row.level is not None and not is_asked(row)


def steps_of(levels):
    """Return each level but the highest with the next one."""
    ordered = [levels[score] for score in sorted(levels)]
    return list(pairwise(ordered))


def step_counts(rows, filters):
    return [
        StepCount(
            start,
            goal,
            sum(is_asked(row) and row.level == start.score for row in rows),
            filters.link(view="table", level=start.slug, step="next"),
        )
        for start, goal in steps_of(filters.levels)
    ]


def ally_lists(request, initiative, filters, rows, link):
    """Return natural allies and bridges to build among `rows`; ties to partners that are filtered out count too."""
    everyone = rows
    if filters.narrows:
        everyone = all_map_rows(initiative, request.membership, today(request))
    allies = sort_allies(map(as_partner, everyone), trusted_ties(everyone))
    by_key = {row.pk: row for row in rows}

    words = {level.score: level.label for level in filters.levels.values()}
    on_board, aware = words[Score.ON_BOARD], words[Score.AWARE]
    trusted = "a fair amount of trust, 3 of 4 or more, in a tie to somebody"
    natural = f"{on_board} or past; or {aware} with {trusted} {on_board}."
    bridges = f"Below {aware}, with a target above where they stand."

    def named(partners):
        return [ally(by_key[one.id], filters, link) for one in partners if one.id in by_key]

    return [
        ally_list("Natural allies", natural, "Nobody yet.", named(allies.natural)),
        ally_list("Bridges to build", bridges, "Nobody.", named(allies.bridges)),
    ]


def ally(row, filters, link):
    level = filters.levels[row.level]
    return row, f"{link}{row.pk}", level, level_label(level, row)


def ally_list(title, rule, none, members):
    return AllyList(title, rule, none, members[:NAMES_SHOWN], members[NAMES_SHOWN:])


def step_groups(request, filters, rows, next_steps):
    """Return the phone's list: a group for each step, those who are held, and those not placed yet."""
    parts = [
        (
            start,
            f"{start} to {goal}",
            [row for row in rows if is_asked(row) and row.level == start.score],
            {"level": start.slug, "step": "next"},
        )
        for start, goal in steps_of(filters.levels)
    ]
    parts.append((None, "Hold and thank", [row for row in rows if is_held(row)], {"step": "hold"}))
    parts.append((None, "Not placed yet", [row for row in rows if row.level is None], {"level": "none"}))
    most = rows_at_once(rows)

    def listed(row):
        return replace(list_row(request, filters, row), note=next_steps.get(row.pk, ""))

    return [
        Group(level, title, list(map(listed, members[:most])), len(members), filters.link(view="table", **cell))
        for level, title, members, cell in parts
        if members
    ]
