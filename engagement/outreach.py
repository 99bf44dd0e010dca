"""Whose turn it is to be spoken with: the partners of an initiative whose next outreach is late, today or this week.

A week ends on Sunday. Counts stop at COUNTED_UP_TO, the one on every page at WAITING_UP_TO, so that
they cost the same however much is due.
"""

from datetime import date, timedelta

from django.db.models import Count, F, Q

from coalition.districts.dates import today
from coalition.districts.models import Membership
from coalition.lib.database.paging import CountUpTo
from coalition.lib.database.ready import ready
from stakeholders.current import current_initiative
from stakeholders.models import Initiative, Partnership

COUNTED_UP_TO = 1000
WAITING_UP_TO = 50
ROWS_IN_A_GROUP = 50
MINE, TEAM = "mine", "team"
OVERDUE, TODAY, WEEK = "overdue", "today", "week"
GROUPS = (OVERDUE, TODAY, WEEK)


def end_of_week(on: date) -> date:
    """The Sunday of the week of `on`."""
    return on + timedelta(days=6 - on.weekday())


def partners_of(initiative: Initiative | int):
    """The partners of an initiative that somebody may still speak with."""
    return Partnership.objects.filter(initiative=initiative, ended_at=None, stakeholder__archived_at=None)


def due(initiative: Initiative, on: date):
    """The partners with an outreach due by the end of the week of `on`, or late."""
    return partners_of(initiative).due_by(end_of_week(on))


def in_group(partners, group: str, on: date):
    """Keep those of one group, the longest due first."""
    when = {OVERDUE: Q(due_on__lt=on), TODAY: Q(due_on=on), WEEK: Q(due_on__gt=on)}[group]
    return partners.filter(when).order_by("due_on", "pk")


def counts(initiative: Initiative, membership: Membership, on: date) -> dict:
    """Annotations that count what is due in each group, for this member and for the whole team: "mine_overdue" …"""
    everyone = due(initiative, on)
    of = {MINE: everyone.led_by(membership), TEAM: everyone}
    return {
        f"{whose}_{group}": CountUpTo(in_group(partners, group, on), COUNTED_UP_TO)
        for whose, partners in of.items()
        for group in GROUPS
    }


def first_rows(partners, on: date):
    """The first rows of each group in one query, the longest due first."""
    kept = Q()
    for group in GROUPS:
        kept |= Q(pk__in=in_group(partners, group, on).values("pk")[:ROWS_IN_A_GROUP])
    return partners.filter(kept).order_by("due_on", "pk")


def elsewhere(initiative: Initiative, membership: Membership, on: date):
    """What this member leads that is due in other initiatives: dictionaries with `initiative`, `name` and `waiting`."""
    mine = Partnership.objects.filter(ended_at=None, stakeholder__archived_at=None, initiative__archived_at=None)
    others = mine.led_by(membership).due_by(end_of_week(on)).exclude(initiative=initiative)
    return others.values("initiative", name=F("initiative__name")).annotate(waiting=Count("pk")).order_by("name")


def count_waiting(request) -> int:
    """How many outreaches wait for the reader in the initiative they look at, up to WAITING_UP_TO; asked once."""
    if not hasattr(request, "outreach_waiting"):
        initiative = current_initiative(request)
        is_asked = initiative is not None and request.membership.may("edit")
        until = end_of_week(today(request))
        counted = waiting_for(initiative.pk, request.membership.pk, until) if is_asked else ()
        request.outreach_waiting = next(iter(counted), 0)
    return request.outreach_waiting


@ready
def waiting_for(initiative: int, member: int, until: date):
    """How many of the partners a member leads are due by a day, up to WAITING_UP_TO: one row."""
    due_to_them = partners_of(initiative).led_by(member).due_by(until)
    return Initiative.objects.filter(pk=initiative).values_list(CountUpTo(due_to_them, WAITING_UP_TO), flat=True)


def waiting_in_words(count: int) -> str:
    """A count for the sidebar: "" for nothing, "50+" from WAITING_UP_TO on."""
    return f"{WAITING_UP_TO}+" if count >= WAITING_UP_TO else str(count or "")
