from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.changes import SHOWN, changes_of
from stakeholders.views.stakeholder import find_stakeholder


@require_safe
@district_view("view")
def stakeholder_history(request, stakeholder):
    """List who changed what and when; htmx gets the list alone, for the page of the stakeholder."""
    found = find_stakeholder(request, stakeholder)
    changes = changes_of(found, request.membership)
    context = {"stakeholder": found, "changes": changes[:SHOWN], "has_more": len(changes) > SHOWN}
    name = "_history.html" if request.htmx else "history.html"
    return render(request, f"stakeholders/stakeholder/{name}", context)
