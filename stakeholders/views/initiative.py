"""Initiatives: the list, adding, editing, setting aside and taking back."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.initiative import InitiativeForm
from stakeholders.models import Initiative
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current, save_once


@require_safe
@district_view("view")
def initiative_list(request):
    going_on = Q(partnerships__ended_at=None, partnerships__stakeholder__archived_at=None)
    counted = Initiative.objects.select_related("lead__user").annotate(partners=Count("partnerships", filter=going_on))
    initiatives = list(counted)
    for one in initiatives:
        one.district = request.district
    context = {
        "active": [one for one in initiatives if one.archived_at is None],
        "archived": [one for one in initiatives if one.archived_at is not None],
        "may_lead": request.membership.may("lead"),
    }
    return render(request, "stakeholders/initiative/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("lead")
def initiative_new(request):
    form = read_form(
        request,
        InitiativeForm,
        initial={"lead": request.membership},
        instance=Initiative(district=request.district),
        request=request,
    )
    if not is_ready(form):
        lede = "Say what will be true for students, and why now. You can change every word later."
        return form_page(
            request, form, title="Start an initiative", submit="Start", back=back_to_list(request), lede=lede
        )
    url, added = save_once(request, form)
    if added is None:
        return see_other(request, url)
    request.membership.current_initiative_id = added.pk
    request.membership.save(update_fields=["current_initiative_id"])
    return toast(request, see_other(request, url), f"{added} is started. Add the first partners.")


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("lead")
def initiative_edit(request, initiative):
    found = get_initiative(request, initiative)
    name = str(found)
    form = read_form(request, InitiativeForm, instance=found, request=request)
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, back_after(request, found)), "Saved.")
    back = back_after(request, found), name
    return form_page(request, form, title=f"Edit {name}", submit="Save", back=back)


@require_POST
@district_view("lead")
def initiative_archive(request, initiative):
    """Set an initiative aside: out of switchers, maps and reminders; it can be taken back."""
    found = get_initiative(request, initiative)
    found.archive()
    undo = reverse("stakeholders:initiative-restore", args=[request.district.slug, found.pk])
    return toast(request, see_other(request, back_to_list(request)[0]), f"{found} is archived.", undo=undo)


@require_POST
@district_view("lead")
def initiative_restore(request, initiative):
    found = get_initiative(request, initiative)
    found.restore()
    return toast(request, see_other(request, found), f"{found} goes on.")


def get_initiative(request, key):
    """Return the district's initiative of that key, an archived one too, else 404."""
    found = get_object_or_404(Initiative, pk=key)
    found.district = request.district
    return found


def back_after(request, initiative):
    """Return where an edit leads: the overview, or the list when the initiative is archived."""
    return back_to_list(request)[0] if initiative.archived_at else initiative.get_absolute_url()


def back_to_list(request):
    return reverse("stakeholders:initiative-list", args=[request.district.slug]), "Initiatives"
