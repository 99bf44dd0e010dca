"""Rating a partner by form, and taking a rating back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.assessment import AssessmentForm
from stakeholders.models import Assessment
from stakeholders.standing.assessing import NewerRatingStands, assess, retract
from stakeholders.standing.ratings import level_label, refusal
from stakeholders.views.form_page import form_page, is_ready, read_form
from stakeholders.views.partnership import find_partnership


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def assessment_new(request, partnership):
    """Write where a partner stands, with date and evidence."""
    found = find_partnership(request, partnership)
    reason = refusal(found.stakeholder, request.membership)
    if reason:
        raise PermissionDenied(reason)
    form = read_form(request, AssessmentForm, stakeholder=found.stakeholder, on=today(request))
    if not is_ready(form):
        back = found.get_absolute_url(), str(found.stakeholder)
        title = f"Where {found.stakeholder} stands"
        return form_page(request, form, title=title, submit="Save", back=back, lede=f"In {found.initiative}.")
    try:
        with once(request) as submission:
            rating = assess(partnership=found, assessor=request.membership, **form.cleaned_data)
            submission.location = found.get_absolute_url()
    except AlreadyDone as done:
        return see_other(request, done.location)
    undo = reverse("stakeholders:assessment-retract", args=[request.district.slug, rating.pk])
    text = f"{found.stakeholder}: {level_label(rating.level, found.stakeholder)}."
    return toast(request, see_other(request, found), text, undo=undo)


@require_POST
@district_view("edit")
def assessment_retract(request, assessment):
    """Take a rating back; the one before it counts again. A newer one has to be taken back first."""
    found = get_object_or_404(
        Assessment.objects.filter(retracts=None).select_related("partnership__stakeholder"), pk=assessment
    )
    stakeholder = found.partnership.stakeholder
    stakeholder.district = request.district
    try:
        retract(found, by=request.membership, on=today(request))
    except NewerRatingStands:
        messages.error(request, "A newer rating stands. Take that one back first.")
    else:
        messages.success(request, "The rating is taken back. The one before it counts again.")
    return see_other(request, stakeholder)
