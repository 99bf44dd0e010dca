"""The buttons in a mail about anything but outreach: be reminded of it later, on the phone and without signing in.

What holds for outreach holds here, see `snooze_by_mail`: it shows no more than the mail did, only a POST acts, and the
link works for fourteen days, while the matter still is its reader's. It moves their own reminder and nothing else.
"""

from http import HTTPStatus

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_scopes import scope

from coalition.lib.local_time import local_date
from engagement.cadence import calendar_of
from engagement.enums import MailKind
from engagement.forms.snooze_by_mail import SnoozeByMailForm
from engagement.reminders.matters import find_matter
from engagement.snoozing import snooze_matter
from engagement.views.snooze_by_mail import find_link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_matter_snooze(request, token, matter_kind, about):
    """Ask for how long, or put it off."""
    link = find_link(token)
    with scope(district=link.district):
        reader, now = link.mail.recipient, timezone.now()
        today = local_date(now, reader.zone)
        matter = named_matter(link, matter_kind, about, now, today)
        calendar, due_on = calendar_of(link.district_id, today), matter and matter.on
        form = SnoozeByMailForm(request.POST or request.GET, calendar=calendar, today=today, due_on=due_on)
        done_until, is_outdated = put_off(request, form, matter, reader)
        context = {"link": link, "matter": matter, "when": matter and matter.when(today), "form": form}
        context |= {"asked": request.GET.get("days", ""), "done_until": done_until, "is_outdated": is_outdated}
        status = HTTPStatus.CONFLICT if is_outdated else HTTPStatus.OK
        response = render(request, "engagement/matter/by_mail.html", context, status=status)
    # With "no-referrer" a browser says "Origin: null" when the form is sent, which is refused as forged.
    response["Referrer-Policy"] = "same-origin"
    return response


def named_matter(link, kind, about, now, today):
    """The matter, where the link still works for it: its mail named it, and it waits for its reader still."""
    mail, reader = link.mail, link.mail.recipient
    is_named = mail.kind == MailKind.DIGEST or (mail.kind, mail.about_id) == (kind, about)
    if link.expires_at <= now or not (reader.is_active and reader.user.is_active and is_named):
        return None
    return find_matter(reader.pk, kind, about, today)


def put_off(request, form, matter, reader):
    """Do what was asked by POST: until when it is put off now, and whether the page was outdated."""
    if request.method != "POST" or matter is None or not form.is_valid():
        return None, False
    if form.cleaned_data["seen"] != matter.on:
        return None, True
    snooze_matter(matter.kind, matter.about_id, matter.begins, by=reader, until=form.day)
    return form.day, False
