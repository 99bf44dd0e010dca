"""How far the worker is with a large import, and the way to call it off."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import announce, see_other, toast
from stakeholders.importing import jobs
from stakeholders.importing.progress import progress_of
from stakeholders.models import ImportJob, ImportState
from stakeholders.views.stakeholder_import import FOLDER, find_import

DOING = {
    ImportJob.READ: (1, "Reading your list"),
    ImportJob.CHECK: (3, "Checking every row"),
    ImportJob.WRITE: (4, "Writing your list"),
    ImportJob.UNDO: (4, "Taking the import back"),
}


@require_safe
@district_view("edit")
def import_progress(request, stakeholder_import):
    """Show how far the worker is; lead on once it is done. htmx asks again each second, other browsers reload."""
    one = find_import(request, stakeholder_import)
    if not one.job and not has_failed(one):
        url = next_address(one)
        return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
    if one.job:
        jobs.ring_again(one)
    step, title = DOING.get(one.job, (1, "This did not work"))
    progress = progress_of(one)
    context = {"one": one, "step": step, "title": title, "progress": progress, "is_left": jobs.is_left(one)}
    if not request.htmx:
        return render(request, f"{FOLDER}/progress.html", context)
    if not one.job:
        return HttpResponseClientRedirect(request.path)
    return say_once(request, render(request, f"{FOLDER}/_progress.html", context), progress)


def say_once(request, response, progress):
    """Say how many rows are done each time another quarter of them is."""
    if not progress or str(progress.quarters) in {"0", request.GET.get("told")}:
        return response
    return announce(response, f"{progress.done:,} of {progress.total:,} rows")


@require_POST
@district_view("edit")
def import_cancel(request, stakeholder_import):
    """Call off what the worker does; an import that was never read goes away with it."""
    one = find_import(request, stakeholder_import)
    if not jobs.cancel(one):
        return see_other(request, "stakeholders:import-progress", request.district.slug, one.pk)
    if one.job == ImportJob.READ and not one.source:
        one.delete()
        response = see_other(request, "stakeholders:import-new", request.district.slug)
    else:
        response = see_other(request, next_address(one))
    return toast(request, response, "Canceled. Nothing was written.")


def has_failed(one):
    return one.is_open and (not one.source or (bool(one.job_error) and one.job_error != jobs.CHANGED_SINCE))


def next_address(one):
    """Where to go on once the worker is done, or was called off."""
    if not one.is_open:
        return one.get_absolute_url()
    if one.state == ImportState.CHECKED and one.job_error == jobs.CHANGED_SINCE:
        return reverse("stakeholders:import-confirm", args=[one.district.slug, one.pk])
    if one.state == ImportState.CHECKED:
        return one.job_options.get("back") or reverse("stakeholders:import-rows", args=[one.district.slug, one.pk])
    return reverse("stakeholders:import-columns", args=[one.district.slug, one.pk])
