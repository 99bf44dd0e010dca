"""One stakeholder: the page, adding, editing, setting aside and taking back."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalition.districts.access import district_view
from coalition.lib.database.ready import ready
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.current import current_initiative
from stakeholders.forms.stakeholder import StakeholderForm
from stakeholders.models import Stakeholder
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current, save_once
from stakeholders.views.stakeholder_page import page_context


@require_safe
@district_view("view")
def stakeholder_detail(request, stakeholder):
    found = find_stakeholder(request, stakeholder)
    if found.pk != stakeholder:
        return redirect(found)
    context = page_context(request, found, current_initiative(request))
    return render(request, "stakeholders/stakeholder/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def stakeholder_new(request):
    """Add somebody; `?name=` is what was searched for in vain."""
    named = {"name": request.GET.get("name", "")}
    newcomer = Stakeholder(district=request.district)
    form = read_form(request, StakeholderForm, initial=named, instance=newcomer, request=request)
    if not is_ready(form):
        back = reverse("stakeholders:stakeholder-list", args=[request.district.slug]), "Who"
        return form_page(request, form, title="Add a stakeholder", submit="Add", back=back)
    url, added = save_once(request, form)
    return toast(request, see_other(request, url), f"{added} is listed.") if added else see_other(request, url)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def stakeholder_edit(request, stakeholder):
    found = find_stakeholder(request, stakeholder)
    name = str(found)
    form = read_form(request, StakeholderForm, instance=found, request=request)
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, found), "Saved.")
    back = found.get_absolute_url(), name
    return form_page(request, form, title=f"Edit {name}", submit="Save", back=back)


@require_POST
@district_view("edit")
def stakeholder_archive(request, stakeholder):
    """Set somebody aside: out of lists and maps, with everything that was written; it can be taken back."""
    found = find_stakeholder(request, stakeholder)
    if found.pk != stakeholder:
        return see_other(request, found)
    found.archive()
    undo = reverse("stakeholders:stakeholder-restore", args=[request.district.slug, found.pk])
    return toast(request, see_other(request, found), f"{found} is archived.", undo=undo)


@require_POST
@district_view("edit")
def stakeholder_restore(request, stakeholder):
    found = find_stakeholder(request, stakeholder)
    if found.pk != stakeholder:
        return see_other(request, found)
    found.restore()
    return toast(request, see_other(request, found), f"{found} is back in the list.")


def find_stakeholder(request, key):
    """Return the district's stakeholder of that key, or the one it was merged into, else 404."""
    found = find_by_key(key)
    while found.merged_into_id:
        found = find_by_key(found.merged_into_id)
    found.district = request.district
    return found


def find_by_key(key):
    for found in stakeholders_by_key(key):
        return found
    raise Http404


@ready
def stakeholders_by_key(key: int):
    return Stakeholder.objects.select_related("sector", "organization", "school").filter(pk=key)
