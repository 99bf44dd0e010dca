"""Being away: from when until when, and who stands in. One's own; for leads everybody's."""

from http import HTTPStatus

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.districts.dates import today
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from engagement.forms.leave import LeaveForm
from engagement.leaves import Overlaps, come_back, take_leave
from engagement.models import Leave

SHOWN = 100


def of_reader(membership):
    """The leaves that are not over and that this member may see: their own, those they stand in for; leads all."""
    leaves = Leave.objects.filter(ended_at=None).select_related("membership__user", "deputy__user", "district")
    mine = Q(membership=membership) | Q(deputy=membership)
    return leaves if membership.may("lead") else leaves.filter(mine)


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def leave_list(request):
    """Show who is away, and write down another leave."""
    form = LeaveForm(request.POST or None, member=request.membership, today=today(request))
    if request.method != "POST":
        return page(request, form)
    if not form.is_valid():
        return page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    response = see_other(request, "engagement:leave-list", request.district.slug)
    try:
        with once(request):
            leave = take_leave(now=timezone.now(), **form.cleaned_data)
            record(request.membership, "Wrote down a time away", str(leave.membership), in_words(leave))
    except AlreadyDone:
        return response
    except Overlaps as problem:
        form.add_error(None, str(problem))
        return page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return toast(request, response, f"{leave.deputy} stands in, and is told by email.")


def in_words(leave):
    return f"{leave.begins_on} to {leave.ends_on}, {leave.deputy} stands in"


def page(request, form, status=HTTPStatus.OK):
    context = {
        "form": form,
        "leaves": of_reader(request.membership)[:SHOWN],
        "on": today(request),
        "sees_everyone": request.membership.may("lead"),
    }
    return render(request, "engagement/leave/list.html", context, status=status)


@require_POST
@district_view("edit")
def leave_end(request, leave):
    """End a leave now: what was moved comes back. For who is away, and for leads."""
    mine = of_reader(request.membership)
    if not request.membership.may("lead"):
        mine = mine.filter(membership=request.membership)
    found = get_object_or_404(mine, pk=leave)
    with transaction.atomic():
        moved = come_back(found, timezone.now())
        record(request.membership, "Ended a time away", str(found.membership), in_words(found))
    response = see_other(request, "engagement:leave-list", request.district.slug)
    came = f" {moved} partner{'' if moved == 1 else 's'} came back." if moved else ""
    return toast(request, response, f"{found.membership} is back.{came}")
