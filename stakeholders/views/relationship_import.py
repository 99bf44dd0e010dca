"""A list of ties as pages: upload, look and match, write; then what came of it, and undo."""

from http import HTTPStatus

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from coalition.lib.tabular import DEFAULT_LIMITS, UnreadableFile, write_csv
from stakeholders.forms.relationship_import import TiesConfirmForm, TiesForm, TiesPage, TiesUploadForm
from stakeholders.importing import tie_steps
from stakeholders.importing.tie_reporting import report, shown
from stakeholders.importing.ties import CHANGED, NEW, OUT, THERE
from stakeholders.importing.undoing import CannotUndo
from stakeholders.models import ImportState, RelationshipImport

FOLDER = "stakeholders/relationship_import"
ROWS_ON_A_PAGE = 50
IMPORTS_LISTED = 20


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def relationship_import_new(request):
    """Ask for the file; one that cannot be read stays here with a sentence."""
    form = TiesUploadForm(request.POST, request.FILES) if request.method == "POST" else TiesUploadForm()
    if not form.is_bound or not form.is_valid():
        return upload_page(request, form)
    file = form.cleaned_data["file"]
    try:
        with once(request) as submission:
            one = tie_steps.receive_ties(file.read(), name=file.name, district=request.district, by=request.membership)
            submission.location = one.get_absolute_url()
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return upload_page(request, form)
    except AlreadyDone as done:
        return see_other(request, done.location)
    return see_other(request, one)


def upload_page(request, form):
    earlier = RelationshipImport.objects.defer("rows").exclude(state=ImportState.UPLOADED)
    context = {
        "form": form,
        "most_bytes": DEFAULT_LIMITS.file_bytes,
        "imports": earlier.select_related("uploaded_by__user", "district")[:IMPORTS_LISTED],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, f"{FOLDER}/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def relationship_import_detail(request, relationship_import):
    """Before it is written: each row and what is open, and on POST the choices. After: what came of it."""
    one = find_import(request, relationship_import)
    if one.state != ImportState.UPLOADED:
        return redirect(one) if request.method == "POST" else done_page(request, one)
    checked = tie_steps.check(one)
    form = TiesForm(request.POST or None, relationship_import=one, questions=checked.questions)
    if not form.is_bound or not form.is_valid():
        return check_page(request, one, checked, form)
    form.apply()
    one.save(update_fields=["mapping", "kind", "choices"])
    return toast(request, see_other(request, one), "Kept. The rows were checked again.")


def check_page(request, one, checked, form, status=None):
    page = TiesPage(request.GET).number
    start = (page - 1) * ROWS_ON_A_PAGE
    rows = sorted(checked.ties, key=lambda tie: tie.outcome != OUT)
    context = {
        "one": one,
        "form": form,
        "rows": shown(rows[start : start + ROWS_ON_A_PAGE], checked),
        "total": len(rows),
        "previous": page - 1 if page > 1 else 0,
        "next": page + 1 if start + ROWS_ON_A_PAGE < len(rows) else 0,
        "new": checked.count(NEW),
        "changed": checked.count(CHANGED),
        "there": checked.count(THERE),
        "out": checked.count(OUT),
    }
    status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK)
    return render(request, f"{FOLDER}/check.html", context, status=status)


def done_page(request, one):
    context = {"one": one, "counts": one.counts, "may_undo": tie_steps.may_undo(one)}
    return render(request, f"{FOLDER}/detail.html", context)


@require_POST
@district_view("edit")
def relationship_import_confirm(request, relationship_import):
    """Write what was shown; when it comes to other numbers by now, show them first."""
    one = find_import(request, relationship_import)
    if one.state != ImportState.UPLOADED:
        return see_other(request, one)
    checked = tie_steps.check(one)
    if not TiesConfirmForm(request.POST).saw(checked):
        form = TiesForm(relationship_import=one, questions=checked.questions)
        return check_page(request, one, checked, form, HTTPStatus.CONFLICT)
    try:
        counts = tie_steps.confirm(one, by=request.membership)
    except tie_steps.AlreadyWritten:
        return see_other(request, one)
    record(request.membership, "import ties", one.file_name, f"{counts['new']} new, {counts['changed']} changed")
    return see_other(request, one)


@require_POST
@district_view("edit")
def relationship_import_report(request, relationship_import):
    """Give the rows that stay out as CSV, as they came, the reason beside each; logged."""
    one = find_import(request, relationship_import)
    record(request.membership, "export", f"Rows of {one.file_name}", "ties left out")
    response = StreamingHttpResponse(write_csv(*report(one, tie_steps.check(one))))
    response["Content-Type"] = "text/csv; charset=utf-8"
    response["Content-Disposition"] = f'attachment; filename="ties-{one.pk}-left-out.csv"'
    return response


@require_POST
@district_view("edit")
def relationship_import_undo(request, relationship_import):
    one = find_import(request, relationship_import)
    response = see_other(request, one)
    try:
        counts = tie_steps.undo(one, by=request.membership)
    except CannotUndo:
        return toast(request, response, "This import can no longer be undone.")
    record(request.membership, "undo import", one.file_name, f"{counts['gone']} ties gone")
    return toast(request, response, f"Undone. {counts['gone']:,} ties are gone.")


@require_POST
@district_view("edit")
def relationship_import_discard(request, relationship_import):
    """Forget a list that was not written."""
    one = find_import(request, relationship_import)
    if one.state != ImportState.UPLOADED:
        return see_other(request, one)
    one.delete()
    response = see_other(request, "stakeholders:relationship-import-new", request.district.slug)
    return toast(request, response, "Import canceled. Nothing was written.")


def find_import(request, pk):
    one = get_object_or_404(RelationshipImport.objects.select_related("uploaded_by__user"), pk=pk)
    one.district = request.district
    return one
