from itertools import groupby

from django.db.models import Q
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.districts.forms.audit_entry import AuditFilterForm
from coalition.districts.models import AuditEntry
from coalition.lib.local_time import local_date
from coalition.lib.tabular import write_csv

PAGE = 50
COLUMNS = ("When", "By", "What", "About", "Detail")


@district_view("administer")
def audit_entry_list(request):
    form = AuditFilterForm(request.GET, district=request.district)
    form.is_valid()
    found = form.entries(AuditEntry.objects.select_related("actor__user"))
    shown = list(older_than(found, form.cleaned_data.get("before"))[: PAGE + 1])
    context = {
        "form": form,
        "days": by_day(shown[:PAGE], request.district),
        "page": {
            "next_url": address(request, before=shown[PAGE - 1].pk) if len(shown) > PAGE else "",
            "first_url": address(request) if form.cleaned_data.get("before") else "",
        },
        "query": request.GET.urlencode(),
        "is_filtered": any(value for name, value in form.cleaned_data.items() if name != "before"),
    }
    return render(request, "districts/audit_entry/list.html", context)


@require_POST
@district_view("administer")
def audit_entry_export(request):
    """Give the entries as the address narrows them, the oldest first, streamed; that is written down too."""
    form = AuditFilterForm(request.GET, district=request.district)
    form.is_valid()
    own = record(request.membership, "export", "Audit log", form.summary())
    entries = form.entries(AuditEntry.objects.select_related("actor__user").exclude(pk=own.pk)).order_by("at", "pk")
    response = StreamingHttpResponse(write_csv(COLUMNS, rows(entries, request.district.zone)))
    response["Content-Type"] = "text/csv; charset=utf-8"
    day = local_date(timezone.now(), request.district.zone)
    response["Content-Disposition"] = f'attachment; filename="audit-log-{day}.csv"'
    return response


def rows(entries, zone):
    for entry in entries.iterator(1000):
        at = entry.at.astimezone(zone)
        yield f"{at:%Y-%m-%d %H:%M:%S}", str(entry.actor or "Coalition"), entry.verb, entry.subject, entry.detail


def older_than(entries, pk):
    """The entries before the one with `pk`, so that a page holds still while new entries come."""
    last = AuditEntry.objects.filter(pk=pk).first() if pk else None
    if last is None:
        return entries
    return entries.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))


def by_day(entries, district):
    """The entries in groups of a day by the clock of the district: (day, "Today" or "Yesterday" or "", entries)."""
    today = local_date(timezone.now(), district.zone)
    days = [(day, list(group)) for day, group in groupby(entries, lambda entry: local_date(entry.at, district.zone))]
    return [(day, {0: "Today", 1: "Yesterday"}.get((today - day).days, ""), group) for day, group in days]


def address(request, **extra):
    """The address of this list with the same filters."""
    query = request.GET.copy()
    query.pop("before", None)
    for name, value in extra.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path
