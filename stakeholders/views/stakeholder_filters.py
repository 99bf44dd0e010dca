"""The filters of the registry with how many each would list: loaded when opened, a page of its own without htmx."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from stakeholders.registry.facets import Facets
from stakeholders.registry.narrowing import NO_LEAD
from stakeholders.views.stakeholder_list import read_list

MARKS = ("table", "voice", "archived")


@dataclass(frozen=True, slots=True)
class Option:
    """One box; `count` is how many the list would hold, or None where it is not counted."""

    name: str
    value: str
    label: str
    count: int | None
    is_on: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the filters; `type` is that of its inputs."""

    title: str
    type: str
    options: list


@require_safe
@district_view("view")
def stakeholder_filters(request):
    filters, seen_from = read_list(request)
    context = {
        "filters": filters,
        "groups": [group for group in groups(filters, Facets(filters.asked, seen_from)) if group.options],
        "list_url": seen_from.list_url,
        "initiative": seen_from.initiative,
    }
    name = "_filter_panel.html" if request.htmx else "filters.html"
    return render(request, f"stakeholders/stakeholder/{name}", context)


def groups(filters, facets):
    def of_choices(name, counts):
        choices = filters.fields[name].choices
        return [option(filters, name, value, label, counts.get(value, 0)) for value, label in choices]

    def used(options):
        return [one for one in options if one.count or one.is_on]

    return [
        Group("Sector", "checkbox", of_choices("sector", facets.sector())),
        Group("Sway", "checkbox", of_choices("sway", facets.sway())),
        Group("Investment", "checkbox", of_choices("stands", facets.stands())),
        Group("Why they are here", "checkbox", of_choices("purpose", facets.purpose())),
        Group("Kind", "checkbox", of_choices("kind", facets.kind())),
        Group("In this coalition", "radio", of_choices("here", facets.here())),
        Group("Last contact", "radio", list(of_choices("contact", {"": None, **facets.contact()}))),
        Group("Lead", "checkbox", used(leads(filters, facets))),
        Group("Tag", "checkbox", [option(filters, "tag", tag.key, tag.name, n) for tag, n in facets.tags()]),
        Group("Language", "checkbox", [option(filters, "language", word, word, n) for word, n in facets.languages()]),
        Group("School", "checkbox", used(schools(filters, facets))),
        Group("Only those", "checkbox", marks(filters, facets.marks())),
    ]


def leads(filters, facets):
    counts = facets.lead()
    known = facets.leads({**counts, **dict.fromkeys(filters.asked.get("lead", ()), 0)})
    found = [option(filters, "lead", key, str(member), counts.get(key, 0)) for key, member in known.items()]
    return [
        *sorted(found, key=lambda one: one.label),
        option(filters, "lead", NO_LEAD, "No lead", counts.get(NO_LEAD, 0)),
    ]


def schools(filters, facets):
    return [option(filters, "school", str(school.pk), school.name, count) for school, count in facets.schools()]


def marks(filters, counts):
    return [Option(name, "1", filters.fields[name].label, counts[name], name in filters.asked) for name in MARKS]


def option(filters, name, value, label, count):
    asked = filters.asked.get(name, "")
    return Option(name, value, label, count, value in asked if isinstance(asked, list) else value == asked)
