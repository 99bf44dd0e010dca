"""When a member was here before: noted at sign-in, so that looking at a page writes nothing."""

from datetime import date

from django.utils import timezone

from coalition.districts.models import Membership
from coalition.lib.local_time import local_date

KEPT_AS = "here_before"


def note_sign_in(request, user):
    """Keep in the session on which day each membership was here before, and write down today."""
    memberships = list(Membership.objects.active().filter(user=user).select_related("district"))
    before = {}
    for membership in memberships:
        membership.user = user
        if membership.last_seen_on:
            before[str(membership.pk)] = membership.last_seen_on.isoformat()
        membership.last_seen_on = local_date(timezone.now(), membership.zone)
    Membership.objects.bulk_update(memberships, ["last_seen_on"])
    request.session[KEPT_AS] = before


def here_before(request) -> date | None:
    """The day this member signed in before the present session, or None when they never did."""
    kept = request.session.get(KEPT_AS, {}).get(str(request.membership.pk))
    return date.fromisoformat(kept) if kept else None
