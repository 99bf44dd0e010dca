"""The doorbell: tasks carry no mail and no time, only "look now". A lost or doubled one costs at most one tick."""

from threading import BoundedSemaphore

from celery import shared_task
from django.conf import settings

from engagement.reminders import sweeping
from engagement.reminders.delivery import deliver_due

SECONDS_TO_COME = 60
# One sender to a process: its other thread stays free to look, however long a relay hangs.
seats = BoundedSemaphore(1)


@shared_task
def sweep():
    """Plan what became due and ring for the senders."""
    if sweeping.sweep():
        for _ in range(settings.MAIL_SENDERS):
            deliver.apply_async(expires=SECONDS_TO_COME)


@shared_task
def deliver():
    """Send what is due for a while; ring again when there is more. Does nothing where a sender sits already."""
    if not seats.acquire(blocking=False):
        return
    try:
        is_more = deliver_due()
    finally:
        seats.release()
    if is_more:
        deliver.apply_async(expires=SECONDS_TO_COME)
