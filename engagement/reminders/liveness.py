"""Whether reminders flow: by the age of what is due and not sent, not by whether a process is up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Exists, Min, OuterRef, Subquery
from django_scopes import scopes_disabled

from coalition.districts.models import District
from engagement.models import MailChannel, MailHold, OutgoingMail, SweepRecord
from engagement.reminders.clock import database_time
from engagement.reminders.guards import since

LATE = timedelta(minutes=5)
SILENT = timedelta(minutes=3)
SECONDS_KEPT = 30


@dataclass(frozen=True)
class MailHealth:
    """The age of the oldest due mail and of the last sweep, and what is wrong, in sentences."""

    oldest_due: timedelta | None
    last_sweep: timedelta | None
    problems: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        return not self.problems

    @property
    def oldest_due_words(self) -> str:
        return in_words(self.oldest_due) if self.oldest_due is not None else ""

    @property
    def last_sweep_words(self) -> str:
        return in_words(self.last_sweep) if self.last_sweep is not None else ""


def mail_health(now: datetime | None = None) -> MailHealth:
    """Look at the outbox, the channel and the last sweep, in three queries whatever the backlog."""
    with scopes_disabled():
        now = now or database_time()
        channel = MailChannel.objects.filter(name="relay").first() or MailChannel()
        oldest, swept = oldest_due(now), SweepRecord.objects.filter(name="sweep").first()
    last_sweep = since(swept, now) if swept else None
    return MailHealth(oldest, last_sweep, tuple(problems(channel, now, oldest, last_sweep)))


def trouble_for(membership) -> str:
    """What an administrator should know about mail on whatever page they are, or ""; looked up twice a minute."""
    if not membership.may("administer"):
        return ""
    district = membership.district_id
    return cache.get_or_set(cache_key(district), lambda: trouble_of(district), SECONDS_KEPT)


def trouble_of(district_id):
    with scopes_disabled():
        hold = MailHold.objects.active().filter(district=district_id).first()
    return f"The mail of this district is held: {hold.reason}" if hold else next(iter(mail_health().problems), "")


def look_anew(district_id):
    """Forget what was known about the mail of a district, since somebody has just changed it."""
    cache.delete(cache_key(district_id))


def cache_key(district_id):
    return f"mail-trouble-{district_id}"


def readiness() -> dict:
    """The check of `/readyz`: numbers without names, since the answer is public."""
    health = mail_health()
    return {
        "well": health.is_well,
        "oldest_due_seconds": seconds(health.oldest_due),
        "last_sweep_seconds": seconds(health.last_sweep),
    }


def seconds(age):
    return None if age is None else round(age.total_seconds())


def oldest_due(now: datetime) -> timedelta | None:
    """The age of the oldest mail that should have left: one look into the index for each district not held."""
    held = MailHold.objects.active().filter(district=OuterRef("pk"))
    queue = OutgoingMail.objects.due(now).filter(district=OuterRef("pk")).order_by("available_at")
    firsts = District.objects.filter(~Exists(held)).annotate(first=Subquery(queue.values("available_at")[:1]))
    first = firsts.aggregate(oldest=Min("first"))["oldest"]
    return now - first if first else None


def problems(channel, now, oldest, last_sweep):
    if channel.is_held:
        yield f"All mail is held: {channel.held_reason or 'an administrator of the installation asked for it.'}"
    elif channel.failures:
        yield f"The mail server does not take mail: {channel.reason}"
    if last_sweep is None:
        yield "Reminders have not been looked at yet. Is the worker running?"
    elif last_sweep > SILENT:
        yield f"Reminders were last looked at {in_words(last_sweep)} ago. Is the worker running?"
    if oldest is not None and oldest > LATE and not channel.is_held:
        yield f"The oldest mail has waited {in_words(oldest)}."


def in_words(age: timedelta) -> str:
    """An age such as "4 minutes", "2 hours", "3 days"."""
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        count = int(age.total_seconds() // size)
        if count:
            return f"{count} {word}{'s' if count > 1 else ''}"
    return "less than a minute"
