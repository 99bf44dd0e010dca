"""What of the map of who knows whom can be taken away, besides GraphML."""

from django.urls import reverse

from stakeholders.network.breaking import MANY
from stakeholders.reference import read_reference
from stakeholders.standing.brought import brought_in
from stakeholders.ties.measuring import measures_of
from stakeholders.ties.places import places_of
from stakeholders.views.map_export import Export, counted
from stakeholders.views.network.drawing import network_drawing
from stakeholders.views.network.page import best_path
from stakeholders.views.network.request import read_network, read_view
from stakeholders.views.network.rows import MEASURE_HEADERS, TIE_HEADERS, measure_rows, tie_rows

TITLE = "Relationships"
MEASURES_ON_PAPER = {
    "Who": 3.0,
    "Ties": 0.6,
    "Betweenness": 1.1,
    "Closeness": 1.0,
    "Trust, of 4": 1.0,
    "Value, of 4": 1.0,
}
ON_PAPER = {"From": 2.0, "Kind": 1.2, "To": 2.0, "Trust in words": 1.0, "Note": 2.0}
NOTES = (
    "Larger circles have more sway. Thicker lines carry more trust. Two red bars are a tie in tension. Solid: works "
    "together, advises. Dash and dot: funds. Dashes: reports to, is a member. Dots: knows personally.",
)


def network_export(request, initiative) -> Export:
    view = read_view(request)
    known = read_network(request, initiative, view)
    path = best_path(known, view)
    page = request.build_absolute_uri(reverse("stakeholders:network-map", args=[request.district.slug, initiative.pk]))
    return Export(
        title=TITLE,
        drawing_title=TITLE,
        detail=f"{len(known.partners)} partners, {len(known.ties)} ties",
        shown=", ".join([counted(len(known.partners)), f"{len(known.ties)} ties", *view.in_words]),
        template="stakeholders/maps/network.svg",
        picture=network_drawing(initiative, known, view, read_reference(), path, places_of(initiative), base_link=page),
        notes=NOTES,
        **table_of(known, view, brought_in(known, request.membership)),
    )


def table_of(known, view, brought):
    """Return the rows of the view: partners with their measures, or ties, as also for too many partners."""
    if view.is_measures and len(known.partners) <= MANY:
        each = measures_of(known, brought).each
        return {"headers": MEASURE_HEADERS, "rows": lambda: measure_rows(known, each), "on_paper": MEASURES_ON_PAPER}
    return {"headers": TIE_HEADERS, "rows": lambda: tie_rows(known, brought), "on_paper": ON_PAPER}
