"""Writing down a contact, from Today in place or on a page of its own, and reading what was heard."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast
from engagement.cadence import days_of, table_of
from engagement.forms.page import PageForm
from engagement.forms.touchpoint import TouchpointForm
from engagement.forms.until import UntilForm
from engagement.heard import read_heard
from engagement.models import Touchpoint
from engagement.touchpoints import changed_meanwhile, log_touchpoint
from engagement.views.today import today_context, today_url
from stakeholders.models import InvestmentLevel, Partnership, Stakeholder


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def touchpoint_new(request, partnership):
    """Ask what happened with a partner, and write it down."""
    partner = find_partner(partnership)
    if request.method != "POST":
        return show_form(request, partner, bind(request, partner))
    form = bind(request, partner, request.POST)
    if not form.is_valid():
        form.focus_first_error()
        return show_form(request, partner, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        with once(request) as submission:
            log_touchpoint(partnership=partner, by=request.membership, **form.verb)
            submission.location = way_on(request)
    except AlreadyDone:
        return saved(request, partner, "This touchpoint is saved already.")
    except StaleVersion:
        return outdated(request, find_partner(partnership))
    return saved(request, partner)


def find_partner(key):
    found = Partnership.objects.active().select_related("stakeholder__sector", "initiative", "lead__user")
    return get_object_or_404(found, pk=key)


def bind(request, partner, data=None):
    levels = InvestmentLevel.objects.all()
    days = days_of(partner, table_of(request.district.pk))
    return TouchpointForm(
        data, partnership=partner, member=request.membership, levels=levels, today=today(request), days=days
    )


def show_form(request, partner, form, status=HTTPStatus.OK, **more):
    """Show the form alone where htmx opens it under its row, else as a page."""
    is_in_place = bool(request.htmx and leads_to_today(request))
    context = {
        "form": form,
        "partnership": partner,
        "initiative": partner.initiative,
        "next": way_on(request),
        "is_in_place": is_in_place,
        "opens_here": is_in_place and not form.is_bound,
        **more,
    }
    name = "_form" if is_in_place else "new"
    response = render(request, f"engagement/touchpoint/{name}.html", context, status=status)
    if is_in_place:
        response["HX-Retarget"], response["HX-Reswap"] = f"#log-{partner.pk}", "innerHTML"
    return response


def outdated(request, partner):
    """Say with 409 what somebody else changed since; what was typed stays, and saving again adds to it."""
    data = request.POST.copy()
    data["seen"] = partner.version
    form = bind(request, partner, data)
    return show_form(request, partner, form, HTTPStatus.CONFLICT, meanwhile=changed_meanwhile(partner))


def saved(request, before, said=""):
    """Lead on, or show Today again with the focus on the row after the one that is done."""
    now = find_partner(before.pk)
    said = said or f"Touchpoint saved.{next_in_words(now)}"
    if not (request.htmx and leads_to_today(request)):
        return toast(request, see_other(request, way_on(request)), said)
    context = today_context(request, QueryDict(urlsplit(way_on(request)).query))
    context |= {"next_row": context["today"].row_after(before.due_on, before.pk), "done": before.pk, "is_update": True}
    return toast(request, render(request, "engagement/today/_today.html", context), said)


def next_in_words(partner):
    if partner.due_on is None:
        return ""
    step = partner.next_step or "stay in touch"
    return f" Next: {step}, {date_format(partner.due_on, 'M j')}."


def way_on(request):
    """The page of this district to go to afterwards: as the form or the address says, else where one came from."""
    home = today_url(request)
    for asked in (request.POST.get("next"), request.GET.get("next"), came_from(request)):
        if asked is not None:
            return asked if asked.startswith(home) and asked.isprintable() and "\\" not in asked else home
    return home


def came_from(request):
    """The page of this installation that led here, but for this one."""
    address = urlsplit(request.headers.get("Referer", ""))
    if address.netloc != request.get_host() or address.path == request.path:
        return None
    return f"{address.path}?{address.query}" if address.query else address.path


def leads_to_today(request):
    return urlsplit(way_on(request)).path == today_url(request)


@require_safe
@district_view("view")
def touchpoint_list(request, stakeholder):
    """Every contact with a stakeholder, newest first; the first few alone for htmx."""
    found = get_object_or_404(Stakeholder.objects.all(), pk=stakeholder)
    context = {"stakeholder": found, "on": today(request)}
    if request.htmx:
        heard = read_heard(found, request.membership, size=4, with_count=True)
        is_partner = bool(heard.rows) or Partnership.objects.filter(stakeholder=found, ended_at=None).exists()
        context = {**context, "heard": heard, "is_partner": is_partner}
        return render(request, "engagement/touchpoint/_section.html", context)
    heard = read_heard(found, request.membership, page=PageForm(request.GET).number)
    return render(request, "engagement/touchpoint/list.html", {**context, "heard": heard})


@require_safe
@district_view("view")
def touchpoint_recent(request, partnership):
    """The last two contacts with a partner, up to a day where the address names one, for what stands beside a map."""
    partner = get_object_or_404(Partnership.objects.select_related("stakeholder"), pk=partnership)
    until = UntilForm(request.GET).day
    heard = read_heard(partner.stakeholder, request.membership, initiative=partner.initiative_id, until=until, size=2)
    context = {"heard": heard, "on": today(request), "stakeholder": partner.stakeholder}
    return render(request, "engagement/touchpoint/_recent.html", context)


@require_safe
@district_view("view")
def touchpoint_detail(request, touchpoint):
    """One contact with everybody who took part."""
    found = get_object_or_404(Touchpoint.objects.select_related("initiative", "logged_by__user"), pk=touchpoint)
    stakeholders = found.stakeholders.order_by("sort_name", "pk")
    context = {"touchpoint": found, "stakeholders": stakeholders, "on": today(request)}
    return render(request, "engagement/touchpoint/detail.html", context)
