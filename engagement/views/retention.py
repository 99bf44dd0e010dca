"""After how many years what goes by itself: what would go is shown first, and then it is switched on."""

from http import HTTPStatus

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coalition.districts import policies
from coalition.districts.access import district_view
from coalition.districts.views.policy import back
from coalition.lib.database.versioned import StaleVersion
from engagement.erasing.retention import account_of
from engagement.forms.retention import RetentionForm, RetentionSetForm


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("administer")
def retention_edit(request):
    asked = RetentionForm(request.POST or request.GET or kept(request.district), auto_id="asked-%s")
    if not asked.is_valid():
        return page(request, asked, None, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    years = asked.cleaned_data
    account = account_of(request.district, timezone.now(), **years)
    start = {**years, "version": request.district.version, "seen": account.mark}
    form = RetentionSetForm(request.POST or None, account=account, initial=start)
    if not form.is_bound:
        return page(request, asked, form, account, HTTPStatus.OK)
    if form.is_stale:
        again = RetentionSetForm(None, account=account, initial={**start, "reason": request.POST.get("reason", "")})
        return page(request, asked, again, account, HTTPStatus.CONFLICT)
    if not form.is_valid():
        return page(request, asked, form, account, HTTPStatus.UNPROCESSABLE_ENTITY)
    return carry_out(request, form, years)


def kept(district):
    """Return the years as they stand, as a form is sent."""
    return {name: str(value or "") for name, value in district.years_kept.items()}


def carry_out(request, form, years):
    reason, seen = form.cleaned_data["reason"], form.cleaned_data["version"]
    try:
        policies.set_retention(request.district, by=request.membership, reason=reason, seen=seen, **years)
    except StaleVersion:
        return back(request, "Somebody changed the district meanwhile. Nothing was changed: look again.")
    return back(request, "Saved. It holds from tomorrow on." if any(years.values()) else "Saved. Everything is kept.")


def page(request, asked, form, account, status):
    context = {"asked": asked, "form": form, "account": account, "is_stale": status == HTTPStatus.CONFLICT}
    return render(request, "engagement/retention/edit.html", context, status=status)
