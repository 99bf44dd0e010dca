"""What the page of who knows whom says around the drawing: figures, the way to somebody, what hangs on whom."""

from dataclasses import dataclass

from django.urls import reverse

from stakeholders.acquaintances import figures_of, paths_to
from stakeholders.ratings import level_label
from stakeholders.views.network_drawing import network_drawing
from stakeholders.views.network_rows import page_of_ties
from stakeholders.views.network_words import introductions, loss_words, other_path, steps_of

BROKERS_NAMED = 3
MOST_IN_MENU = 400
EXPORTS = (
    ("stakeholders:network-map-svg", "Picture", "SVG"),
    ("stakeholders:network-map-csv", "Ties", "CSV"),
    ("stakeholders:network-map-graphml", "Network", "GraphML"),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with a sentence, and behind it the formula with its source."""

    number: str
    name: str
    note: str
    formula: str


def network_page(request, initiative, known, view, reference):
    figures = figures_of(known, {one.pk: one.name for one in reference.sectors})
    parts = table_part(known, view) if view.is_table else map_part(request, known, view, reference)
    return {
        "view": view,
        "here": view.link(),
        "everyone": [] if len(known.partners) > MOST_IN_MENU else list(known.partners.values()),
        "exports": EXPORTS,
        "is_table": view.is_table,
        "view_link": view.link(view=None if view.is_table else "table"),
        "partner_count": len(known.partners),
        "tie_count": len(known.ties),
        "measures": measures(figures, known),
        "mixing": mixing_words(figures),
        "losses": [loss_words(loss, known, "the decision table") for loss in figures.losses],
        **parts,
    }


def table_part(known, view):
    page = page_of_ties(known, view)
    return {"page": page, "rows": page.rows}


def map_part(request, known, view, reference):
    paths = paths_of(known, view)
    return {
        **network_drawing(known, view, reference, paths[0] if paths else None),
        **way_context(request, known, goal_of(known, view), paths, reference.levels),
        "choices": [one for one in known.partners.values() if not one.is_ally],
        "levels": list(reference.levels.values()),
        "center": center_of(known, view, reference.levels),
        "everyone_link": view.link(around=None, steps=None, group=None),
    }


def goal_of(known, view):
    """Return the partner the address asks a way to, or None."""
    return known.partners.get(f"p{view.chosen.get('to', 0)}")


def paths_of(known, view):
    goal = goal_of(known, view)
    return paths_to(known, goal.key) if goal else []


def best_path(known, view):
    return next(iter(paths_of(known, view)), None)


def way_context(request, known, goal, paths, levels):
    if not paths:
        return {"goal": goal}
    first = next((key for key in paths[0].people if key in known.partners), "")
    partnership = known.partners[first].partnership
    return {
        "goal": goal,
        "best": steps_of(paths[0], known, levels),
        "length": introductions(paths[0]),
        "others": [other_path(path, known) for path in paths[1:]],
        "first": known.partners[first],
        "plan_url": reverse("stakeholders:introduction-create", args=[request.district.slug, partnership]),
    }


def center_of(known, view, levels):
    """Return who stands in the middle of what is drawn, with their level in words and the links to more steps."""
    one = known.partners.get(f"p{view.chosen.get('around', 0)}")
    if one is None:
        return None
    return {
        "partner": one,
        "level": levels.get(one.level),
        "level_word": level_label(levels.get(one.level), one),
        "steps": [(steps, view.link(steps=steps), steps == view.steps_out) for steps in (1, 2, 3)],
        "everyone": view.link(around=None, steps=None),
        "way": "" if one.is_ally else view.link(to=one.stakeholder),
    }


def measures(figures, known):
    """Return the four figures above the map."""
    return [density(figures), trust(figures), centralization(figures, known), brokers(figures, known)]


def density(figures):
    share = "–" if figures.density is None else f"{figures.density:.0%}"
    apart = f" {figures.apart} {'has' if figures.apart == 1 else 'have'} no tie." if figures.apart else ""
    return Measure(
        share,
        "Density",
        f"{figures.size} of {figures.pairs} possible ties.{apart}",
        "Pairs with a tie, of all pairs: 2m / (n (n − 1)), n partners and staff, each pair counted once whatever the "
        "direction (Wasserman & Faust 1994).",
    )


def trust(figures):
    tense = f"{figures.in_tension} tie{' is' if figures.in_tension == 1 else 's are'} in tension."
    rated = (
        f"Mean of {figures.rated} rated tie{'' if figures.rated == 1 else 's'}. "
        if figures.rated
        else "No tie is rated. "
    )
    return Measure(
        "–" if figures.trust is None else f"{figures.trust:.1f}",
        "Trust, of 4",
        rated + tense,
        "The mean of the trust staff rated, 1 (not at all) to 4 (a great deal), on the scale of the PARTNER survey "
        "(Varda et al. 2008). Ties in tension and ties nobody rated are left out.",
    )


def centralization(figures, known):
    number = "–" if figures.centralization is None else f"{figures.centralization:.2f}"
    note = "No ties yet."
    if figures.busiest:
        ties = f"{figures.busiest_ties} tie{'' if figures.busiest_ties == 1 else 's'}"
        note = f"Leans on {known.name_of(figures.busiest)}: {ties}."
    return Measure(
        number,
        "Centralization",
        note,
        "How far ties lean on one: sum of (most − own ties) / ((n − 1)(n − 2)). 0 where all are alike, 1 for a star "
        "(Freeman 1979).",
    )


def brokers(figures, known):
    names = [known.name_of(key) for key in figures.brokers or ()]
    more = f", and {len(names) - BROKERS_NAMED} more" if len(names) > BROKERS_NAMED else ""
    note = f"{', '.join(names[:BROKERS_NAMED])}{more}." if names else "Nobody stands between others more than most."
    if figures.brokers is None:
        note = "Not ranked among more than 1,500."
    return Measure(
        "–" if figures.brokers is None else str(len(names)),
        "Brokers",
        note,
        "Partners on the shortest ways between others at least twice as often as the average "
        "(betweenness, Freeman 1977).",
    )


def mixing_words(figures):
    """Say how much ties cross sectors and how mixed the partners are."""
    words = []
    if figures.mixing.index is not None:
        total = figures.mixing.external + figures.mixing.internal
        words.append(
            f"{figures.mixing.external} of {total} ties between partners cross sectors: E-I index "
            f"{figures.mixing.index:+.2f}, {figures.mixing.expected:+.2f} expected by chance."
        )
    if figures.diversity is not None:
        words.append(f"Diversity of sectors: {figures.diversity:.2f} (Blau), 0 where all are of one.")
    return words
