"""Asks: of one initiative, of one stakeholder, adding, editing, and how they were answered."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.dates import today
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other, toast
from engagement.asks import answer, read_asks
from engagement.enums import AskState
from engagement.forms.ask import AnswerForm, AskForm, AskSomebodyForm
from engagement.models import Ask
from engagement.views.plan_tabs import plan_tabs
from stakeholders.models import Partnership, Stakeholder
from stakeholders.views.form_page import form_page, is_ready, read_form, save_current
from stakeholders.views.map_request import find_initiative

MEANWHILE = "Somebody else wrote down how it went meanwhile. This is how it stands now."


@require_safe
@district_view("view")
def ask_list(request, initiative):
    """Every ask of an initiative, ours and theirs, with who is asked for much."""
    found = find_initiative(request, initiative)
    context = {
        "initiative": found,
        "tabs": plan_tabs(request, found),
        **asks_context(request, initiative=found),
        "asks_url": request.path,
    }
    return render(request, "engagement/ask/list.html", context)


@require_safe
@district_view("view")
def ask_of_stakeholder(request, stakeholder):
    """The asks of one stakeholder over all initiatives: a section of their page for htmx, else a page."""
    found = get_object_or_404(Stakeholder, pk=stakeholder)
    context = stakeholder_context(request, found)
    return render(request, f"engagement/ask/{'_section' if request.htmx else 'stakeholder'}.html", context)


def stakeholder_context(request, stakeholder):
    going_on = Partnership.objects.active().filter(stakeholder=stakeholder).select_related("initiative")
    partnerships = list(going_on.order_by("initiative__name", "pk"))
    return {
        "stakeholder": stakeholder,
        "partnerships": partnerships,
        "of_one": True,
        "asks_url": asks_url(request, stakeholder.pk),
        **asks_context(request, stakeholder=stakeholder),
    }


def asks_context(request, **of):
    on = today(request)
    asks = read_asks(on, whole=request.GET.get("settled") == "all", **of)
    return {"asks": asks, "on": on, "may_edit": request.membership.may("edit")}


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def ask_new(request, partnership):
    partner = find_partner(request, partnership)
    ask = Ask(district=request.district, partnership=partner)
    form = read_form(request, AskForm, initial=first_words(request), instance=ask, request=request)
    url = asks_url(request, partner.stakeholder_id)
    return write_down(request, form, f"An ask, {partner.stakeholder}", (url, str(partner.stakeholder)))


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def ask_somebody(request, initiative):
    """Write down an ask of a partner who is chosen in the form."""
    found = find_initiative(request, initiative)
    ask, initial = Ask(district=request.district), first_words(request)
    form = read_form(request, AskSomebodyForm, initial=initial, instance=ask, request=request, initiative=found)
    url = reverse("engagement:ask-list", args=[request.district.slug, found.pk])
    return write_down(request, form, "Add an ask", (url, "Asks"))


def first_words(request):
    return {"side": "ours", "member": request.membership, "asked_on": today(request), "state": AskState.ASKED}


def write_down(request, form, title, back):
    """Show the form until it is complete, then save it once and lead back."""
    if not is_ready(form):
        return form_page(request, form, title=title, submit="Save", back=back)
    try:
        with once(request) as submission:
            form.save()
            submission.location = back[0]
    except AlreadyDone as done:
        return see_other(request, done.location)
    return toast(request, see_other(request, back[0]), "The ask is written down.")


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("edit")
def ask_edit(request, ask):
    found = find_ask(request, ask)
    stakeholder = found.partnership.stakeholder
    form = read_form(request, AskForm, instance=found, request=request)
    back = asks_url(request, stakeholder.pk), str(stakeholder)
    if is_ready(form) and save_current(form):
        return toast(request, see_other(request, back[0]), "Saved.")
    remove = reverse("engagement:ask-remove", args=[request.district.slug, found.pk])
    more = {"remove_url": remove, "remove_label": "Delete this ask"}
    return form_page(request, form, title=f"An ask, {stakeholder}", submit="Save", back=back, **more)


@require_POST
@district_view("edit")
def ask_answer(request, ask):
    """Write down that an ask was accepted, declined, kept or not; the row comes back as it stands."""
    found = find_ask(request, ask)
    form = AnswerForm(request.POST)
    said, status = f"{found}: written down.", 200
    if not form.is_valid():
        said, status = "Choose how it was answered.", 422
    else:
        try:
            answer(found, form.cleaned_data["state"], on=today(request), seen_version=form.cleaned_data["version"])
        except (StaleVersion, ValueError):
            said, status = MEANWHILE, 409
    return answered(request, find_ask(request, ask), said, status)


def answered(request, ask, said, status):
    url = asks_url(request, ask.partnership.stakeholder_id)
    if not request.htmx and status == 200:
        return toast(request, see_other(request, url), said)
    context = {**stakeholder_context(request, ask.partnership.stakeholder), "said": "" if status == 200 else said}
    if not request.htmx:
        return render(request, "engagement/ask/stakeholder.html", context, status=status)
    rows = {row.ask.pk: row for row in context["asks"].rows}
    response = render(request, "engagement/ask/_row.html", {**context, "row": rows.get(ask.pk)}, status=status)
    return toast(request, response, said)


@require_POST
@district_view("edit")
def ask_remove(request, ask):
    found = find_ask(request, ask)
    found.remove()
    undo = reverse("engagement:ask-restore", args=[request.district.slug, found.pk])
    url = asks_url(request, found.partnership.stakeholder_id)
    return toast(request, see_other(request, url), "The ask is deleted.", undo=undo)


@require_POST
@district_view("edit")
def ask_restore(request, ask):
    found = find_ask(request, ask, Ask.objects.all())
    found.restore()
    return toast(request, see_other(request, asks_url(request, found.partnership.stakeholder_id)), "The ask is back.")


def find_partner(request, key):
    found = get_object_or_404(Partnership.objects.active().select_related("stakeholder", "initiative"), pk=key)
    found.stakeholder.district = request.district
    return found


def find_ask(request, key, among=None):
    """Return the ask of that key, else 404; one that was deleted only if it is `among`."""
    known = Ask.objects.active() if among is None else among
    found = get_object_or_404(known.select_related("partnership__stakeholder", "partnership__initiative"), pk=key)
    found.district = found.partnership.stakeholder.district = request.district
    return found


def asks_url(request, stakeholder):
    return reverse("engagement:ask-of-stakeholder", args=[request.district.slug, stakeholder])
