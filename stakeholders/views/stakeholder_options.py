"""The matches of a picker, as a fragment of choices that htmx puts under the search field."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import announce
from stakeholders.current import initiatives_of
from stakeholders.forms.picker import PickerWidget, everyone, groups, listed, newcomers, partners_in

PICKERS = {"partners": newcomers, "involved": partners_in, "partner": partners_in}
FOR_MANY = ("partners", "involved")


@require_safe
@district_view("view")
def stakeholder_options(request):
    """Give those who match what was typed; `for` names the field and with it who can be chosen at all."""
    name = request.GET.get("for", "")
    widget = PickerWidget(choose_many=name in FOR_MANY)
    widget.is_required = name not in ("organization", "holder", "involved")
    value = widget.value_from_datadict(request.GET, {}, name)
    context = widget.matches(name, value, candidates(request, name))
    return announce(render(request, "stakeholders/stakeholder/_options.html", context), in_words(context))


def in_words(context):
    """Say how many were found besides those chosen before, and how to get there."""
    count = sum(not option.is_chosen for option in context["options"])
    if not context["looks_for"]:
        return ""
    if not count:
        return f"No one{' else' if context['options'] else ''} matches “{context['looks_for']}”."
    return f"{count} matches. Enter goes to them." if count > 1 else "1 match. Enter goes to it."


def candidates(request, name):
    if name == "organization":
        return groups()
    if name not in PICKERS:
        return listed() if request.GET.get("listed") else everyone()
    initiative = next((one for one in initiatives_of(request) if str(one.pk) == request.GET.get("initiative")), None)
    if initiative is None:
        raise Http404
    return PICKERS[name](initiative)
