"""What the page of who knows whom says around the drawing: whom to draw as one, who is in the middle, ways."""

from dataclasses import dataclass, replace

from django.urls import reverse

from stakeholders.forms.network_view import FOLDS
from stakeholders.standing.brought import brought_in
from stakeholders.ties.acquaintances import figures_of, paths_to
from stakeholders.ties.places import places_of
from stakeholders.views.network.kept import parts_of_network
from stakeholders.views.network.measures import measures_part
from stakeholders.views.network.rows import page_of_ties
from stakeholders.views.network.words import ways_in_words
from stakeholders.views.partnership_panel import find_partnership, panel_of

DIRECTIONS = (("left", "arrow-left"), ("up", "arrow-up"), ("down", "arrow-down"), ("right", "arrow-right"))


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    url: str
    is_current: bool


def network_page(request, initiative, known, view, reference):
    places = places_of(initiative)
    paths = paths_of(known, view)
    parts = parts_of_network(request, initiative, known, view, reference, paths[0] if paths else None, places)
    shown = shown_part(request, known, view, reference, paths, parts)
    return {
        "view": view,
        "filters": view,
        "here": view.link(),
        "parts": parts,
        "is_table": view.is_table or view.is_measures,
        "is_measures": view.is_measures,
        "view_link": view.link(view=None if view.is_table or view.is_measures else "table"),
        "measures_link": view.link(view="measures"),
        "partner_count": len((known.whole or known).partners),
        "shown_count": len(known.partners),
        "tie_count": len(known.ties),
        "is_kept": places.is_kept(parts.scene),
        "what_if_url": reverse("stakeholders:network-without", args=[request.district.slug, initiative.pk]),
        **shown,
    }


def shown_part(request, known, view, reference, paths, parts):
    """Return what one of the three views shows: the ties as a table, all measures, or the map."""
    if view.is_measures:
        figures = figures_of(known, {one.pk: one.name for one in reference.sectors})
        return measures_part(known, figures, request.membership)
    if view.is_table:
        return table_part(request, known, view)
    return map_part(request, known, view, reference, paths, parts)


def table_part(request, known, view):
    page = page_of_ties(known, view, brought_in(known, request.membership))
    return {"page": page, "rows": page.rows}


def map_part(request, known, view, reference, paths, parts):
    goal = goal_of(known, view)
    return {
        "goal": goal,
        "ways": ways_in_words(request, known, goal, paths, reference.levels),
        "levels": list(reference.levels.values()),
        "center": center_of(known, view),
        "panel": panel_around(request, known, view),
        "directions": DIRECTIONS,
        "folds": folds(view, parts),
        "everyone_link": view.link(around=None, steps=None, group=None, fold=None)
        if {"around", "group", "fold"} & view.chosen.keys()
        else "",
    }


def folds(view, parts):
    """Return whom the map can draw as one; a large network opens by sector without being asked."""
    asked = view.chosen.get("fold", parts.fold)
    return [
        Option(label, view.link(fold=name or None, group=None, around=None, steps=None), asked == name)
        for name, label in (("", "Nobody"), *FOLDS)
    ]


def goal_of(known, view):
    """Return the partner the address asks a way to, or None."""
    return known.partners.get(f"p{view.chosen.get('to', 0)}")


def paths_of(known, view):
    goal = goal_of(known, view)
    return paths_to(known, goal.key) if goal else []


def best_path(known, view):
    return next(iter(paths_of(known, view)), None)


def panel_around(request, known, view):
    """Return the panel of who stands in the middle, as every map shows it; None where nobody does."""
    one = known.partners.get(f"p{view.chosen.get('around', 0)}")
    if one is None:
        return None
    panel = panel_of(request, find_partnership(request, one.partnership), view)
    return replace(panel, close_url=view.link(around=None, steps=None))


def center_of(known, view):
    """Return who stands in the middle of what is drawn, with the links to more steps."""
    one = known.partners.get(f"p{view.chosen.get('around', 0)}")
    if one is None:
        return None
    return {
        "partner": one,
        "steps": [(steps, view.link(steps=steps), steps == view.steps_out) for steps in (1, 2, 3)],
        "everyone": view.link(around=None, steps=None),
        "way": "" if one.is_ally else view.link(to=one.stakeholder),
        "ties": sum(one.key in (tie.one, tie.other) for tie in known.ties),
    }
