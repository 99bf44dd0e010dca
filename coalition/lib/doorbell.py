"""Rings for the worker. What is to be done stands in the database; a ring that is lost costs a moment's delay."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

SECONDS_TO_COME = 60

logger = logging.getLogger(__name__)


def ring(task: str) -> None:
    """Ask for the task of this name once the transaction stands. A broker that is away is no reason to fail."""
    transaction.on_commit(partial(_send, task), robust=True)


def _send(task: str) -> None:
    try:
        current_app.send_task(task, expires=SECONDS_TO_COME, retry=False)
    except (OperationalError, OSError) as problem:
        logger.warning("The broker is away: %s", problem)
