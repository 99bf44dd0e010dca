"""Days without reminders out of a school calendar: read a file, look at its entries, keep those that are ticked."""

from http import HTTPStatus

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from coalition.districts import policies
from coalition.districts.access import district_view
from coalition.districts.forms.no_send_day import CalendarFileForm, ChosenDaysForm
from coalition.districts.models import NoSendDay
from coalition.districts.no_send_days import FILE_LIMITS
from coalition.lib.local_time import local_date
from coalition.lib.on_demand import on_demand
from coalition.lib.pages.htmx import see_other, toast
from coalition.lib.tabular import UnreadableFile

read_calendar = on_demand("coalition.districts.calendar_files.read_calendar")


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("administer")
def no_send_day_read(request):
    """Ask for the file, then show what it holds. Nothing is kept yet."""
    form = CalendarFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return upload_page(request, form)
    if not form.is_valid():
        return upload_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    today = local_date(timezone.now(), request.district.zone)
    try:
        found = read_calendar(form.cleaned_data["file"].read(FILE_LIMITS.file_bytes + 1), today, request.district.zone)
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return upload_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    known = set(NoSendDay.objects.filter(date__gte=today).values_list("date", flat=True))
    rows = [(entry, known.issuperset(entry.dates)) for entry in found.entries]
    context = {"found": found, "rows": rows, "ticked": sum(entry.is_closed and not old for entry, old in rows)}
    return render(request, "districts/no_send_day/entries.html", context)


def upload_page(request, form, status=HTTPStatus.OK):
    context = {"form": form, "most_bytes": FILE_LIMITS.file_bytes}
    return render(request, "districts/no_send_day/read.html", context, status=status)


@require_POST
@district_view("administer")
def no_send_day_keep(request):
    """Keep the entries that were ticked."""
    form = ChosenDaysForm(request.POST)
    if not form.is_valid():
        again = CalendarFileForm({})
        again.full_clean()
        again.errors["file"] = form.errors["line"]
        return upload_page(request, again, HTTPStatus.UNPROCESSABLE_ENTITY)
    days = form.cleaned_data["line"]
    policies.add_no_send_days(days, by=request.membership)
    response = see_other(request, "districts:policy-detail", request.district.slug)
    return toast(
        request, response, f"{len(days)} day{'' if len(days) == 1 else 's'} added. No reminder is sent on them."
    )
