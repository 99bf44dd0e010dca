"""The Celery application.

The broker is a doorbell: it carries "look now" and nothing else, so a lost or doubled message costs at most one tick.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")

app = Celery("coalition")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
