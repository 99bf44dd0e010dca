"""How long the outbox is kept: two years after a mail has come to its end, or what MAIL_KEEP_DAYS says; 0 keeps all.

With a mail go its tries, what came back of it and the key to its buttons, and the letter where this machine kept it.
A legal hold of a district keeps its mail; the letters of one machine are of all districts, so it keeps them all.
"""

from datetime import datetime, timedelta

from django.conf import settings

from coalition.districts.models import District
from coalition.lib.mail import mail_folder
from engagement.models import OutgoingMail

CHUNK = 500
MOST_AT_ONCE = 20_000


def forget_old_mail(now: datetime) -> int:
    """Delete what ended long ago, in bites that keep no sender waiting; returns how many. The next round goes on."""
    if not settings.MAIL_KEEP_DAYS:
        return 0
    before = now - timedelta(days=settings.MAIL_KEEP_DAYS)
    free = list(District.objects.filter(held_since=None).order_by("pk"))
    if len(free) == District.objects.count():
        mail_folder.forget(before)
    return sum(forget_of(district, before) for district in free)


def forget_of(district: District, before: datetime) -> int:
    """Delete what ended of one district, the oldest first, by the index in which its mail lies."""
    old = OutgoingMail.objects.filter(district=district, due_at__lt=before, ended_at__lt=before)
    forgotten = 0
    while forgotten < MOST_AT_ONCE:
        keys = list(old.order_by("due_at", "pk").values_list("pk", flat=True)[:CHUNK])
        if not keys:
            break
        OutgoingMail.objects.filter(pk__in=keys).delete()
        forgotten += len(keys)
    return forgotten
