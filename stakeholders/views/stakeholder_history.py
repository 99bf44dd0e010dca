"""Who changed what about a stakeholder, and going back to what was."""

from http import HTTPStatus

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast
from stakeholders import changes as kinds
from stakeholders.changes import OF_STAKEHOLDER, SHOWN, changes_of
from stakeholders.forms.restoration import RestorationForm
from stakeholders.models import Partnership
from stakeholders.restoring import AGREED, OWN, CannotRestore, restore_partnership, restore_stakeholder
from stakeholders.views.partnership import find_partnership
from stakeholders.views.stakeholder import find_stakeholder

STALE = "Somebody changed this while you were reading. Nothing was put back: look again at what stands now."


@require_safe
@district_view("view")
def stakeholder_history(request, stakeholder):
    """List who changed what and when; htmx gets the list alone, for the page of the stakeholder."""
    return history_page(request, find_stakeholder(request, stakeholder))


def history_page(request, found, problem="", status=HTTPStatus.OK):
    before = moment(request.GET.get("before", ""))
    changes = changes_of(found, request.membership, before)
    versions = dict(Partnership.objects.filter(stakeholder=found).values_list("pk", "version"))
    context = {
        "stakeholder": found,
        "rows": [(change, *target_of(change, found, versions)) for change in changes[:SHOWN]],
        "older": changes[SHOWN - 1].at.isoformat() if len(changes) > SHOWN else "",
        "may_restore": request.membership.may("edit") and not found.archived_at,
        "problem": problem,
    }
    name = "_history.html" if request.htmx and not problem else "history.html"
    return render(request, f"stakeholders/stakeholder/{name}", context, status=status)


def target_of(change, found, versions):
    """Return what a change can be put back into ("own", "agreed", or "" for what is gone) and its version now."""
    if change.kind == kinds.OWN:
        return change.kind, found.version
    return (change.kind, versions[change.record]) if is_agreed_still(change, versions) else ("", 0)


def is_agreed_still(change, versions):
    return change.kind == kinds.AGREED and change.record in versions


def moment(text):
    """Return the moment an address names; None for none, or for what cannot be read."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


@require_POST
@district_view("edit")
def stakeholder_restore_row(request, stakeholder):
    """Go back to what a row of history of the stakeholder holds, as a new version."""
    found = find_stakeholder(request, stakeholder)
    return carry_out(request, found, found, restore_stakeholder, OWN)


@require_POST
@district_view("edit")
def partnership_restore_row(request, partnership):
    found = find_partnership(request, partnership)
    return carry_out(request, found, found.stakeholder, restore_partnership, AGREED)


def carry_out(request, record, stakeholder, restore, every):
    form = RestorationForm(request.POST)
    if not form.is_valid():
        raise Http404
    row = get_object_or_404(record.history.filter(**{record._meta.pk.attname: record.pk}), pk=form.cleaned_data["row"])
    names, seen = form.names(every), form.cleaned_data["version"]
    try:
        restore(record, row, names, seen=seen, by=request.membership)
    except StaleVersion:
        return history_page(request, find_stakeholder(request, stakeholder.pk), STALE, HTTPStatus.CONFLICT)
    except CannotRestore as reason:
        return history_page(request, stakeholder, str(reason), HTTPStatus.UNPROCESSABLE_ENTITY)
    what = OF_STAKEHOLDER.get(names[0], "It") if len(names) == 1 else "That version"
    return toast(request, see_other(request, stakeholder), f"{what} is back. The change is in the history.")
