"""What of a map can be taken away: one drawing and one table, in every format, noted in the audit log.

Drawing and rows are made by the code that makes the page, for the same reader: what the rule on ratings
(standing/ratings.py) hides on the page is in no file.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.http import HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from coalition.districts.audit import record
from coalition.lib.drawing.reading import read_drawing
from coalition.lib.drawing.sheet import Sheet
from coalition.lib.on_demand import on_demand
from coalition.lib.tabular import write_csv, write_workbook
from stakeholders.map_rows import partners_on_map
from stakeholders.maps.palette import level_colors, light_colors
from stakeholders.network.graphml import NOT_XML
from stakeholders.reference import read_reference
from stakeholders.views.influence_table import EXPORT_HEADERS, export_rows
from stakeholders.views.map_request import read_filters, today

captioned = on_demand("coalition.lib.drawing.caption.captioned")
write_pdf = on_demand("coalition.lib.drawing.page.write_pdf")
write_png = on_demand("coalition.lib.drawing.picture.write_png")
write_slides = on_demand("coalition.lib.drawing.slides.write_slides")

ROWS_ON_PAPER = 300
MARGIN = 24
OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "svg": ("SVG", "image/svg+xml"),
    "png": ("PNG", "image/png"),
    "pdf": ("PDF", "application/pdf"),
    "pptx": ("PowerPoint", f"{OFFICE}.presentationml.presentation"),
    "csv": ("CSV", "text/csv; charset=utf-8"),
    "xlsx": ("Excel", f"{OFFICE}.spreadsheetml.sheet"),
    "graphml": ("GraphML", "application/graphml+xml"),
}
PARTNERS_ON_PAPER = {"Name": 3.0, "Sector": 1.6, "Sway": 0.6, "Level": 1.1, "Target": 1.1, "Next step": 3.0}


@dataclass(frozen=True, slots=True)
class Export:
    """One map for one reader. `rows` yields cells in the order of `headers`; `on_paper` names the columns of the table
    in a PDF and on slides, with their widths against each other; `detail` is what the audit log says of its content,
    `shown` what stands under the title on paper."""

    title: str
    drawing_title: str
    detail: str
    shown: str
    template: str
    picture: Mapping
    headers: Sequence[str]
    rows: Callable[[], Iterable[Sequence[str]]]
    on_paper: Mapping[str, float]
    notes: Sequence[str] = field(default_factory=tuple)


def partners_export(request, initiative, **given) -> Export:
    """Return the export of a map of partners: their rows, filtered as the address says."""
    filters = read_filters(request)
    partners = narrowed(request, initiative)
    count = partners.count()
    return Export(
        shown=", ".join([counted(count), *filters.in_words]),
        detail=f"{count} partners, {filters.link() if filters.narrows else 'no filter'}",
        headers=EXPORT_HEADERS,
        rows=lambda: export_rows(filters.order(partners), filters.levels),
        on_paper=PARTNERS_ON_PAPER,
        **given,
    )


def counted(count):
    return f"{count} partner{'' if count == 1 else 's'}"


def narrowed(request, initiative):
    return read_filters(request).narrow(partners_on_map(initiative, request.membership, today(request)))


def svg_of(request, initiative, export: Export) -> str:
    """Return the drawing as a file that stands alone, in the colors of the light theme."""
    context = {
        "initiative": initiative,
        **export.picture,
        "stands_alone": True,
        "drawing_title": export.drawing_title,
        "colors": light_colors(),
        "level_colors": level_colors(),
        "on": today(request),
    }
    return in_xml(render_to_string(export.template, context))


def in_xml(text) -> str:
    """Return the text without what no XML may hold, of which drawings and slides are made."""
    return NOT_XML.sub("", str(text))


def sheet_of(request, initiative, export: Export) -> Sheet:
    """Return the drawing with title, legend and the first rows, for a file that is printed or shown."""
    rows = list(export.rows())
    columns = [export.headers.index(name) for name in export.on_paper]
    drawing = read_drawing(svg_of(request, initiative, export))
    return Sheet(
        drawing=drawing,
        **words_around(request, initiative, export),
        headers=list(export.on_paper),
        rows=[[in_xml(row[column]) for column in columns] for row in islice(rows, ROWS_ON_PAPER)],
        weights=list(export.on_paper.values()),
        rows_in_all=len(rows),
    )


def words_around(request, initiative, export: Export):
    """Return what stands around the drawing wherever it goes: title, where, when and who is shown, levels, notes."""
    on = today(request)
    return {
        "title": in_xml(f"{export.drawing_title}: {initiative}"),
        "subtitle": in_xml(f"{request.district} · {on:%B} {on.day}, {on.year} · {export.shown}"),
        "legend": legend(initiative, on),
        "notes": list(map(in_xml, export.notes)),
    }


def picture_of(request, initiative, export: Export, *, margin) -> str:
    """Return the drawing as a file that can be shown alone: it says what it shows."""
    return captioned(svg_of(request, initiative, export), **words_around(request, initiative, export), margin=margin)


def legend(initiative, on):
    """Return the six levels, each with its glyph, as a drawing."""
    context = {
        "initiative": initiative,
        "levels": [
            (level, 8 + 124 * number, 31 + 124 * number)
            for number, level in enumerate(read_reference().levels.values())
        ],
        "drawing_title": "Levels",
        "colors": light_colors(),
        "level_colors": level_colors(),
        "on": on,
    }
    return read_drawing(render_to_string("stakeholders/maps/legend.svg", context))


def content_of(request, initiative, export: Export, kind: str):
    if kind == "csv":
        return StreamingHttpResponse(write_csv(export.headers, export.rows()))
    if kind == "xlsx":
        return StreamingHttpResponse(write_workbook(export.headers, export.rows(), sheet="Rows"))
    if kind == "svg":
        return HttpResponse(picture_of(request, initiative, export, margin=MARGIN))
    if kind == "png":
        return HttpResponse(write_png(read_drawing(picture_of(request, initiative, export, margin=0))))
    write = write_pdf if kind == "pdf" else write_slides
    return HttpResponse(
        write(sheet_of(request, initiative, export), timezone.now().astimezone(request.membership.zone))
    )


def note_export(request, initiative, export: Export, kind):
    record(request.membership, "export", f"{export.title}, {initiative.name}", f"{KINDS[kind][0]}, {export.detail}")


def attachment(request, initiative, title, extension, response: HttpResponse | StreamingHttpResponse):
    initiative_name = slugify(initiative.name.replace("–", "-"))[:60] or initiative.pk
    name = f"{slugify(title)}-{initiative_name}-{today(request):%Y-%m-%d}.{extension}"
    response["Content-Type"] = KINDS[extension][1]
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
