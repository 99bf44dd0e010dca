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
        waiting = dict(districts_with_due(now).values_list("pk", "has_hold"))
        if not guards.look(now, [pk for pk, has_hold in waiting.items() if not has_hold]):
            return False
        planned = plan(now)
        guards.record(now, planned)
        is_due = bool(waiting) or (planned and districts_with_due(now).exists())
        return bool(is_due) and may_leave(MailChannel.get(), now)


def may_leave(channel: MailChannel, now: datetime) -> bool:
    """Tell whether anything of what is due may be sent."""
    return not channel.is_resting(now) and (not channel.is_held or districts_with_due(now, is_held=True).exists())
