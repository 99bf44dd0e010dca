"""What of a plan can be taken away: Excel, CSV, a PDF for the board, a calendar; each is noted in the audit log."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.districts.dates import today
from coalition.lib.on_demand import on_demand
from coalition.lib.tabular.writing import write_csv
from engagement.plans.reading import read_plan, read_workload
from engagement.plans.table import HEADERS, cells
from engagement.views.plan import school_year
from stakeholders.views.map_request import find_initiative

write_board_plan = on_demand("engagement.plans.board_pdf.write_board_plan")
write_calendar = on_demand("engagement.plans.calendar.write_calendar")
write_plan = on_demand("engagement.plans.workbook.write_plan")

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
}


@require_POST
@district_view("view")
def plan_xlsx(request, initiative):
    found, page = taken_away(request, initiative, "Excel")
    return attachment(request, found, "xlsx", write_plan(page, read_workload(request.district, today(request))))


@require_POST
@district_view("view")
def plan_csv(request, initiative):
    found, page = taken_away(request, initiative, "CSV")
    rows = ([as_text(cell) for cell in cells(row)] for row in page.rows)
    return attachment(request, found, "csv", b"".join(write_csv(HEADERS, rows)))


@require_POST
@district_view("view")
def plan_pdf(request, initiative):
    found, page = taken_away(request, initiative, "PDF")
    on = today(request)
    subtitle = f"Engagement plan, {school_year(page, on)}. {request.district}."
    return attachment(request, found, "pdf", write_board_plan(page, title=found.name, subtitle=subtitle, on=on))


@require_POST
@district_view("view")
def plan_ics(request, initiative):
    found, page = taken_away(request, initiative, "calendar")

    def address(activity):
        page = reverse("engagement:activity-detail", args=[request.district.slug, activity.pk])
        return request.build_absolute_uri(page)

    now = timezone.now()
    text = write_calendar(page, initiative=found, district=request.district, now=now, address=address)
    return attachment(request, found, "ics", text)


def taken_away(request, initiative, kind):
    """Return the initiative and its plan with everybody in it, and note who takes it away."""
    found = find_initiative(request, initiative)
    page = read_plan(found, today(request), with_everybody=True)
    record(request.membership, "export", f"Plan, {found.name}", f"{kind}, {len(page.rows)} activities")
    return found, page


def as_text(cell):
    return "" if cell is None else str(cell)


def attachment(request, initiative, extension, content):
    name = (
        f"plan-{slugify(initiative.name.replace('–', '-'))[:60] or initiative.pk}-{today(request):%Y-%m-%d}.{extension}"
    )
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=KINDS[extension], headers=headers)
