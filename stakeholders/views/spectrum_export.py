"""What of the spectrum of allies can be taken away."""

from django.urls import reverse

from stakeholders.map_rows import map_rows
from stakeholders.views.influence_chips import fixed_types
from stakeholders.views.influence_drawing import chip_link
from stakeholders.views.map_export import Export, narrowed, partners_export
from stakeholders.views.map_request import read_filters, today
from stakeholders.views.spectrum_drawing import drawing_context

TITLE = "Spectrum of allies"
NOTES = ("An arrow after a name asks for the next level. No arrow: hold and thank.",)


def spectrum_export(request, initiative) -> Export:
    filters, rows = read_filters(request), map_rows(narrowed(request, initiative), today(request))
    path = reverse("stakeholders:spectrum-map", args=[request.district.slug, initiative.pk])
    page = request.build_absolute_uri(path)
    return partners_export(
        request,
        initiative,
        title=TITLE,
        drawing_title=TITLE,
        template="stakeholders/maps/spectrum.svg",
        picture={
            **drawing_context(rows, filters, fixed_types(rows, request.membership)),
            "base_link": page,
            "chip_link": page + chip_link(filters),
        },
        notes=NOTES,
    )
