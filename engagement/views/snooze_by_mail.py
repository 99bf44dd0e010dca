"""The buttons in a mail: put off a partner it named, on the phone and without signing in.

Safe without signing in is what shows no more than the mail did and can be undone: the partner, the step and the day,
and moving that day by one, three or seven days. Logging a touchpoint, opening the partner and everything else asks to
sign in. Mail scanners follow links, so only a POST acts. The link works for fourteen days, while its reader leads.
"""

from http import HTTPStatus

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_scopes import scope, scopes_disabled

from coalition.lib.database.versioned import StaleVersion
from coalition.lib.local_time import local_date
from coalition.lib.tokens import fingerprint
from engagement.cadence import calendar_of
from engagement.enums import MailKind
from engagement.forms.snooze_by_mail import SnoozeByMailForm
from engagement.models import MailLink
from engagement.reminders.matters import WEEK
from engagement.snoozing import snooze
from stakeholders.models import Partnership

REASON = "From the email."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_snooze(request, token, partnership):
    """Ask for how long, or put it off."""
    link = find_link(token)
    with scope(district=link.district):
        reader, now = link.mail.recipient, timezone.now()
        today = local_date(now, reader.zone)
        partner = find_partner(link, partnership, now, today)
        calendar, due_on = calendar_of(link.district_id, today), partner and partner.due_on
        form = SnoozeByMailForm(request.POST or request.GET, calendar=calendar, today=today, due_on=due_on)
        done_until, is_outdated = put_off(request, form, partner, reader)
        context = {"link": link, "partner": partner, "form": form, "on": today}
        context |= {"asked": request.GET.get("days", ""), "done_until": done_until, "is_outdated": is_outdated}
        status = HTTPStatus.CONFLICT if is_outdated else HTTPStatus.OK
        response = render(request, "engagement/snooze/by_mail.html", context, status=status)
    # With "no-referrer" a browser says "Origin: null" when the form is sent, which is refused as forged.
    response["Referrer-Policy"] = "same-origin"
    return response


def put_off(request, form, partner, reader):
    """Do what was asked by POST: until when it is put off now, and whether the page was outdated."""
    if request.method != "POST" or partner is None or not form.is_valid():
        return None, False
    try:
        snooze(partner, by=reader, until=form.day, seen=form.cleaned_data["seen"], reason=REASON)
    except StaleVersion:
        return None, True
    return form.day, False


def find_link(token):
    with scopes_disabled():
        links = MailLink.objects.select_related("district", "mail__recipient__user", "mail__recipient__district")
        link = links.filter(token_hash=fingerprint(token), mail__recipient__isnull=False).first()
    if link is None:
        raise Http404
    return link


def find_partner(link, key, now, today):
    """The partner, where the link still works for them: not too old, and its reader may still edit and leads them.

    Only while their outreach is due as a mail may name it: once it was logged there is nothing to put off.
    """
    reader = link.mail.recipient
    if link.expires_at <= now or not (reader.is_active and reader.user.is_active and reader.may("edit")):
        return None
    partners = Partnership.objects.active().filter(pk=key, lead=reader).due_by(today + WEEK)
    if link.mail.kind == MailKind.OUTREACH:
        partners = partners.filter(pk=link.mail.partnership_id)
    return partners.select_related("stakeholder").first()
