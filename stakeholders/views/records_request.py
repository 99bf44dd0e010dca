"""Everything the district holds on somebody, or wrote in a period, as one file for a records request."""

from itertools import chain

from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.lib.local_time import local_date
from coalition.lib.tabular import write_workbook
from stakeholders.forms.records_request import RecordsRequestForm
from stakeholders.held.finding import held_on
from stakeholders.held.naming import marks_of
from stakeholders.held.telling import HEADERS, Request, audit_rows, mention_rows, rows_of
from stakeholders.models import Stakeholder
from stakeholders.views.form_page import form_page, is_ready, read_form
from stakeholders.views.stakeholder_export import TYPES, WORKBOOK


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("administer")
def records_request_new(request):
    form = read_form(request, RecordsRequestForm, request=request)
    if not is_ready(form):
        back = reverse("districts:policy-detail", args=[request.district.slug]), "Policies"
        return form_page(
            request, form, title="Answer a records request", submit="Prepare the file", back=back, gives=True
        )
    whom = form.cleaned_data["stakeholder"]
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    period = f", {since or 'the first day'} to {until or 'today'}" if since or until else ""
    record(request.membership, "records request", str(whom or "Everybody"), form.cleaned_data["reference"] + period)
    response = StreamingHttpResponse(write_workbook(HEADERS, found(form, whom)), content_type=TYPES[WORKBOOK])
    day = local_date(timezone.now(), request.district.zone)
    response["Content-Disposition"] = f'attachment; filename="records-{whom.pk if whom else "all"}-{day}.xlsx"'
    return response


def found(form, whom):
    keys = held_on(whom) if whom else None
    asked = Request(form.district, keys, *form.period())
    if whom is None:
        return chain(rows_of(asked), audit_rows(asked))
    marks = marks_of(keys[Stakeholder])
    return chain(rows_of(asked), mention_rows(asked, marks), audit_rows(asked, marks))
