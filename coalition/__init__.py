"""The project: settings, routes, the Celery application and what every app stands on."""
