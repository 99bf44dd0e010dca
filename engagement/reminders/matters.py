"""What people are reminded of beside outreach: activities, promises, ratings, seats, and what is overdue for long.

Each kind has a source: it reads, for owners, all that may concern them up to a day, in a query or two. A matter has a
day from which it is worth a word; whoever stands in for an owner who is away gets it instead. The same sources serve
planning, the second look before a mail goes, and the digest, so that they cannot disagree. What its reader put off is
worth a word again on the day they chose.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import F
from django.utils.formats import date_format

from engagement.days import due_in_words
from engagement.enums import AskSide, ReminderKind
from engagement.leaves import owners_behind
from engagement.models import Activity, Ask, MatterSnooze, OutreachPolicy
from stakeholders.enums import PersonType
from stakeholders.models import Initiative, Partnership, Seat

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LONGEST_NOTICE = timedelta(days=366)
MOST_OF_A_KIND = 200
# How long after it became so a thing that is said once may still be said, by a digest after a long break.
SAID_WITHIN = timedelta(days=80)
ALL = timedelta(days=3650)


@dataclass(frozen=True)
class Matter:
    """One thing to remind of: worth a word from `on` until `until`; `is_once` when a second word would nag.

    `day` is what `when` speaks of; `page` is a URL name with what follows the district in its address, as is `done`,
    where it is settled. `was_on` is the first of its days when its reader has put it off to `on`.
    """

    kind: ReminderKind
    about_id: int
    on: date
    name: str
    detail: str
    day: date
    page: tuple
    until: date | None = None
    is_once: bool = False
    done: tuple | None = None
    was_on: date | None = None

    @property
    def begins(self) -> date:
        return self.was_on or self.on

    def waits(self, today: date) -> bool:
        """Tell whether its reader has put it off to a day that is still ahead."""
        return self.was_on is not None and today < self.on

    @property
    def key(self) -> tuple[ReminderKind, int, date]:
        return self.kind, self.about_id, self.on

    def is_current(self, today: date, ahead: timedelta = timedelta(0)) -> bool:
        """Tell whether it is worth a word on `today`, or will be within `ahead`."""
        soon = today if self.was_on else today + ahead
        return self.on <= soon and (self.until is None or today <= self.until)

    def when(self, today: date) -> str:
        """When it is, or how late, in few words: "Starts Nov 19", "3 days late", "130 days old"."""
        if self.waits(today):
            return f"Put off to {date_format(self.on, 'M j')}"
        if self.kind == ReminderKind.RATING:
            return f"{(today - self.day).days} days old"
        if self.kind in {ReminderKind.STARTING, ReminderKind.SEAT}:
            verb = "Starts" if self.kind == ReminderKind.STARTING else "Ends"
            return f"{verb} today" if self.day == today else f"{verb} {date_format(self.day, 'M j')}"
        return due_in_words(self.day, today)

    def is_late(self, today: date) -> bool:
        return self.kind not in {ReminderKind.RATING, ReminderKind.SEAT} and self.day < today


def gather_matters(members: set[int], on: date, back: timedelta = SAID_WITHIN) -> dict[int, list[Matter]]:
    """Everything that concerns these members up to a week after `on`, the oldest first, in a fixed number of queries.

    What is said once is looked for as far `back` as a mail may still say it: the others may be many.
    """
    behind = owners_behind(members, on)
    owners = set().union(*behind.values()) if behind else set()
    if not owners:
        return {member: [] for member in members}
    policies = policies_of(owners)
    found: dict[int, list[Matter]] = defaultdict(list)
    for source in SOURCES.values():
        for owner, matter in source(owners, policies, on + WEEK, on - back):
            found[owner].append(matter)
    put_off = put_off_by(members, on)
    return {
        member: sorted(
            (later(each, member, put_off) for owner in sorted(theirs) for each in found[owner]),
            key=lambda one: (one.on, one.about_id),
        )
        for member, theirs in behind.items()
    }


def put_off_by(members, on):
    """The days to which these members put something off, by member and matter; those of long ago left out."""
    rows = MatterSnooze.objects.filter(member__in=members, until__gte=on - LONGEST_NOTICE)
    rows = rows.values_list("member", "kind", "about_id", "was_on", "until")
    return {(member, kind, about_id, was_on): until for member, kind, about_id, was_on, until in rows}


def later(matter, member, put_off):
    until = put_off.get((member, *matter.key))
    return matter if until is None else replace(matter, on=until, was_on=matter.on)


def find_matter(member: int, kind: str, about_id: int, on: date) -> Matter | None:
    """The matter of that kind about that record, as it stands for a member on that day, however old."""
    found = gather_matters({member}, on, back=ALL)[member]
    return next((each for each in found if (each.kind, each.about_id) == (kind, about_id)), None)


def policies_of(owners):
    """The policy of each district of these members; the defaults where a district has none."""
    rows = OutreachPolicy.objects.filter(district__memberships__in=owners).distinct()
    return defaultdict(OutreachPolicy, {row.district_id: row for row in rows})


def extremes(policies, name):
    """The fewest and the most days that any of the districts lets pass; those that never speak up left out."""
    days = {getattr(policy, name) for policy in (*policies.values(), OutreachPolicy())} - {0}
    return timedelta(days=min(days)), timedelta(days=max(days))


def starting(owners, policies, until, since):
    """Activities that have not begun, from their notice on until they start."""
    last = until + timedelta(days=30)
    waiting = Activity.objects.starting(until - 2 * WEEK, last).filter(lead__in=owners)
    for each in waiting.select_related("initiative").order_by("starts_on", "pk")[: MOST_OF_A_KIND * len(owners)]:
        on = each.starts_on - timedelta(days=policies[each.district_id].start_notice)
        if on <= until:
            detail, page = each.initiative.name, ("engagement:activity-detail", each.pk)
            made = Matter(
                ReminderKind.STARTING, each.pk, on, each.name, detail, each.starts_on, page, until=each.starts_on
            )
            yield each.lead_id, made


def late(owners, policies, until, since):
    """Activities that should have ended, from the day after on."""
    overdue = Activity.objects.overdue(until).filter(lead__in=owners).select_related("initiative")
    for each in overdue.order_by("ends_on", "pk")[: MOST_OF_A_KIND * len(owners)]:
        done = ("engagement:activity-complete", each.pk)
        detail, page = each.initiative.name, ("engagement:activity-detail", each.pk)
        yield (
            each.lead_id,
            Matter(ReminderKind.LATE, each.pk, each.ends_on + DAY, each.name, detail, each.ends_on, page, done=done),
        )


def promises(owners, policies, until, since):
    """Promises, theirs and ours, from the day on which they are to be kept."""
    due = Ask.objects.due_by(until).filter(
        member__in=owners, partnership__ended_at=None, partnership__stakeholder__archived_at=None
    )
    for each in due.select_related("partnership__stakeholder").order_by("due_on", "pk")[: MOST_OF_A_KIND * len(owners)]:
        who = "They said yes" if each.side == AskSide.OURS else "We said yes"
        page = ("engagement:ask-edit", each.pk)
        name = each.partnership.stakeholder.name
        done, what = ("engagement:ask-of-stakeholder", each.partnership.stakeholder_id), f"{who}: {each.what}"
        made = Matter(ReminderKind.PROMISE, each.pk, each.due_on, name, what, each.due_on, page, done=done)
        yield each.member_id, made


def ratings(owners, policies, until, since):
    """Ratings that are older than the district lets them be, once each; never of people whose rating some may not see.

    Whoever leads the contact, or stands in, need not be among those who may; and the mail leaves the house.
    """
    led = Partnership.objects.active().filter(lead__in=owners, rated_on__isnull=False, current_level__isnull=False)
    shortest, longest = extremes(policies, "rating_lasts")
    old = led.filter(rated_on__range=(since - longest, until - shortest))
    old = old.exclude(stakeholder__person_type__in=(PersonType.PRIVATE, PersonType.STUDENT))
    rows = old.select_related("stakeholder").order_by("-rated_on", "pk")
    for each in rows[: MOST_OF_A_KIND * len(owners)]:
        lasts = policies[each.district_id].rating_lasts
        on = each.rated_on + timedelta(days=lasts)
        if lasts and on <= until:
            page = ("stakeholders:stakeholder-detail", each.stakeholder_id)
            detail, name = "Ask where they stand now", each.stakeholder.name
            made = Matter(ReminderKind.RATING, each.pk, on, name, detail, each.rated_on, page, is_once=True)
            yield each.lead_id, replace(made, done=("stakeholders:assessment-new", each.pk))


def seats(owners, policies, until, since):
    """Seats that end, once, to whoever leads the contact with those who hold them."""
    last = until + LONGEST_NOTICE
    led = Partnership.objects.active().filter(lead__in=owners, stakeholder__seats__ends_on__range=(until - WEEK, last))
    rows = led.annotate(seat=F("stakeholder__seats"), ends_on=F("stakeholder__seats__ends_on"))
    rows = list(rows.select_related("stakeholder").order_by("ends_on", "pk")[: MOST_OF_A_KIND * len(owners)])
    names = Seat.objects.filter(pk__in=[each.seat for each in rows]).select_related("body").in_bulk()
    told = set()
    for each in rows:
        notice = policies[each.district_id].seat_notice
        on = each.ends_on - timedelta(days=notice)
        if notice and on <= until and (each.lead_id, each.seat) not in told:
            told.add((each.lead_id, each.seat))
            page, seat = ("stakeholders:decision-body-list",), names[each.seat]
            name, until_day = each.stakeholder.name, each.ends_on
            made = Matter(
                ReminderKind.SEAT, each.seat, on, name, str(seat), each.ends_on, page, until_day, is_once=True
            )
            yield each.lead_id, made


def escalations(owners, policies, until, since):
    """Outreach overdue for long, once for each due date, to the lead of the initiative where somebody else leads it."""
    shortest, longest = extremes(policies, "escalate_after")
    led = Partnership.objects.active().filter(initiative__lead__in=owners, lead__isnull=False)
    overdue = led.filter(due_on__range=(since - longest, until - shortest))
    rows = overdue.exclude(lead=F("initiative__lead")).select_related("stakeholder", "initiative", "lead__user")
    for each in rows.order_by("-due_on", "pk")[: MOST_OF_A_KIND * len(owners)]:
        after = policies[each.district_id].escalate_after
        on = each.due_on + timedelta(days=after)
        if after and on <= until:
            page = ("stakeholders:stakeholder-detail", each.stakeholder_id)
            detail = f"Led by {each.lead}. {each.next_step or 'Stay in touch'}"
            name, owner = each.stakeholder.name, each.initiative.lead_id
            made = Matter(ReminderKind.ESCALATION, each.pk, on, name, detail, each.due_on, page, is_once=True)
            yield owner, replace(made, done=("engagement:touchpoint-new", each.pk))


SOURCES = {
    ReminderKind.STARTING: starting,
    ReminderKind.LATE: late,
    ReminderKind.PROMISE: promises,
    ReminderKind.RATING: ratings,
    ReminderKind.SEAT: seats,
    ReminderKind.ESCALATION: escalations,
}


def leading_initiatives(members: set[int], on: date) -> set[int]:
    """Those of the members who lead an initiative, or stand in for somebody who does."""
    return set(initiatives_of(members, on))


def initiatives_of(members: set[int], on: date) -> dict[int, list[Initiative]]:
    """The initiatives each of the members leads, or stands in for, by name; only members who have any."""
    behind = owners_behind(members, on)
    owners = set().union(*behind.values()) if behind else set()
    led = defaultdict(list)
    for initiative in Initiative.objects.active().filter(lead__in=owners).order_by("name", "pk"):
        led[initiative.lead_id].append(initiative)
    found = {member: [each for owner in sorted(theirs) for each in led[owner]] for member, theirs in behind.items()}
    return {member: theirs for member, theirs in found.items() if theirs}
