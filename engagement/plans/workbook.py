"""A plan as an Excel workbook: activities, milestones and hours, with real dates and numbers, and no live cell."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from coalition.lib.tabular.neutralising import neutralise
from engagement.plans.reading import PlanPage, Workload
from engagement.plans.table import HEADERS, cells, writable

DAY, DOLLARS = "yyyy-mm-dd", '"$"#,##0'
MARK_HEADERS = ("Milestone", "Day", "Who decides", "Reached on", "What was decided")
WIDTHS = {"Activity": 36, "Notes": 60, "Partners involved": 40, "At risk because": 36}
USUAL_WIDTH = 18


def write_plan(page: PlanPage, workload: Workload) -> bytes:
    book = Workbook()
    rows = [cells(row) for row in page.rows]
    fill(book.active, "Activities", HEADERS, rows)
    money = HEADERS.index("Budget") + 1
    for line in range(2, len(rows) + 2):
        book.active.cell(line, money).number_format = DOLLARS
    marks = [
        [one.name, one.happens_on, one.body.name if one.body else "", one.reached_on, one.outcome]
        for one in page.milestones
    ]
    fill(book.create_sheet(), "Milestones", MARK_HEADERS, marks)
    loads = [
        [str(one.member), one.load.hours, one.load.can_give, one.load.over, *one.months] for one in workload.carried
    ]
    heads = ["Colleague", f"Hours until {workload.until:%B %-d, %Y}", "Can give", "Over"]
    heads += [f"{month:%B %Y}" for month in workload.months]
    fill(book.create_sheet(), "Hours", heads, loads)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fill(sheet, title, headers, rows):
    sheet.title = title
    sheet.freeze_panes = "B2"
    sheet.append(headers)
    for place, header in enumerate(headers, start=1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(header, USUAL_WIDTH)
    for row in rows:
        sheet.append([neutralise(writable(cell)) if isinstance(cell, str) else cell for cell in row])
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(cell.value, str))
            if cell.is_date:
                cell.number_format = DAY
