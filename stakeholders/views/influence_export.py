"""What of the influence map can be taken away."""

from django.urls import reverse

from stakeholders.map_rows import map_rows
from stakeholders.views.influence_chips import fixed_types
from stakeholders.views.influence_drawing import chip_link, drawing_context
from stakeholders.views.map_export import Export, narrowed, partners_export
from stakeholders.views.map_request import read_filters, today

TITLE = "Influence map"
NOTES = ("Rows are sway, 5 at the top. Bold names sit at the decision table. Hollow rings are targets.",)


def influence_export(request, initiative) -> Export:
    filters, rows = read_filters(request), map_rows(narrowed(request, initiative), today(request))
    path = reverse("stakeholders:influence-map", args=[request.district.slug, initiative.pk])
    page = request.build_absolute_uri(path)
    return partners_export(
        request,
        initiative,
        title=TITLE,
        drawing_title="Influence and investment",
        template="stakeholders/maps/influence.svg",
        picture={
            **drawing_context(rows, filters, fixed_types(rows, request.membership)),
            "base_link": page,
            "chip_link": page + chip_link(filters),
        },
        notes=NOTES,
    )
