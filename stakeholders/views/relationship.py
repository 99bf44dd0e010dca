"""Ties between stakeholders: adding, editing, taking away."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from coalition.districts.access import district_view
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.current import initiatives_of
from stakeholders.forms.relationship import RelationshipForm
from stakeholders.models import Relationship
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current
from stakeholders.views.stakeholder import find_stakeholder


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def relationship_new(request, stakeholder):
    near = find_stakeholder(request, stakeholder)
    tie = Relationship(district=request.district)
    form = read_form(request, RelationshipForm, instance=tie, request=request, near=near)
    back = way_back(request, near)
    if not is_ready(form):
        return form_page(request, form, title=f"Add a tie of {near}", submit="Add", back=back)
    try:
        with once(request) as submission:
            form.save()
            submission.location = back[0]
    except AlreadyDone as done:
        return see_other(request, done.location)
    return toast(request, see_other(request, back[0]), "The tie is listed.")


def way_back(request, near):
    """Return where a form came from and what that is called: the map that the address names, else the stakeholder."""
    for initiative in initiatives_of(request):
        if str(initiative.pk) == request.GET.get("map"):
            path = reverse("stakeholders:network-map", args=[request.district.slug, initiative.pk])
            return f"{path}?around={near.pk}", "Who knows whom"
    return ties_of(near), str(near)


def ties_of(stakeholder):
    return f"{stakeholder.get_absolute_url()}#ties"


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def relationship_edit(request, relationship):
    tie = find_relationship(request, relationship)
    near, far = sides(tie, request.POST.get("side") or request.GET.get("side"))
    form = read_form(request, RelationshipForm, instance=tie, request=request, near=near)
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, ties_of(near)), "Saved.")
    remove = reverse("stakeholders:relationship-remove", args=[request.district.slug, tie.pk])
    more = {"remove_url": f"{remove}?side={near.pk}", "remove_label": "Take this tie away"}
    back = ties_of(near), str(near)
    return form_page(request, form, title=f"{near} and {far}", submit="Save", back=back, **more)


def sides(tie, shown_from):
    """Return the two ends: first the one whose side the form was shown from, though the tie was turned meanwhile."""
    ends = tie.source_stakeholder, tie.target_stakeholder
    return ends[::-1] if shown_from == str(tie.target_stakeholder_id) else ends


@require_POST
@district_view("edit")
def relationship_remove(request, relationship):
    tie = find_relationship(request, relationship)
    near, _ = sides(tie, request.GET.get("side"))
    tie.delete()
    return toast(request, see_other(request, ties_of(near)), "The tie is taken away.")


def find_relationship(request, key):
    ends = Relationship.objects.select_related("source_stakeholder", "target_stakeholder")
    found = get_object_or_404(ends, pk=key)
    found.source_stakeholder.district = found.target_stakeholder.district = request.district
    return found
