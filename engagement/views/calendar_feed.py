"""The calendar feed of one member: its secret address for calendar programs, and the buttons that make and end it."""

import hashlib

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe
from django_scopes import scope, scopes_disabled

from coalition.districts.access import district_view
from coalition.districts.audit import record
from coalition.lib import ics
from coalition.lib.pages.htmx import see_other, toast
from coalition.lib.tokens import fingerprint
from engagement.calendar_entries import entries_of
from engagement.models import CalendarFeed

SUBJECT = "Their own calendar"


@require_safe
def calendar(request, token):
    """The feed behind a secret address; 304 to a program that has it already, 404 once its owner has left."""
    with scopes_disabled():
        feeds = CalendarFeed.objects.select_related("membership__user", "membership__district")
        feed = feeds.filter(token_hash=fingerprint(token)).first()
    if feed is None or not (feed.membership.is_active and feed.membership.user.is_active):
        raise Http404
    with scope(district=feed.membership.district):
        name = f"Coalition, {feed.membership.district.name}"
        content = ics.write(name, entries_of(feed.membership, timezone.now()))
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    response = get_conditional_response(request, etag=etag) or calendar_file(content)
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex"
    return response


def calendar_file(content):
    disposition = {"Content-Disposition": 'inline; filename="coalition.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=disposition)


@require_POST
@district_view("view")
def calendar_feed_new(request):
    """Make the reader's link, or a new one in place of it."""
    member = request.membership
    with transaction.atomic():
        feed = CalendarFeed.objects.select_for_update().filter(membership=member).first()
        is_renewed = feed is not None
        feed = feed or CalendarFeed(membership=member, district=request.district)
        feed.renew()
        feed.save()
        record(member, "Renewed a calendar link" if is_renewed else "Made a calendar link", SUBJECT)
    return back(
        request, "You have a new link. The old one has ended." if is_renewed else "Your calendar link is ready."
    )


@require_POST
@district_view("view")
def calendar_feed_end(request):
    """End the reader's link."""
    ended, _ = CalendarFeed.objects.filter(membership=request.membership).delete()
    if ended:
        record(request.membership, "Ended a calendar link", SUBJECT)
    return back(request, "The link has ended. Calendars that had it find nothing there any more.")


def back(request, text):
    return toast(request, see_other(request, "engagement:reminder-settings", request.district.slug), text)
