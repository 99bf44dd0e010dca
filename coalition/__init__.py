"""The project: settings, routes, the Celery application and what every app stands on."""

from coalition.celery import app as celery_app

__all__ = ["celery_app"]
