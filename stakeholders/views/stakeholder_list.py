"""The registry: the list of everyone, as a page and as the answer to a search."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.lib.pages.addresses import url_of
from coalition.lib.pages.htmx import announce
from stakeholders.current import current_initiative, initiatives_of
from stakeholders.forms.stakeholder_export import FORMATS
from stakeholders.forms.stakeholder_filter import StakeholderFilter
from stakeholders.reference import read_reference
from stakeholders.registry.columns import fields_of
from stakeholders.registry.listing import Standpoint, read_page
from stakeholders.registry.narrowing import ABOUT_PARTNERS
from stakeholders.registry.ordering import Sort, order_of
from stakeholders.views.stakeholder_heads import (
    address,
    columns_of,
    count_words,
    heads,
    order_words,
    page_words,
    places,
    views,
)

LIST = "stakeholders:stakeholder-list"


@require_safe
@district_view("view")
def stakeholder_list(request):
    """Show one page of everyone; htmx gets the table and the filters, or the page where a link was followed."""
    filters, seen_from = read_list(request)
    context = list_context(request, filters, seen_from)
    if request.htmx.boosted:
        return followed(request, filters, context)
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "stakeholders/stakeholder/list.html", context)
    response = render(request, "stakeholders/stakeholder/_registry.html", {**context, "is_swapped": True})
    response["HX-Push-Url"] = address(context["list_url"], filters.query())
    return announce(response, context["count_words"])


def followed(request, filters, context):
    """Answer a link of the list itself: `Lands` names the part that gets the focus, and what it led to is said."""
    lands = request.headers.get("Lands", "filter")
    response = render(request, "stakeholders/stakeholder/list.html", {**context, "lands": lands})
    words = {"head": lambda: order_words(filters), "page": lambda: page_words(filters, context["page"])}
    return announce(response, words[lands]() if lands in words else context["count_words"])


def read_list(request, data=None):
    """Return the filters in the address (or in `data`), and from where the list is looked at."""
    reference = read_reference()
    filters = StakeholderFilter(request.GET if data is None else data, reference, request.district)
    initiative = initiative_of(request, filters)
    return filters, Standpoint(
        initiative, request.membership, today(request), reference, url_of(LIST, request.district.slug)
    )


def initiative_of(request, filters):
    """Return the initiative the address names, else the member's; what is about partners names it from then on."""
    named = filters.asked.get("initiative")
    found = next((one for one in initiatives_of(request) if one.pk == named), None) or current_initiative(request)
    is_about_partners = filters.asked.keys() & ABOUT_PARTNERS or order_of(filters.asked)[0] in Sort.ABOUT_PARTNERS
    filters.cleaned_data["initiative"] = found.pk if found is not None and is_about_partners else None
    return found


def list_context(request, filters, seen_from):
    page = read_page(filters.asked, seen_from, more=fields_of(filters.asked))
    list_url, query = seen_from.list_url, filters.query()
    may_edit = request.membership.may("edit")
    return {
        "filters": filters,
        "page": page,
        "initiative": seen_from.initiative,
        "sector_icons": tuple(sector.icon for sector in seen_from.reference.sectors),
        "query": query,
        "may_edit": may_edit,
        "may_archive": request.membership.may("lead"),
        "views": views(filters, list_url),
        "heads": heads(filters),
        "places": places(list_url, filters, page),
        "count_words": count_words(page) if page.total or filters.is_narrowed else "",
        "list_url": list_url,
        "clear_url": address(list_url, columns_of(filters)),
        "import_url": url_of("stakeholders:import-new", request.district.slug),
        "first_url": adding_url(request, filters) if may_edit else "",
        **addresses(request.district.slug, query),
    }


def adding_url(request, filters):
    """Return where to add somebody, with the name that was searched for."""
    named = {"name": filters.asked["q"]} if "q" in filters.asked else {}
    return address(url_of("stakeholders:stakeholder-new", request.district.slug), urlencode(named))


def addresses(district, query):
    """Return the addresses of what can be done with this list, and the forms in which it can be taken away."""
    filters_url = url_of("stakeholders:stakeholder-filters", district)
    return {
        "filters_url": filters_url,
        "filter_url": address(filters_url, query),
        "save_url": address(url_of("stakeholders:saved-view-new", district), query),
        "saved_views_url": address(url_of("stakeholders:saved-view-list", district), query),
        "formats": FORMATS,
        "export_url": address(url_of("stakeholders:stakeholder-export", district), query),
        "bulk_url": url_of("stakeholders:bulk-action-new", district),
    }
