"""Rings for the worker. What is to be done stands in the database; a ring that is lost costs a moment's delay.

What carries it, `settings.DOORBELL`, is loaded with the first ring: it is large, and few web workers ever ring.
"""

import logging
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

SECONDS_TO_COME = 60

logger = logging.getLogger(__name__)


def ring(task: str, *which: int) -> None:
    """Ask for the task of this name once the transaction stands. A broker that is away is no reason to fail.

    `which` are the keys of the records to look at, where the database does not say.
    """
    transaction.on_commit(partial(_send, task, which), robust=True)


def _send(task: str, which: tuple[int, ...]) -> None:
    try:
        import_string(settings.DOORBELL)(task, which, SECONDS_TO_COME)
    except OSError as problem:
        logger.warning("The broker is away: %s", problem)
