"""What the worker does for the registry: large imports. A ring that is lost or comes twice changes nothing."""

from celery import shared_task
from celery.signals import worker_ready

from stakeholders.importing import jobs

SECONDS_TO_COME = 60


@shared_task
def run_imports():
    """Do the jobs of large imports that wait, one after the other; what is left comes with the next ring."""
    if jobs.run_one():
        run_imports.apply_async(expires=SECONDS_TO_COME)


@worker_ready.connect
def look_at_once(**_):
    """A worker that starts, above all after it was killed, does not wait for the next tick."""
    run_imports.apply_async(expires=SECONDS_TO_COME)
