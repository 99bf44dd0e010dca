"""One round: look out for trouble, plan what has become due, note that the round took place."""

from datetime import datetime

from django_scopes import scopes_disabled

from engagement.models import MailChannel
from engagement.reminders import guards
from engagement.reminders.claiming import districts_with_due
from engagement.reminders.clock import database_time
from engagement.reminders.planning import plan


def sweep(now: datetime | None = None) -> bool:
    """Do one round; True when mail is due and may be sent."""
    with scopes_disabled():
        now = now or database_time()
        guards.look(now)
        guards.record(now, plan(now))
        return districts_with_due(now).exists() and not MailChannel.get().is_closed(now)
