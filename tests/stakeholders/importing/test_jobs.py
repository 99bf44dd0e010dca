"""Large imports in the worker: taken once, begun again when it vanished, called off, never written twice."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from coalition.districts.models import AuditEntry
from stakeholders.importing import jobs, progress, steps
from stakeholders.models import ImportJob, ImportState, Stakeholder, StakeholderImport
from tests.makers import make_stakeholder

LIST = "Name,Company\n" + "".join(f"Person {number},Org {number % 3}\n" for number in range(40))


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def checked(receive):
    one = receive(LIST)
    steps.check(one)
    return one


def again(one):
    return StakeholderImport.objects.get(pk=one.pk)


def test_worker_reads_checks_writes_and_undoes(district, member):
    one = steps.keep_for_later(LIST.encode(), name="list.csv", district=district, by=member)
    seen = []
    for job in (ImportJob.READ, ImportJob.CHECK, ImportJob.WRITE, ImportJob.UNDO):
        jobs.ask(one, job, by=member)
        assert jobs.run_one()
        seen.append((again(one).state, again(one).job, Stakeholder.objects.count()))

    assert seen == [("uploaded", "", 0), ("checked", "", 0), ("done", "", 43), ("undone", "", 0)]
    assert not jobs.run_one()
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", "actor")) == [
        ("import", member.pk),
        ("undo import", member.pk),
    ]


def test_job_that_a_worker_has_taken_is_left_to_it(checked, member):
    jobs.ask(checked, ImportJob.WRITE, by=member)
    taken = jobs.take()

    assert taken.pk == checked.pk
    assert jobs.take() is None
    assert not jobs.run_one()


def test_job_of_a_worker_that_vanished_is_begun_again(checked, member):
    jobs.ask(checked, ImportJob.WRITE, by=member)
    jobs.take()
    StakeholderImport.objects.update(job_lease_until=timezone.now() - timedelta(seconds=1))

    assert jobs.run_one()

    assert (again(checked).state, again(checked).job_tries, Stakeholder.objects.count()) == (ImportState.DONE, 2, 43)


def test_worker_that_still_tells_of_itself_keeps_its_job(checked, member):
    jobs.ask(checked, ImportJob.WRITE, by=member)
    progress.teller(jobs.take(), 40)(20)
    StakeholderImport.objects.update(job_lease_until=timezone.now() - timedelta(seconds=1))

    assert jobs.take() is None
    assert progress.progress_of(checked) == progress.Progress(20, 40)


def test_job_begun_three_times_for_nothing_says_so(checked, member):
    jobs.ask(checked, ImportJob.WRITE, by=member)
    StakeholderImport.objects.update(job_tries=3)

    assert jobs.run_one()

    assert (again(checked).job, again(checked).job_error) == ("", jobs.GAVE_UP)
    assert Stakeholder.objects.count() == 0


@pytest.mark.parametrize("job", [ImportJob.CHECK, ImportJob.WRITE])
def test_job_called_off_before_it_began_leaves_nothing(checked, member, job):
    jobs.ask(checked, job, by=member)

    assert jobs.cancel(checked)

    assert not jobs.run_one()
    assert (again(checked).state, Stakeholder.objects.count()) == (ImportState.CHECKED, 0)
    assert not jobs.cancel(checked)


def test_writer_stops_in_the_middle_when_called_off(checked, member, monkeypatch):
    monkeypatch.setattr("stakeholders.importing.writing.BATCH", 10)
    monkeypatch.setattr(progress, "TOLD_EVERY", 0)
    jobs.ask(checked, ImportJob.WRITE, by=member)
    monkeypatch.setattr(jobs, "teller", lambda one, total: progress.call_off(one) or progress.teller(one, total))

    assert jobs.run_one()

    assert (again(checked).state, again(checked).job, Stakeholder.objects.count()) == (ImportState.CHECKED, "", 0)


def test_writer_that_was_called_off_unheard_is_turned_back_at_the_end(checked, member):
    jobs.ask(checked, ImportJob.WRITE, by=member)
    taken = jobs.take()
    StakeholderImport.objects.update(job="")

    jobs.do(taken)

    assert (again(checked).state, Stakeholder.objects.count()) == (ImportState.CHECKED, 0)


def test_registry_that_changed_since_is_shown_again_and_not_written(receive, member, district):
    one = receive("Name,Company\nAda Berg,Acme\n")
    steps.check(one)
    make_stakeholder(district, name="Acme", kind="organization")
    jobs.ask(one, ImportJob.WRITE, by=member)

    jobs.run_one()

    assert (again(one).state, again(one).job_error) == (ImportState.CHECKED, jobs.CHANGED_SINCE)
    assert again(one).counts["new"] == 1
    assert Stakeholder.objects.count() == 1


def test_file_that_cannot_be_read_says_why(district, member):
    one = steps.keep_for_later(b'Name\n"Ada', name="list.csv", district=district, by=member)
    jobs.ask(one, ImportJob.READ, by=member)

    jobs.run_one()

    assert again(one).job_error.startswith("A quotation mark opens in row 2")


def test_anything_unforeseen_ends_the_job_and_says_so(checked, member, monkeypatch):
    def break_down(*args, **options):
        raise RuntimeError

    monkeypatch.setattr(steps, "confirm", break_down)
    jobs.ask(checked, ImportJob.WRITE, by=member)

    jobs.run_one()

    assert (again(checked).job, again(checked).job_error) == ("", jobs.BROKEN)
