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
        waiting = list(districts_with_due(now).values_list("pk", flat=True))
        if not guards.look(now, waiting):
            return False
        planned = plan(now)
        guards.record(now, planned)
        is_due = bool(waiting) or (planned and districts_with_due(now).exists())
        return bool(is_due) and not MailChannel.get().is_closed(now)
