"""The Celery application.

The broker is a doorbell: it carries "look now" and nothing else, so a lost or doubled message costs at most one tick.
A web worker loads this when it first rings (`coalition.lib.doorbell`), which few ever do.
"""

import os

from celery import Celery
from celery.signals import worker_ready
from kombu.exceptions import OperationalError

from coalition.lib.file_broker import register

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")

register()
app = Celery("coalition")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def send(task: str, which: tuple[int, ...], seconds_to_come: int) -> None:
    """Ask a worker for the task of this name; raises `ConnectionError` where the broker is away."""
    try:
        app.send_task(task, which, expires=seconds_to_come, retry=False)
    except OperationalError as problem:
        raise ConnectionError(problem) from problem


@worker_ready.connect
def look_at_once(**kwargs):
    """A worker that starts does not wait for the next tick: what became due while it was away is late enough."""
    app.send_task("engagement.tasks.sweep", expires=60)
