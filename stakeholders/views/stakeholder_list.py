"""The registry: the list of everyone, as a page and as the answer to a search."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.lib.htmx import announce
from stakeholders.current import current_initiative, initiatives_of
from stakeholders.forms.stakeholder_filter import StakeholderFilter
from stakeholders.reference import read_reference
from stakeholders.registry import ABOUT_PARTNERS, COUNTED_UP_TO, Sort, Standpoint, read_page

LIST = "stakeholders:stakeholder-list"
VIEWS = (
    ("Everyone", ""),
    ("Partners", "?here=yes"),
    ("Decision table", "?table=1"),
    ("Under-represented voices", "?voice=1"),
    ("High sway, not yet on board", "?sway=5&sway=4&stands=aware&stands=unaware&stands=skeptical&stands=adversary"),
)
MENU = (
    ("Sector", "sector", "checkbox"),
    ("Sway", "sway", "checkbox"),
    ("Investment", "stands", "checkbox"),
    ("Kind", "kind", "checkbox"),
    ("In this coalition", "here", "radio"),
)
MARKS = ("table", "voice", "archived")


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A tab: a list that is asked for often."""

    label: str
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the filter menu; `type` is that of its inputs."""

    title: str
    type: str
    options: tuple


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `query` orders by it, `more` is for wide screens, `direction` as aria-sort has it."""

    label: str
    more: str = ""
    query: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the page is in the list: the addresses before and after it."""

    previous_url: str
    next_url: str
    is_inside: bool
    position: str = ""


@require_safe
@district_view("view")
def stakeholder_list(request):
    """Show one page of everyone; htmx gets the table and the filters that are on."""
    filters, seen_from = read_list(request)
    context = list_context(request, filters, seen_from)
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "stakeholders/stakeholder/list.html", context)
    response = render(request, "stakeholders/stakeholder/_registry.html", {**context, "is_swapped": True})
    response["HX-Push-Url"] = address(context["list_url"], filters.query())
    return announce(response, context["count_words"])


def read_list(request):
    """Return the filters in the address, and from where the list is looked at."""
    reference = read_reference()
    filters = StakeholderFilter(request.GET, reference)
    initiative = initiative_of(request, filters)
    return filters, Standpoint(
        initiative, request.membership, today(request), reference, reverse(LIST, args=[request.district.slug])
    )


def initiative_of(request, filters):
    """Return the initiative the address names, else the member's; filters about partners name it from then on."""
    named = filters.asked.get("initiative")
    found = next((one for one in initiatives_of(request) if one.pk == named), None) or current_initiative(request)
    is_needed = found is not None and filters.asked.keys() & ABOUT_PARTNERS
    filters.cleaned_data["initiative"] = found.pk if is_needed else None
    return found


def list_context(request, filters, seen_from):
    page = read_page(filters.asked, seen_from)
    list_url = seen_from.list_url
    export_url = reverse("stakeholders:stakeholder-export", args=[request.district.slug])
    may_edit = request.membership.may("edit")
    return {
        "filters": filters,
        "page": page,
        "initiative": seen_from.initiative,
        "sector_icons": tuple(sector.icon for sector in seen_from.reference.sectors),
        "list_url": list_url,
        "export_url": address(export_url, filters.query()),
        "import_url": import_address(request),
        "first_url": reverse("stakeholders:stakeholder-new", args=[request.district.slug]) if may_edit else "",
        "may_edit": may_edit,
        "views": views(filters),
        "menu": menu(filters),
        "heads": heads(filters),
        "places": places(list_url, filters, page),
        "count_words": count_words(page) if page.total or filters.is_narrowed else "",
    }


def address(url, query):
    return f"{url}?{query}" if query else url


def import_address(request):
    try:
        return reverse("stakeholders:import-new", args=[request.district.slug])
    except NoReverseMatch:
        return ""


def count_words(page):
    if page.is_capped:
        return f"More than {COUNTED_UP_TO:,}"
    return f"{page.total:,} listed" if page.total else "No one matches"


def views(filters):
    shown = filters.query(sort="", initiative="", q="")
    return [ViewLink(label, query, query.lstrip("?") == shown) for label, query in VIEWS]


def menu(filters):
    groups = [
        Group(title, kind, tuple(Option(name, value, label, is_on(filters, name, value)) for value, label in choices))
        for title, name, kind in MENU
        if (choices := filters.fields[name].choices)
    ]
    marks = tuple(Option(name, "1", filters.fields[name].label, name in filters.asked) for name in MARKS)
    return (*groups, Group("Only those", "checkbox", marks))


def is_on(filters, name, value):
    asked = filters.asked.get(name, "")
    return value in asked if isinstance(asked, list) else value == asked


def heads(filters):
    by_name = filters.order == Sort.NAME
    return [
        Head("Name", query=address("", filters.query(sort=Sort.NAME)) or "?", direction="ascending" if by_name else ""),
        Head("Sector"),
        Head("Sway", query=address("", filters.query(sort=Sort.SWAY)), direction="" if by_name else "descending"),
        Head("Investment", more="and target"),
        Head("Participation"),
        Head("Lead"),
        Head("Next step"),
        Head("Due"),
    ]


def places(list_url, filters, page):
    return Places(
        previous_url=address(list_url, filters.query(before=page.previous)) if page.previous else "",
        next_url=address(list_url, filters.query(after=page.next)) if page.next else "",
        is_inside=bool(filters.asked.keys() & set(filters.PLACE)),
    )
