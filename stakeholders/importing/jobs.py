"""Large imports are read, checked, written and undone by the worker. The row says what to do; a ring only wakes.

A job is taken by a conditional update that sets a lease. A worker that is killed leaves the lease behind, its
transaction is rolled back by the database, and the next worker begins the job anew; after `MOST_TRIES` the import says
that it came to nothing. Nothing is written twice: whoever writes holds the district and finds the import done.
"""

import logging
import zlib
from datetime import timedelta

from django.core.cache import cache
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from coalition.districts.audit import record
from coalition.lib.doorbell import ring
from coalition.lib.tabular import UnreadableFile
from stakeholders.importing import steps
from stakeholders.importing.progress import Canceled, call_off, key_of, start_anew, teller
from stakeholders.importing.undoing import CannotUndo, undo
from stakeholders.models import ImportJob, ImportState, StakeholderImport

logger = logging.getLogger(__name__)

TASK = "stakeholders.tasks.run_imports"
# Above these a web server does not wait: it would be busy for more than a second or two.
MOST_ROWS_AT_ONCE = 2_000
MOST_BYTES_AT_ONCE = 400 * 1024
LEASE = timedelta(seconds=15)
MOST_TRIES = 3
CHANGED_SINCE = "The registry has changed since you looked. Look at the numbers again; nothing was written."
GAVE_UP = "The worker ended each of three times it began this. Nothing was written. Try it with a smaller file."
BROKEN = "Something went wrong and nothing was written. Whoever runs Coalition finds the reason in the log."


def is_large(one) -> bool:
    """Whether the rows of this import are for the worker."""
    return one.row_count > MOST_ROWS_AT_ONCE


def ask(one, job, *, by, **options):
    """Have the worker do `job`; a second wish while one waits is ignored."""
    start_anew(one)
    StakeholderImport.objects.filter(pk=one.pk, job="").update(
        job=job,
        job_by=by,
        job_options=options,
        job_asked_at=timezone.now(),
        job_lease_until=None,
        job_tries=0,
        job_error="",
    )
    ring(TASK)


def cancel(one) -> bool:
    """Call the job off; returns whether it was still to be called off. Waits for a writer that is at it to let go."""
    call_off(one)
    took = StakeholderImport.objects.filter(pk=one.pk).exclude(job="").update(job="", job_lease_until=None)
    return bool(took)


def is_left(one) -> bool:
    """Whether a worker took the job and has not been heard of for longer than it may be silent."""
    return one.job_lease_until is not None and one.job_lease_until < timezone.now()


def ring_again(one):
    """Ring once more for a job nobody is at: the first ring may have been lost, or the worker killed."""
    if one.job_lease_until is None or is_left(one):
        ring(TASK)


def run_one() -> bool:
    """Take the import that has waited longest and do its job; returns whether there was one."""
    with scopes_disabled():
        one = take()
    if one is None:
        return False
    with scope(district=one.district):
        do(one)
    return True


def take() -> StakeholderImport | None:
    now = timezone.now()
    for one in StakeholderImport.objects.waiting(now).select_related("district", "job_by__user")[:20]:
        if one.job_lease_until is not None and cache.get(key_of(one.pk, "progress")):
            continue
        mine = StakeholderImport.objects.waiting(now).filter(pk=one.pk, job=one.job, job_tries=one.job_tries)
        if mine.order_by().update(job_lease_until=now + LEASE, job_tries=F("job_tries") + 1):
            one.job_tries += 1
            return one
    return None


def do(one):
    """Do the job of an import that was taken; every end leaves a row that says how it ended."""
    if one.job_tries > MOST_TRIES:
        return end(one, GAVE_UP)
    error = ""
    try:
        DOING[one.job](one)
    except Canceled:
        return end(one)
    except (steps.AlreadyWritten, CannotUndo):
        pass
    except (UnreadableFile, steps.RegistryChanged) as problem:
        error = str(problem) or CHANGED_SINCE
    except OperationalError:
        # The database is busy or away: the lease runs out and the job is begun again.
        logger.warning("An import waits for the database", exc_info=True)
        return None
    except Exception:
        logger.exception("Import %s came to nothing", one.pk)
        error = BROKEN
    return end(one, error)


def end(one, error=""):
    """Take the job off the row, unless a person did so before."""
    mine = StakeholderImport.objects.filter(pk=one.pk, job=one.job)
    mine.update(job="", job_lease_until=None, job_error=error[:300])
    start_anew(one)


def read(one):
    data = zlib.decompress(one.file.original)
    steps.reread(one, data=data, tick=teller(one, 0), **{"sheet": None, "header_row": None, **one.job_options})


def check(one):
    steps.check(one, teller(one, one.row_count))


def write(one):
    """Write it as the person saw it; when the registry has changed since, check anew and let them look again."""
    try:
        steps.confirm(one, by=one.job_by, expected=one.counts, job=ImportJob.WRITE, tick=teller(one, one.row_count))
    except steps.RegistryChanged:
        again = StakeholderImport.objects.select_related("district").get(pk=one.pk)
        steps.check(again, teller(again, again.row_count))
        raise
    note(one)


def undo_it(one):
    teller(one, 0)
    with transaction.atomic():
        plan = undo(one, by=one.job_by)
        note_undo(one, plan, one.job_by)


def note(one, by=None):
    """Write into the log of the district that an import was written."""
    by = by or one.job_by
    if by and one.state == ImportState.DONE:
        record(by, "import", one.file_name, f"{one.counts['new']} new, {one.counts['updated']} updated")


def note_undo(one, plan, by):
    record(by, "undo import", one.file_name, f"{len(plan.gone)} gone, {len(plan.restored)} restored")


DOING = {ImportJob.READ: read, ImportJob.CHECK: check, ImportJob.WRITE: write, ImportJob.UNDO: undo_it}
