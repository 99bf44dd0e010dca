"""The Celery application.

The broker is a doorbell: it carries "look now" and nothing else, so a lost or doubled message costs at most one tick.
"""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")

app = Celery("coalition")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def look_at_once(**kwargs):
    """A worker that starts does not wait for the next tick: what became due while it was away is late enough."""
    app.send_task("engagement.tasks.sweep", expires=60)
