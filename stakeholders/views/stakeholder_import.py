"""The steps of an import as pages: upload, match columns, check rows, confirm; then what happened, and undo."""

from functools import wraps
from http import HTTPStatus

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from coalition.lib.tabular import DEFAULT_LIMITS, UnreadableFile, check_size, write_csv
from stakeholders.forms.stakeholder_import import (
    ColumnsForm,
    ConfirmForm,
    RowsForm,
    RowsQuery,
    SheetForm,
    UploadForm,
)
from stakeholders.importing import jobs, row_pages, showing, steps
from stakeholders.importing.outcomes import LOOK, OUT
from stakeholders.importing.progress import Canceled
from stakeholders.importing.reporting import problem_report
from stakeholders.importing.undoing import CannotUndo, may_be_undone, plan_undo, undo, undo_ends
from stakeholders.importing.uploads import drain, is_too_large, stated_size
from stakeholders.models import ImportJob, ImportState, Stakeholder, StakeholderImport

FOLDER = "stakeholders/stakeholder_import"
NAMES_OF_KEPT = 20


def at_rest(view):
    """Hand the view its import; one the worker is at leads to the page that shows how far it is."""

    @wraps(view)
    def step(request, stakeholder_import):
        one = find_import(request, stakeholder_import)
        if one.job or (one.is_open and not one.source):
            return see_other(request, "stakeholders:import-progress", request.district.slug, one.pk)
        return view(request, one)

    return step


def hand_over(request, one, job, **options):
    """Leave what takes long to the worker, and lead to the page that shows how far it is."""
    jobs.ask(one, job, by=request.membership, **options)
    return see_other(request, "stakeholders:import-progress", request.district.slug, one.pk)


@csrf_exempt
@district_view("edit")
def import_new(request):
    """Ask for the file. One that is too large is refused before it is read, so the token is checked after that."""
    if request.method != "POST":
        return upload_page(request, UploadForm())
    if is_too_large(request):
        drain(request)
        return refuse_upload(request, stated_size(request))
    return receive_upload(request)


@csrf_protect
def receive_upload(request):
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return upload_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    file = form.cleaned_data["file"]
    is_large = file.size > jobs.MOST_BYTES_AT_ONCE
    receive = steps.keep_for_later if is_large else steps.receive
    try:
        with once(request) as submission:
            one = receive(file.read(), name=file.name, district=request.district, by=request.membership)
            submission.location = str(one.pk)
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return upload_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except AlreadyDone as done:
        return see_other(request, "stakeholders:import-columns", request.district.slug, done.location)
    if is_large:
        return hand_over(request, one, ImportJob.READ)
    return see_other(request, "stakeholders:import-columns", request.district.slug, one.pk)


def refuse_upload(request, size):
    form = UploadForm(data={}, files={})
    form.errors.clear()
    try:
        check_size(size)
    except UnreadableFile as error:
        form.add_error("file", str(error))
    return upload_page(request, form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def upload_page(request, form, status=HTTPStatus.OK):
    context = {
        "form": form,
        "step": 1,
        "most_bytes": DEFAULT_LIMITS.file_bytes,
        "has_imports": StakeholderImport.objects.written().exists(),
    }
    return render(request, f"{FOLDER}/new.html", context, status=status)


@district_view("edit")
@at_rest
def import_columns(request, one):
    """Show where each column goes; on POST keep that and go on, or stay for values nobody has seen yet."""
    if not one.is_open:
        return redirect(one)
    form = ColumnsForm(request.POST if request.method == "POST" else None, stakeholder_import=one)
    if not form.is_bound or not form.is_valid():
        return columns_page(request, one, form)
    stays = form.opens_questions()
    form.apply()
    if stays:
        one.save()
        response = see_other(request, "stakeholders:import-columns", request.district.slug, one.pk)
        return toast(request, response, "Kept. Now say what the values mean.")
    if jobs.is_large(one):
        one.save()
        return hand_over(request, one, ImportJob.CHECK)
    steps.check(one)
    return see_other(request, "stakeholders:import-rows", request.district.slug, one.pk)


@require_POST
@district_view("edit")
@at_rest
def import_sheet(request, one):
    """Read another sheet, or take another row for the headers."""
    form = SheetForm(request.POST, stakeholder_import=one)
    if not one.is_open or not one.file.original:
        return redirect(one)
    try:
        if form.is_valid():
            asked = {"sheet": form.cleaned_data.get("sheet") or None, "header_row": form.cleaned_data["header_row"]}
            if jobs.is_large(one):
                return hand_over(request, one, ImportJob.READ, **asked)
            steps.reread(one, **asked)
    except UnreadableFile as error:
        form.add_error(None, str(error))
    if form.errors:
        return columns_page(request, find_import(request, one.pk), None, sheet_form=form)
    return see_other(request, "stakeholders:import-columns", request.district.slug, one.pk)


@require_POST
@district_view("edit")
@at_rest
def import_guess(request, one):
    """Forget how files of this layout were matched before and guess anew."""
    if not one.is_open:
        return redirect(one)
    steps.guess_again(one)
    one.save()
    return see_other(request, "stakeholders:import-columns", request.district.slug, one.pk)


def columns_page(request, one, form, sheet_form=None):
    form = form or ColumnsForm(stakeholder_import=one)
    rows = showing.column_rows(one, form)
    context = {
        "one": one,
        "step": 2,
        "form": form,
        "sheet_form": sheet_form or SheetForm(stakeholder_import=one),
        "rows": rows,
        "in_use": sum(bool(key) for key in one.mapping),
        "questions": questions(form),
        "remembered": steps.remembered_import(one),
        "accents": showing.accents_seen(one),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or context["sheet_form"].errors else HTTPStatus.OK
    return render(request, f"{FOLDER}/columns.html", context, status=status)


def questions(form):
    """The values to be translated, with the header of their column and the fields that ask."""
    titles = {"sector": "our sectors", "influence": "sway", "kind": "kind", "under_represented": "yes or no"}
    headers = dict(zip(form.one.mapping, (column.header for column in form.columns), strict=True))
    return [
        (headers[key], titles[key], [form[f"{key}-{number}"] for number in range(len(found))])
        for key, found in form.values.items()
        if found
    ]


@district_view("edit")
@at_rest
def import_rows(request, one):
    """Show each row with what there is to look at; on POST keep what was decided and check again."""
    if one.state != ImportState.CHECKED:
        return redirect(one)
    view, page, compare = RowsQuery(request.GET).asked(one.counts)
    outcomes = row_pages.outcomes_of(one)
    found, total = row_pages.rows_on_page(outcomes, view, page)
    form = RowsForm(request.POST if request.method == "POST" else None, outcomes=found)
    if not form.is_bound or not form.is_valid():
        return rows_page(request, one, form, (view, page, compare), total)
    form.apply(one, outcomes.numbers)
    if jobs.is_large(one):
        one.save()
        return hand_over(request, one, ImportJob.CHECK, back=row_pages.address(one, view, page))
    steps.check(one)
    return toast(request, see_other(request, row_pages.address(one, view, page)), "Kept. The rows were checked again.")


def rows_page(request, one, form, asked, total):
    view, page, compare = asked
    context = {
        "one": one,
        "step": 3,
        "form": form,
        "view": view,
        "rows": row_pages.shown(one, form, view, page),
        "total": total,
        "pages": row_pages.pages(one, view, page, total),
        "tabs": row_pages.tabs(one, view),
        "chips": row_pages.chips(one, view),
        "beside": row_pages.beside(one, form.outcomes, compare),
        "here": row_pages.address(one, view, page),
        "can_decide": len(form.fields) > 1,
        "for_all": row_pages.for_all(one, view),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, f"{FOLDER}/rows.html", context, status=status)


@require_POST
@district_view("edit")
@at_rest
def import_report(request, one):
    """Give the rows with problems as CSV, the reason beside each; logged, because it leaves the house."""
    view = RowsQuery(request.GET).asked(one.counts, default=LOOK)[0]
    record(request.membership, "export", f"Rows of {one.file_name}", view)
    response = StreamingHttpResponse(write_csv(*problem_report(one, view)))
    response["Content-Type"] = "text/csv; charset=utf-8"
    response["Content-Disposition"] = f'attachment; filename="import-{one.pk}-{view}.csv"'
    return response


@district_view("edit")
@at_rest
def import_confirm(request, one):
    """Say what will change; on POST write it as one step."""
    if one.state != ImportState.CHECKED:
        return redirect(one)
    form = ConfirmForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return confirm_page(request, one)
    if form.cleaned_data["seen"] != steps.mark_of(one):
        return confirm_page(request, one, HTTPStatus.CONFLICT)
    if jobs.is_large(one):
        return hand_over(request, one, ImportJob.WRITE)
    try:
        steps.confirm(one, by=request.membership, expected=one.counts)
    except (steps.AlreadyWritten, Canceled):
        return redirect(one)
    except steps.RegistryChanged:
        one = find_import(request, one.pk)
        steps.check(one)
        return confirm_page(request, one, HTTPStatus.CONFLICT)
    jobs.note(one, request.membership)
    return see_other(request, one)


def confirm_page(request, one, status=HTTPStatus.OK):
    context = {
        "one": one,
        "step": 4,
        "counts": one.counts,
        "kinds": showing.kinds_in_words(one.counts),
        "filled_words": showing.filled_in_words(one.counts),
        "out_words": showing.out_in_words(one.counts),
        "out_url": row_pages.address(one, OUT),
        "anonymous": one.counts.get("roles", 0) + one.counts.get("groups", 0),
        "growth": showing.growth(one.counts),
        "absent": showing.absent(one.counts),
        "blocked": [kept["header"] for kept in one.columns if kept["blocked"]],
        "seen": steps.mark_of(one),
        "is_stale": status == HTTPStatus.CONFLICT or one.job_error == jobs.CHANGED_SINCE,
    }
    return render(request, f"{FOLDER}/confirm.html", context, status=status)


@require_safe
@district_view("edit")
def import_list(request):
    return render(request, f"{FOLDER}/list.html", {"imports": showing.listed(timezone.now())})


@require_safe
@district_view("edit")
@at_rest
def import_detail(request, one):
    """Say what came of an import and offer the way back; an open one leads to its next step."""
    if one.is_open:
        step = "import-rows" if one.state == ImportState.CHECKED else "import-columns"
        return redirect(f"stakeholders:{step}", request.district.slug, one.pk)
    now = timezone.now()
    plan = plan_undo(one) if may_be_undone(one, now) else None
    plan = plan if plan and (plan.touched or plan.kept) else None
    kept = Stakeholder.objects.filter(pk__in=sorted(plan.kept)[:NAMES_OF_KEPT]) if plan else []
    context = {
        "one": one,
        "counts": one.counts,
        "lede": showing.lede(one),
        "imports": showing.listed(now),
        "absent": showing.absent(one.counts),
        "plan": plan,
        "kept": kept,
        "undo_ends": undo_ends(one) if plan else None,
        "has_file": hasattr(one, "file"),
    }
    return render(request, f"{FOLDER}/detail.html", context)


@require_POST
@district_view("edit")
@at_rest
def import_undo(request, one):
    response = see_other(request, one)
    if jobs.is_large(one) and may_be_undone(one, timezone.now()):
        return hand_over(request, one, ImportJob.UNDO)
    try:
        plan = undo(one, by=request.membership)
    except CannotUndo:
        return toast(request, response, "This import can no longer be undone.")
    jobs.note_undo(one, plan, request.membership)
    return toast(request, response, f"Undone. {showing.undone_in_words(len(plan.gone), len(plan.restored))}")


@require_POST
@district_view("edit")
@at_rest
def import_discard(request, one):
    """Forget an import that was not written."""
    if not one.is_open:
        return redirect(one)
    one.delete()
    response = see_other(request, "stakeholders:stakeholder-list", request.district.slug)
    return toast(request, response, "Import canceled. Nothing was written.")


def find_import(request, pk):
    one = get_object_or_404(StakeholderImport.objects.select_related("uploaded_by__user"), pk=pk)
    one.district = request.district
    return one
