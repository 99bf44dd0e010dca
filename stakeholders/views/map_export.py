"""What of a map can be taken away: the filtered partners, noted in the audit log, as an attachment with a name."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.text import slugify

from coalition.districts.audit import record
from coalition.lib.tabular.writing import write_csv
from stakeholders.map_rows import partners_on_map
from stakeholders.views.influence_table import EXPORT_HEADERS, export_rows
from stakeholders.views.map_request import find_initiative, read_filters, today

KINDS = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8", "graphml": "application/graphml+xml"}


def exported(request, initiative, kind, title):
    """Return what is taken away of the map of that title, and note who takes it."""
    found = find_initiative(request, initiative)
    filters = read_filters(request)
    partners = filters.narrow(partners_on_map(found, request.membership, today(request)))
    detail = f"{kind}, {partners.count()} partners, {filters.link() if filters.narrows else 'no filter'}"
    record(request.membership, "export", f"{title}, {found.name}", detail)
    return found, filters, partners


def rows_attached(request, initiative, title):
    """Give the rows of the map as CSV, with the words this reader may see."""
    found, filters, partners = exported(request, initiative, "CSV", title)
    rows = write_csv(EXPORT_HEADERS, export_rows(filters.order(partners), filters.levels))
    return attachment(request, found, title, "csv", StreamingHttpResponse(rows))


def attachment(request, initiative, title, extension, response: HttpResponse | StreamingHttpResponse):
    initiative_name = slugify(initiative.name)[:60] or initiative.pk
    name = f"{slugify(title)}-{initiative_name}-{today(request):%Y-%m-%d}.{extension}"
    response["Content-Type"] = KINDS[extension]
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
