"""Bringing stakeholders into an initiative, what is agreed with each, and the end of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from coalition.districts.access import district_view
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.partnership import BringInForm, PartnershipForm
from stakeholders.merging.following import merged_into
from stakeholders.models import Partnership, Purpose
from stakeholders.standing.ratings import refusal
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current
from stakeholders.views.map_request import find_initiative


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def partnership_new(request, initiative):
    """Bring one or several stakeholders in; `?stakeholder=` and `?purpose=` have something chosen already."""
    found = find_initiative(request, initiative)
    chosen = {"partners": request.GET.getlist("stakeholder"), "lead": request.membership}
    chosen["purposes"] = purposes_asked(request)
    form = read_form(request, BringInForm, initial=chosen, request=request, initiative=found)
    if not is_ready(form):
        title = f"Add partners to {found}"
        return form_page(request, form, title=title, submit="Add partners", back=(found.get_absolute_url(), str(found)))
    try:
        with once(request) as submission:
            partnerships = form.save()
            submission.location = place_after(found, partnerships)
    except AlreadyDone as done:
        return see_other(request, done.location)
    return toast(request, see_other(request, submission.location), words_after(partnerships, request.membership))


def place_after(initiative, partnerships):
    """Return where to go on: to the one who was added, or to the overview of all."""
    only = partnerships[0] if len(partnerships) == 1 else initiative
    return only.get_absolute_url()


def words_after(partnerships, membership):
    if len(partnerships) == 1:
        newcomer = partnerships[0].stakeholder
        is_ratable = not refusal(newcomer, membership)
        return f"{newcomer} is a partner.{' Say where they stand when you know.' if is_ratable else ''}"
    return f"{len(partnerships)} partners added."


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def partnership_edit(request, partnership):
    """Change what is agreed; `?purpose=` has one more chosen already."""
    found = find_partnership(request, partnership)
    more = purposes_asked(request)
    initial = {"purposes": [*found.purposes.all(), *more]} if more else None
    form = read_form(request, PartnershipForm, instance=found, request=request, initial=initial)
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, found), "Saved.")
    title = f"{found.stakeholder} in {found.initiative}"
    back = found.get_absolute_url(), str(found.stakeholder)
    lede = refusal(found.stakeholder, request.membership)
    return form_page(request, form, title=title, submit="Save", back=back, lede=lede)


@require_POST
@district_view("edit")
def partnership_end(request, partnership):
    """End a partnership: out of maps and reminders, with everything that was written; it can go on again."""
    found = find_partnership(request, partnership)
    if found.pk != partnership:
        return see_other(request, found)
    found.end()
    undo = reverse("stakeholders:partnership-restore", args=[request.district.slug, found.pk])
    return toast(request, see_other(request, found), f"{found.stakeholder} is no longer a partner.", undo=undo)


@require_POST
@district_view("edit")
def partnership_restore(request, partnership):
    found = find_partnership(request, partnership)
    if found.pk != partnership:
        return see_other(request, found)
    found.go_on()
    messages.success(request, f"{found.stakeholder} is a partner again.")
    return see_other(request, found)


def purposes_asked(request):
    """Return the purposes that the address names by their slugs; unknown ones are left out."""
    asked = request.GET.getlist("purpose")
    return list(Purpose.objects.filter(slug__in=asked)) if asked else []


def find_partnership(request, key):
    """Return the district's partnership of that key, or the one it was merged into, one that ended too, else 404."""
    with_names = Partnership.objects.select_related("stakeholder", "initiative")
    found = with_names.filter(pk=key).first() or get_object_or_404(with_names, pk=merged_into(Partnership, key))
    found.stakeholder.district = found.initiative.district = request.district
    return found
