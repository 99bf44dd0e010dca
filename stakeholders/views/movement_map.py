"""Movement: who stands elsewhere on a second date, why, how fast, and what that may lead to."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.forms.movement_filter import MovementFilterForm, presets
from stakeholders.map_rows import LOWEST
from stakeholders.maps.forecast import forecast
from stakeholders.maps.momentum import Rated, draw_momentum
from stakeholders.views.filter_bar import menus, toggles
from stakeholders.views.influence_table import page_links
from stakeholders.views.map_request import REGION, find_initiative, today
from stakeholders.views.map_tabs import map_tabs
from stakeholders.views.movement_drawing import drawing_context, move_rows, slider_context, stayed_rows
from stakeholders.views.movement_export import read_moved
from stakeholders.views.partnership_panel import selected_panel

ROWS_ON_A_PAGE = 50
ON_BOARD = 4
NAMES_SHOWN = 8
# What stands below the slider: its own request leaves the slider, which has the focus, where it is.
SHOWN = "movement-shown"
NOT_KEPT = {"since", "until", "page", "map"}


@require_safe
@district_view("view")
def movement_map(request, initiative):
    """Show who moved between two dates; htmx gets the region alone."""
    found = find_initiative(request, initiative)
    context = movement_context(request, found, read(request))
    if request.htmx and request.htmx.target in (REGION, SHOWN):
        return render(request, "stakeholders/maps/_movement_region.html", {**context, "is_swap": True})
    return render(request, "stakeholders/maps/movement.html", {**context, "tabs": map_tabs(request, found)})


def read(request):
    return MovementFilterForm(request.GET, membership=request.membership)


def movement_context(request, initiative, filters):
    on = today(request)
    moved = read_moved(request, initiative, filters)
    count = len(moved.rows) + moved.hidden
    return {
        "initiative": initiative,
        "filters": filters,
        "menus": menus(filters),
        "toggles": toggles(filters),
        "problems": filters.problems(on),
        "presets": [(name, filters.link(since=first, until=None)) for name, first in presets(on)],
        "kept_fields": [(name, value) for name, value in filters.chosen.items() if name not in NOT_KEPT],
        "moved": moved,
        "count": count,
        "is_first_run": not count and not filters.narrows,
        "may_edit": request.membership.may("edit"),
        "on": on,
        "panel": selected_panel(request, initiative, filters),
        **moves_context(moved, filters),
        **slider_context(moved.ratings, moved.since, moved.until, on),
        **drawing_context(moved.change, filters.levels),
        **figures(moved, on, filters),
    }


def moves_context(moved, filters):
    page = Paginator(move_rows(moved, filters), ROWS_ON_A_PAGE).get_page(filters.chosen.get("page", 1))
    return {"moves": page.object_list, "page": page_links(page, filters), "stayed": stayed_rows(moved, filters)}


def figures(moved, on, filters):
    """Return the numbers around the drawing: both dates, what cannot be compared, momentum, targets, the forecast."""
    change, coming = moved.change, forecast(moved.ratings, on)
    stood = [move.before for move in change.moves], [move.after for move in change.moves]
    stayed = [level for _, level in change.stayed]
    unknown = [moved.rows[one.id] for one in change.unknown]
    return {
        "on_board": [sum(level >= ON_BOARD for level in (*levels, *stayed)) for levels in stood],
        "unknown": unknown[:NAMES_SHOWN],
        "unknown_others": unknown[NAMES_SHOWN:],
        "reached": (moved.reached(moved.since), moved.reached(moved.until)),
        "momentum": draw_momentum(as_rated(moved.ratings), until=on) if moved.ratings else None,
        "forecast": coming,
        "forecast_words": forecast_in_words(coming) if coming else "",
        "aged_link": filters.link(view="table", sort="rated", since=None, until=None),
        "compared": len(change.moves) + len(change.stayed),
    }


def forecast_in_words(coming):
    """Say the pace so far, what three more months bring, and the range."""
    so_far = f"The last {coming.months} months brought {steps_in_words(coming.net)}."
    if coming.low == coming.high:
        return f"{so_far} Three more months like these bring {steps_in_words(coming.middle)}."
    span = f"between {range_in_words(coming.low, coming.high)}"
    return f"{so_far} Three more months like these bring about {steps_in_words(coming.middle)}: {span}."


def range_in_words(low, high):
    """Return both ends, the direction said once where it is the same, such as "1 and 3 steps back"."""
    if low < 0 < high:
        return f"{steps_in_words(low)} and {steps_in_words(high)}"
    near, far = (low, high) if high > 0 else (high, low)
    return f"{abs(near) or 'none'} and {steps_in_words(far)}"


def steps_in_words(steps):
    """Return a number of net steps, such as "1 step back"; none is "no step in all"."""
    if steps == 0:
        return "no step in all"
    return f"{abs(steps)} step{'' if abs(steps) == 1 else 's'} {'toward us' if steps > 0 else 'back'}"


def as_rated(ratings):
    return [Rated(rating.partner, rating.on, rating.level + LOWEST) for rating in ratings]
