"""The registry to take away, as a table for a spreadsheet or as cards for an address book."""

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.lib.tabular import write_cards, write_csv, write_workbook
from stakeholders.forms.stakeholder_export import CARDS, TABLE, WORKBOOK, ExportForm
from stakeholders.registry.export import HEADERS, export_cards, export_rows
from stakeholders.views.stakeholder_list import read_list

TYPES = {
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CARDS: "text/vcard; charset=utf-8",
}


@require_POST
@district_view("view")
def stakeholder_export(request):
    """Give the list as the address narrows it, all pages, streamed; logged, because it leaves the house."""
    filters, seen_from = read_list(request)
    form = ExportForm.format_of(request)
    detail = filters.query() or "everyone"
    record(request.membership, "export", "Stakeholders", detail if form == TABLE else f"{form}, {detail}")
    response = StreamingHttpResponse(written(form, filters.asked, seen_from))
    response["Content-Type"] = TYPES.get(form, "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="stakeholders-{seen_from.on:%Y-%m-%d}.{form}"'
    return response


def written(form, asked, seen_from):
    if form == CARDS:
        return write_cards(export_cards(asked, seen_from))
    write = write_workbook if form == WORKBOOK else write_csv
    return write(HEADERS, export_rows(asked, seen_from))
