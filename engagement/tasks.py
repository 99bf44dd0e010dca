"""The doorbell: tasks carry no mail and no time, only "look now". A lost or doubled one costs at most one tick."""

import logging
from threading import Lock

from celery import shared_task
from celery.signals import worker_ready, worker_shutting_down
from django.conf import settings
from django_scopes import scopes_disabled

from coalition.lib.mail.mailbox import MailboxTrouble
from engagement.reminders import bounces, delivery, sweeping

SECONDS_TO_COME = 60
# One sender to a process: its other thread stays free to look, however long a relay hangs, and a process that is killed
# takes one mail along at most.
seat = Lock()
logger = logging.getLogger(__name__)


@shared_task
def sweep():
    """Plan what became due and ring for the senders: twice for each, since a process may hear two rings at once."""
    if sweeping.sweep():
        for _ in range(settings.MAIL_SENDERS * 2):
            deliver.apply_async(expires=SECONDS_TO_COME)


@shared_task
def deliver():
    """Send what is due for a while; ring again when there is more. Does nothing where a sender sits already."""
    if not seat.acquire(blocking=False):
        return
    try:
        is_more = delivery.deliver_due()
    finally:
        seat.release()
    if is_more:
        deliver.apply_async(expires=SECONDS_TO_COME)


@shared_task
def read_bounces():
    """Read what came back. A mailbox that cannot be read is tried again with the next tick."""
    with scopes_disabled():
        try:
            bounces.read_mailbox()
        except MailboxTrouble as trouble:
            logger.warning("The mailbox of what came back cannot be read: %s", trouble)


@worker_ready.connect
def look_at_once(**_):
    """A worker that starts, above all after it was killed, does not wait for the next tick."""
    sweep.apply_async(expires=SECONDS_TO_COME)


@worker_shutting_down.connect
def finish_the_mail_in_hand(**_):
    """A worker that is asked to end does so between two mails, before it is killed in the middle of one."""
    delivery.stopping.set()
