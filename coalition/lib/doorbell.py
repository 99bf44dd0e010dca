"""Rings for the worker. What is to be done stands in the database; a ring that is lost costs a moment's delay."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

SECONDS_TO_COME = 60

logger = logging.getLogger(__name__)


def ring(task: str, *which: int) -> None:
    """Ask for the task of this name once the transaction stands. A broker that is away is no reason to fail.

    `which` are the keys of the records to look at, where the database does not say.
    """
    transaction.on_commit(partial(_send, task, which), robust=True)


def _send(task: str, which: tuple[int, ...]) -> None:
    try:
        current_app.send_task(task, which, expires=SECONDS_TO_COME, retry=False)
    except (OperationalError, OSError) as problem:
        logger.warning("The broker is away: %s", problem)
