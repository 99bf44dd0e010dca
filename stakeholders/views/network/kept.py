"""The parts of the map of who knows whom that are asked for unchanged, kept as they were made.

They are made from partners, ties, staff, places, the address, the names of levels and sectors and what the reader may
do, and from nothing else. They are kept by all of these: an unchanged map is not drawn again, a changed one never
shows what was.
"""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from coalition.lib.pages.patterns import draw_pattern
from stakeholders.ties.acquaintances import Acquaintances, figures_of
from stakeholders.ties.places import Places
from stakeholders.views.filter_bar import menus, toggles
from stakeholders.views.influence_kept import choices_of
from stakeholders.views.network.drawing import network_drawing
from stakeholders.views.network.figures import (
    broker_sentences,
    group_rows,
    loss_rows,
    measures,
    mixing_words,
)

KEPT = 8
MOST_IN_MENU = 400
kept: OrderedDict[tuple, "Parts"] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Parts:
    """HTML that holds nothing of one reader or one moment; the drawing says in words whom it leaves out."""

    filter_bar: str
    measures: str
    drawing: bytes
    note: str
    weak: str
    options: str
    add_menu: str
    waiting: bool
    percent: int
    is_many: bool
    scene: str
    fold: str


def parts_of_network(request, initiative, known: Acquaintances, view, reference, path, places: Places) -> Parts:
    """Return the parts for the page, made anew only where something of them changed."""
    may_edit = request.membership.may("edit")
    key = (
        request.district.slug,
        initiative.pk,
        known.mark or (tuple(known.partners.values()), known.ties),
        # Where somebody stands rests on everyone, also on those whom a filter leaves out.
        (tuple(known.whole.partners), known.whole.ties) if known.whole else (),
        choices_of(view),
        tuple((name, str(member)) for name, member in known.staff.items()),
        tuple(view.chosen.items()),
        tuple(level.label for level in reference.levels.values()),
        tuple((one.pk, one.name, one.slug) for one in reference.sectors),
        places.revision,
        may_edit,
    )
    parts = kept.pop(key, None) or make_parts(request, initiative, known, view, reference, path, places)
    if not parts.waiting:
        kept[key] = parts
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return parts


def make_parts(request, initiative, known, view, reference, path, places) -> Parts:
    figures = figures_of(known, {one.pk: one.name for one in reference.sectors})
    return Parts(
        filter_bar=filter_bar_html(known, view),
        measures=render_to_string("stakeholders/maps/_network_measures.html", {"measures": measures(figures, known)}),
        weak=weak_html(request, initiative, known, view, reference, figures),
        options=options_html(known, view),
        add_menu=add_menu_html(request, initiative, known),
        **drawn_part(request, initiative, known, view, reference, path, places),
    )


def drawn_part(request, initiative, known, view, reference, path, places):
    """Return the map as markup; what it was drawn from, which is larger, is gone with this."""
    if view.is_table or view.is_measures:
        return {"drawing": b"", "note": "", "waiting": False, "percent": 0, "is_many": False, "scene": "", "fold": ""}
    drawing = network_drawing(initiative, known, view, reference, path, places)
    return {
        "drawing": drawing_html(request, initiative, drawing).encode(),
        "is_many": drawing["picture"].is_many,
        **{name: drawing[name] for name in ("note", "waiting", "percent", "scene", "fold")},
    }


def filter_bar_html(known, view):
    bar = {"menus": menus(view), "toggles": toggles(view), "filters": view, "count": len(known.partners)}
    return render_to_string("stakeholders/maps/_filter_bar.html", {**bar, "on_phone": True})


def address(request, initiative, name):
    return reverse(f"stakeholders:{name}", args=[request.district.slug, initiative.pk])


def drawing_html(request, initiative, drawing):
    may_move = request.membership.may("edit") and drawing["scene"]
    links = {
        "move_url": address(request, initiative, "network-place-create") if may_move else "",
        "lead_link": f"{address(request, initiative, 'influence-map')}?view=table&lead=",
    }
    return render_to_string("stakeholders/maps/_network_drawing.html", {**drawing, **links})


def weak_html(request, initiative, known, view, reference, figures):
    what_if = address(request, initiative, "network-without")
    context = {
        "losses": loss_rows(figures, known, what_if),
        "brokers": broker_sentences(figures, known, what_if),
        "mixing": mixing_words(figures),
        "groups": group_rows(known, figures, reference),
        "groups_link": view.link(fold="group", group=None, around=None, steps=None, view=None),
        "modularity": figures.groups.modularity,
    }
    return render_to_string("stakeholders/maps/_network_weak.html", context)


def options_html(known, view):
    """List whom a way can lead to."""
    goal = known.partners.get(f"p{view.chosen.get('to', 0)}")
    choices = (one for one in known.partners.values() if not one.is_ally)
    return SafeString("".join(option_of(one == goal).fill(one._asdict()) for one in choices))


@cache
def option_of(is_goal):
    return draw_pattern("stakeholders/maps/_network_option.html", ("stakeholder", "name"), {"is_goal": is_goal})


def add_menu_html(request, initiative, known):
    """List of whom a tie can be added, where they are not too many for a menu."""
    if len(known.partners) > MOST_IN_MENU:
        return ""
    before, _, after = reverse("stakeholders:relationship-new", args=[request.district.slug, 0]).rpartition("0")
    context = {"everyone": known.partners.values(), "before": before, "after": f"{after}?map={initiative.pk}"}
    return render_to_string("stakeholders/maps/_network_add_menu.html", context)
