"""The page behind "Stop" in a mail. Mail scanners follow links, so only a POST acts (RFC 8058); it needs no sign-in."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django_scopes import scope, scopes_disabled

from coalition.lib.tokens import fingerprint
from engagement.enums import MailKind
from engagement.models import UnsubscribeLink
from engagement.reminders import preferences

# An invitation and the way to a new password come once, because somebody asked: there is nothing to stop.
WHAT = {
    MailKind.DIGEST: "digests of what is due",
    MailKind.OUTREACH: "reminders of outreach that is due",
    MailKind.STARTING: "reminders of activities about to start",
    MailKind.LATE: "reminders of activities that are overdue",
    MailKind.PROMISE: "reminders of promises that are due",
    MailKind.RATING: "reminders to refresh ratings",
    MailKind.SEAT: "reminders of seats about to end",
    MailKind.ESCALATION: "word of outreach that is overdue for long",
    MailKind.SUMMARY: "weekly summaries of initiatives",
    MailKind.HANDOVER: "word of partners handed to you",
    MailKind.LEAVE: "word of colleagues you stand in for",
}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Ask, or stop one kind of mail to one person. It names the district, and not the person: links are forwarded."""
    with scopes_disabled():
        found = UnsubscribeLink.objects.select_related("membership", "district").filter(token_hash=fingerprint(token))
        link = found.first()
    if link is None or link.kind not in WHAT:
        raise Http404
    if request.method == "POST":
        with scope(district=link.district):
            preferences.unsubscribe(link)
    context = {"link": link, "what": WHAT[link.kind], "is_done": request.method == "POST"}
    response = render(request, "engagement/unsubscribe/page.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
