"""The page from which administrators see how mail flows, hold it, and decide about what is held."""

from http import HTTPStatus

from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.lib.mail import mail_folder
from coalition.lib.pages.htmx import see_other, toast
from engagement.forms.mail_hold import DiscardForm, HoldForm
from engagement.models import MailChannel, Suppression
from engagement.reminders import holding
from engagement.reminders.liveness import mail_health

SUPPRESSIONS_SHOWN = 200


@require_safe
@district_view("administer")
def hold_detail(request):
    return page(request)


@require_POST
@district_view("administer")
def hold_new(request):
    form = HoldForm(request.POST)
    if not form.is_valid() and holding.hold_of(request.district) is None:
        return page(request, hold_form=form)
    is_new = form.is_valid() and holding.hold(by=request.membership, reason=form.cleaned_data["reason"])
    return back(request, "No mail leaves until you release it." if is_new else "The mail is held already.")


@require_POST
@district_view("administer")
def hold_release(request):
    """Release the mail of the district; with `everywhere` what is held for all, where the reader may."""
    if "everywhere" not in request.POST:
        was_held = holding.release(by=request.membership)
        return back(request, "What is due leaves within a minute." if was_held else "The mail was not held.")
    if not holding.may_release_all(request.user):
        return back(request, "The mail of all districts is released by those who run the installation.")
    holding.release_all(by=request.membership)
    return back(request, "Mail is released for every district. What is due leaves within a minute.")


@require_POST
@district_view("administer")
def hold_discard(request):
    """End mails unsent, while they are held: otherwise they could be on their way."""
    now = timezone.now()
    form = DiscardForm(request.POST, now=now)
    if not holding.is_held(request.district):
        return back(request, "The mail is not held. Hold it first, then decide.")
    if not form.is_valid():
        return page(request, discard_form=form)
    count = holding.discard(form.chosen(), by=request.membership, now=now)
    return back(request, f"{count} email{'' if count == 1 else 's'} discarded.")


@require_POST
@district_view("administer")
def suppression_lift(request, suppression):
    """Let mail go to an address again that was refused."""
    found = get_object_or_404(Suppression.objects.active(), pk=suppression)
    found.lift(request.membership)
    record(request.membership, "Lifted the block of an address", found.address, found.reason)
    return back(request, f"Mail goes to {found.address} again.")


def page(request, hold_form=None, discard_form=None):
    """The page; with a form that needs another look it answers 422."""
    now = timezone.now()
    refused = hold_form or discard_form
    shown, due = holding.would_go(now), holding.due_now(now).aggregate(count=Count("pk"), until=Max("available_at"))
    context = {
        "hold": holding.hold_of(request.district),
        "channel": MailChannel.objects.filter(name="relay").first() or MailChannel(),
        "health": mail_health(now),
        "is_folder": mail_folder.is_used(),
        "may_release_all": holding.may_release_all(request.user),
        "hold_form": hold_form or HoldForm(),
        "refused": refused,
        "shown": shown,
        "due": due["count"],
        "until": due["until"].isoformat() if due["until"] else "",
        "suppressions": Suppression.objects.active()[:SUPPRESSIONS_SHOWN],
        "now": now,
        "zone": request.membership.zone,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "engagement/mail_hold/detail.html", context, status=status)


def back(request, text):
    return toast(request, see_other(request, "engagement:hold-detail", request.district.slug), text)
