"""What to honor when reaching somebody: only where the district turned it on, for the role it names."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.respect import RespectForm
from stakeholders.respecting import may_respect, respect_for, take_away
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current, save_once
from stakeholders.views.stakeholder import find_stakeholder


@require_safe
@district_view("view")
def respect_detail(request, stakeholder):
    found = find_open(request, stakeholder)
    context = {"stakeholder": found, "respect": respect_for(found)}
    name = "_section.html" if request.htmx else "detail.html"
    return render(request, f"stakeholders/respect/{name}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def respect_edit(request, stakeholder):
    found = find_open(request, stakeholder)
    form = read_form(request, RespectForm, instance=respect_for(found))
    is_new = form.instance.pk is None
    if is_ready(form) and (save_new(request, form) if is_new else save_current(form)):
        return toast(request, see_other(request, found), "Saved.")
    more = {} if is_new else {"remove_url": address(request, found, "respect-remove"), "remove_label": "Take it away"}
    lede = "Write only what they agreed to, in their own words. It can be requested as a public record."
    back = found.get_absolute_url(), str(found)
    return form_page(request, form, title=f"What to honor with {found}", submit="Save", back=back, lede=lede, **more)


def save_new(request, form):
    save_once(request, form)
    return True


@require_POST
@district_view("edit")
def respect_remove(request, stakeholder):
    found = find_open(request, stakeholder)
    if request.district.held_since:
        return toast(request, see_other(request, found), "A legal hold keeps what is written. Nothing was taken away.")
    respect = respect_for(found)
    if respect.pk:
        take_away(respect, by=request.membership)
    return toast(request, see_other(request, found), "What was written is taken away, its history too.")


def find_open(request, key):
    """Return the stakeholder; 404 where the district keeps nothing of the kind, 403 to a role it does not name."""
    found = find_stakeholder(request, key)
    if not request.district.keeps_respect:
        raise Http404
    if not may_respect(request.membership):
        raise PermissionDenied
    return found


def address(request, stakeholder, name):
    return reverse(f"stakeholders:{name}", args=[request.district.slug, stakeholder.pk])
