"""Lists of stakeholders kept under a name: saving, finding, renaming and removing them."""

from dataclasses import replace

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.current import current_initiative
from stakeholders.forms.saved_view import SavedViewForm
from stakeholders.forms.stakeholder_filter import StakeholderFilter
from stakeholders.models import SavedView
from stakeholders.registry.facets import sizes
from stakeholders.registry.listing import COUNTED_UP_TO
from stakeholders.views.form_page import form_page, is_ready, read_form, save_once
from stakeholders.views.stakeholder_heads import VIEWS, address, size_words
from stakeholders.views.stakeholder_list import read_list

LISTED = 200
SHOWN_AS_TABS = 12
LIST = "stakeholders:saved-view-list"


@require_safe
@district_view("view")
def saved_view_list(request):
    """List the views this member may open, with what may be changed; htmx gets them and what the other tabs count."""
    filters, seen_from = read_list(request)
    shown = filters.query()
    found = list(SavedView.objects.seen_by(request.membership).select_related("owner__user")[:LISTED])
    for view in found:
        view.district = request.district
        view.is_current = view.query == shown
        view.can_change = view.may_be_changed_by(request.membership)
    context = {
        "saved_views": found[:SHOWN_AS_TABS] if request.htmx else found,
        "all_url": reverse(LIST, args=[request.district.slug]),
        "new_url": address(reverse("stakeholders:saved-view-new", args=[request.district.slug]), shown),
        "can_save": bool(shown) and not any(view.is_current for view in found),
        "list_url": seen_from.list_url,
        "filters": filters,
        "sizes": tab_sizes(request, seen_from) if request.htmx else (),
    }
    name = "_tabs.html" if request.htmx else "list.html"
    return render(request, f"stakeholders/saved_view/{name}", context)


def tab_sizes(request, seen_from):
    """Return, for each tab that everyone has, how many its list holds for this member."""
    here = replace(seen_from, initiative=current_initiative(request))
    lists = [StakeholderFilter(QueryDict(query), here.reference, request.district).asked for _, query in VIEWS]
    return [size_words(size) for size in sizes(lists, here, COUNTED_UP_TO + 1)]


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("view")
def saved_view_new(request):
    """Keep the list that the address names."""
    filters, seen_from = read_list(request)
    query = filters.query()
    instance = SavedView(district=request.district, owner=request.membership, query=query)
    form = read_form(request, SavedViewForm, instance=instance)
    if not is_ready(form):
        back = address(seen_from.list_url, query), "Who"
        words = ", ".join(chip.label for chip in filters.chips)
        return form_page(request, form, title="Save this view", submit="Save view", back=back, lede=words)
    url, saved = save_once(request, form)
    response = see_other(request, url)
    return toast(request, response, f"{saved} is above the list.") if saved else response


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("view")
def saved_view_edit(request, saved_view):
    found = find_own(request, saved_view)
    form = read_form(request, SavedViewForm, instance=found)
    back = reverse(LIST, args=[request.district.slug])
    if is_ready(form):
        form.save()
        return toast(request, see_other(request, back), "Saved.")
    remove = reverse("stakeholders:saved-view-remove", args=[request.district.slug, found.pk])
    more = {"remove_url": remove, "remove_label": "Remove this view"}
    return form_page(request, form, title="Rename or share", submit="Save", back=(back, "Saved views"), **more)


@require_POST
@district_view("view")
def saved_view_remove(request, saved_view):
    """Forget the view; the stakeholders in it stay."""
    found = find_own(request, saved_view)
    found.delete()
    return toast(request, see_other(request, LIST, request.district.slug), f"{found} is removed.")


def find_own(request, pk):
    """Return the view if this member may change it; what they may not change is as if it were not there."""
    found = get_object_or_404(SavedView.objects.select_related("owner"), pk=pk)
    if not found.may_be_changed_by(request.membership):
        raise Http404
    found.district = request.district
    return found
