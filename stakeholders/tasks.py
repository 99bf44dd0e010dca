"""What the worker does: large imports and large layouts. A ring that is lost or comes twice changes nothing."""

from celery import shared_task
from celery.signals import worker_ready
from django_scopes import scopes_disabled

from stakeholders.importing import jobs
from stakeholders.models import Initiative
from stakeholders.ties.laying_out import lay_out

SECONDS_TO_COME = 60


@shared_task
def run_imports():
    """Do the jobs of large imports that wait, one after the other; what is left comes with the next ring."""
    if jobs.run_one():
        run_imports.apply_async(expires=SECONDS_TO_COME)


@shared_task
def lay_out_network(initiative):
    """Lay out the network of one initiative and keep it; nothing where the initiative is gone."""
    with scopes_disabled():
        found = Initiative.objects.filter(pk=initiative).first()
        if found is not None:
            lay_out(found)


@worker_ready.connect
def look_at_once(**_):
    """A worker that starts, above all after it was killed, does not wait for the next tick."""
    run_imports.apply_async(expires=SECONDS_TO_COME)
