from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.current import current_initiative
from stakeholders.map_rows import levels_by_score
from stakeholders.ties.neighborhood import neighborhood_of
from stakeholders.views.network.drawing import KIND_CLASSES, TRUST_CLASSES
from stakeholders.views.stakeholder import find_stakeholder


@require_safe
@district_view("view")
def relationship_map(request, stakeholder):
    """Draw whom somebody is tied to; htmx gets the section alone, for the page of the stakeholder."""
    found, initiative = find_stakeholder(request, stakeholder), current_initiative(request)
    drawn = neighborhood_of(found, initiative, request.membership, levels_by_score())
    lines = [(tie, classes_of(tie)) for tie in drawn.picture.ties]
    context = {"stakeholder": found, "initiative": initiative, "drawn": drawn, "lines": lines}
    name = "_ego.html" if request.htmx else "ego.html"
    return render(request, f"stakeholders/relationship/{name}", context)


def classes_of(tie):
    return f"tie{KIND_CLASSES.get(tie.kind, '')}{TRUST_CLASSES.get(tie.trust, '')}"
