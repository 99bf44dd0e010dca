from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.forms.bulk_action import SelectionForm
from stakeholders.forms.stakeholder_export import FORMATS
from stakeholders.views.bulk_action import selected
from stakeholders.views.stakeholder_heads import address
from stakeholders.views.stakeholder_list import read_list


@require_safe
@district_view("view")
def stakeholder_selection(request):
    """Ask in which form those selected are to be taken away; the file itself comes from the export."""
    selection = SelectionForm(request.GET)
    filters, seen_from = read_list(request, selection.listed)
    export_url = reverse("stakeholders:stakeholder-export", args=[request.district.slug])
    query = filters.query() if selection.is_all else filters.query(pick=selection.picks)
    context = {
        "count": selected(selection, filters, seen_from).count(),
        "formats": FORMATS,
        "export_url": address(export_url, query),
        "back_url": address(seen_from.list_url, filters.query()),
    }
    return render(request, "stakeholders/stakeholder/selection.html", context)
