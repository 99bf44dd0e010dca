"""Pairs in the registry that could be one: merge them, or say that they are two."""

from http import HTTPStatus

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import see_other, toast
from stakeholders.forms.duplicate import PageForm, PairForm
from stakeholders.merging.duplicates import PAIRS_ON_A_PAGE, dismiss, open_pairs, with_records
from stakeholders.merging.likeness import MOST_PAIRS
from stakeholders.models import DistinctPair


@require_safe
@district_view("edit")
def duplicate_list(request):
    return page(request)


def page(request, form=None):
    number = PageForm(request.GET).number
    pairs = open_pairs(request.district)
    start = (number - 1) * PAIRS_ON_A_PAGE
    shown = pairs[start : start + PAIRS_ON_A_PAGE]
    context = {
        "looks": with_records(shown, request.district),
        "total": len(pairs),
        "is_capped": len(pairs) >= MOST_PAIRS,
        "form": form,
        "page": {
            "previous_url": f"?page={number - 1}" if number > 1 else "",
            "next_url": f"?page={number + 1}" if start + PAIRS_ON_A_PAGE < len(pairs) else "",
            "position": f"{start + 1} to {start + len(shown)} of {len(pairs)}",
        },
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "stakeholders/duplicate/list.html", context, status=status)


@require_POST
@district_view("edit")
def duplicate_dismiss(request):
    """Remember that two who look alike are two."""
    form = PairForm(request.POST)
    if not form.is_valid():
        return page(request, form)
    one, other = form.cleaned_data["one"], form.cleaned_data["other"]
    made = dismiss(one, other, by=request.membership)
    undo = reverse("stakeholders:duplicate-undo", args=[request.district.slug, made.pk])
    said = f"{one} and {other} stay two. You are not asked again."
    return toast(request, see_other(request, "stakeholders:duplicate-list", request.district.slug), said, undo=undo)


@require_POST
@district_view("edit")
def duplicate_undo(request, distinct_pair):
    """Ask about the pair again."""
    found = get_object_or_404(DistinctPair, pk=distinct_pair)
    found.delete()
    said = "The pair is listed again."
    return toast(request, see_other(request, "stakeholders:duplicate-list", request.district.slug), said)
