from contextlib import suppress

from django.shortcuts import render
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from stakeholders import first_run as verbs
from stakeholders.current import current_initiative
from stakeholders.forms.first_run import FirstInitiativeForm, FirstPartnersForm


@district_view("view")
def first_run(request):
    """Three steps, the first open one in full; one may stop and come back."""
    return page(request)


@require_POST
@district_view("lead")
def first_run_initiative(request):
    form = FirstInitiativeForm(request.POST, district=request.district)
    if not form.is_valid():
        return page(request, form=form)
    with suppress(AlreadyDone):
        verbs.create_initiative(request, form)
    return see_other(request, "stakeholders:first-run", request.district.slug)


@require_POST
@district_view("edit")
def first_run_partners(request):
    initiative = current_initiative(request)
    if initiative is None:
        return page(request, form=open_form(request, step=1))
    form = FirstPartnersForm(request.POST)
    if not form.is_valid():
        return page(request, form=form)
    response = see_other(request, "stakeholders:first-run", request.district.slug)
    try:
        with once(request) as submission:
            count = verbs.bring_in(initiative, form.cleaned_data["names"], lead=request.membership)
            submission.location = request.path
    except AlreadyDone:
        return response
    return toast(request, response, f"{count} {'partner' if count == 1 else 'partners'} added. Now place them.")


def page(request, form=None):
    """The page as far as the district has come; with a form that needs another look it answers 422."""
    initiative = current_initiative(request)
    partners = initiative.partnerships.active().count() if initiative else 0
    is_first = initiative is None or isinstance(form, FirstInitiativeForm)
    step = 1 if is_first else 3 if partners else 2
    context = {
        "step": step,
        "initiative": initiative,
        "partners": partners,
        "form": form or open_form(request, step),
        "may_lead": request.membership.may("lead"),
        "may_edit": request.membership.may("edit"),
    }
    return render(request, "stakeholders/first_run/detail.html", context, status=422 if form else 200)


def open_form(request, step):
    return FirstInitiativeForm(district=request.district) if step == 1 else FirstPartnersForm()
