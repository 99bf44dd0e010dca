"""Seasons of a district, on the page of rhythm."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.districts.submissions import AlreadyDone, once
from engagement.forms.season import SeasonForm
from engagement.models import Season
from engagement.views.cadence_rule import back, page


@require_POST
@district_view("administer")
def season_new(request):
    form = SeasonForm(request.POST, instance=Season(district=request.district), auto_id="season-%s")
    if not form.is_valid():
        return page(request, refused=form, season_form=form)
    try:
        with once(request):
            season = form.save()
            record(request.membership, "Added a season", str(season), f"{season.begins_on} to {season.ends_on}")
    except AlreadyDone:
        return back(request, "This season is there already.")
    return back(request, f"{season} is added.")


@require_POST
@district_view("administer")
def season_remove(request, season):
    found = get_object_or_404(Season.objects.all(), pk=season)
    record(request.membership, "Removed a season", str(found), f"{found.begins_on} to {found.ends_on}")
    found.delete()
    return back(request, f"{found.name} is removed.")
