"""The plan of an initiative on a page: over time, in a table, and as a load of hours."""

from urllib.parse import urlencode

from django.db import IntegrityError
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.districts.submissions import once
from coalition.lib.pages.htmx import see_other, toast
from engagement.forms.plan import GROUPINGS, PlanForm, PlanViewForm
from engagement.models import Plan
from engagement.plans.reading import read_plan, read_workload
from engagement.views.plan_tabs import plan_tabs
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current
from stakeholders.views.map_request import find_initiative


@require_safe
@district_view("view")
def plan_detail(request, initiative):
    found = find_initiative(request, initiative)
    return render(request, "engagement/plan/detail.html", plan_context(request, found, request.GET))


def plan_context(request, initiative, query):
    """What the page and its region show, for the query string that chose the grouping."""
    on = today(request)
    grouping = PlanViewForm(query).grouping
    page = read_plan(initiative, on, grouping)
    return {
        "initiative": initiative,
        "plan": page,
        "on": on,
        "school_year": school_year(page, on),
        "workload": read_workload(request.district, on),
        "grouping": grouping,
        "groupings": [(value, words, f"?{urlencode({'by': value})}") for value, words in GROUPINGS],
        "tabs": plan_tabs(request, initiative),
        "may_edit": request.membership.may("edit"),
        "may_lead": request.membership.may("lead"),
    }


def school_year(page, on):
    """Say the school year of the plan, from August on: "2026–27"."""
    day = min((row.activity.starts_on for row in page.rows), default=on)
    day = max(day, on.replace(month=8, day=1, year=on.year - (on.month < 8)))
    first = day.year - (day.month < 8)
    return f"{first}–{(first + 1) % 100:02}"


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("lead")
def plan_edit(request, initiative):
    """Set the budget all activities share."""
    found = find_initiative(request, initiative)
    plan = Plan.objects.filter(initiative=found).first() or Plan(district=request.district, initiative=found)
    form = read_form(request, PlanForm, instance=plan)
    url = plan_url(request, found)
    if is_ready(form) and save_plan(request, form, url):
        return toast(request, see_other(request, url), "The budget is saved.")
    return form_page(request, form, title="Budget of the plan", submit="Save", back=(url, "Plan"))


def save_plan(request, form, url):
    """Save the plan; False where somebody else was first. The first budget of all is written once."""
    if form.instance.pk is not None:
        return save_current(form)
    try:
        with once(request) as submission:
            form.save()
            submission.location = url
    except IntegrityError:
        form.add_error(None, "Somebody else set the budget at the same moment. Open this page again.")
        return False
    return True


def plan_url(request, initiative):
    return reverse("engagement:plan-detail", args=[request.district.slug, initiative.pk])
