"""Who does what in an activity: the roles of colleagues and partners, and the hours of colleagues."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import see_other, toast
from engagement.forms.activity_role import RolesForm
from engagement.views.activity import find_activity
from stakeholders.views.form_page import is_ready, newest_change, read_form, save_current, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def activity_roles(request, activity):
    found = find_activity(request, activity)
    form = read_form(request, RolesForm, instance=found, request=request)
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, found), "The roles and hours are saved.")
    context = {
        "activity": found,
        "initiative": found.initiative,
        "form": form,
        "last_change": newest_change(form) if form.is_stale else None,
    }
    return render(request, "engagement/activity/roles.html", context, status=status_of(form))
