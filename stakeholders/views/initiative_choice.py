from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import see_other
from stakeholders.models import Initiative


@require_POST
@district_view("view")
def initiative_choose(request):
    """Look at another initiative: the same page for it where that exists, else its overview."""
    chosen = get_object_or_404(Initiative.objects.active(), pk=number(request.POST.get("initiative")))
    request.membership.current_initiative_id = chosen.pk
    request.membership.save(update_fields=["current_initiative_id"])
    return see_other(request, page_for(chosen, request.POST.get("from", "")))


def number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def page_for(initiative, path):
    """The address of the page at `path` for `initiative`; one that is about something else leads to the overview."""
    try:
        match = resolve(path)
    except Resolver404:
        return initiative.get_absolute_url()
    own = {"district": initiative.district.slug}
    if match.kwargs == own:
        return path
    if set(match.kwargs) == {"district", "initiative"}:
        return reverse(match.view_name, kwargs={**own, "initiative": initiative.pk})
    return initiative.get_absolute_url()
