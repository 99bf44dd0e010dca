"""Beginning a plan, or a phase of it, from a template."""

from django.views.decorators.http import require_http_methods

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from engagement.cadence import school_day_from
from engagement.forms.plan import StartPlanForm
from engagement.models import PlanTemplate
from engagement.plans.starting import start_from
from engagement.views.plan import plan_url
from stakeholders.views.form_page import form_page, is_ready, read_form
from stakeholders.views.map_request import find_initiative


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def plan_template_apply(request, initiative):
    """Add the activities of a template; each can be changed afterwards."""
    found = find_initiative(request, initiative)
    first = PlanTemplate.objects.filter(phase=found.phase).first()
    begin = school_day_from(request.district.pk, today(request))
    initial = {"template": first, "starts_on": begin, "lead": request.membership}
    form = read_form(request, StartPlanForm, initial=initial, request=request)
    url = plan_url(request, found)
    if not is_ready(form):
        lede = "A template adds five or so activities with days, hours and how much say partners have."
        return form_page(
            request, form, title="Begin with a template", submit="Add activities", back=(url, "Plan"), lede=lede
        )
    try:
        with once(request) as submission:
            made = start_from(initiative=found, **form.cleaned_data)
            submission.location = url
    except AlreadyDone as done:
        return see_other(request, done.location)
    return toast(request, see_other(request, url), f"{len(made)} activities added.")
