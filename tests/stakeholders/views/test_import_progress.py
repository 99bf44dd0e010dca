"""A large list on its way through the worker, as the pages tell it."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from stakeholders.importing import jobs, progress
from stakeholders.models import ImportJob, Stakeholder, StakeholderImport
from tests.makers import make_district, make_member

LIST = b"Name,Company\n" + b"".join(b"Person %d,Org %d\n" % (number, number % 3) for number in range(40))


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch):
    cache.clear()
    monkeypatch.setattr(jobs, "MOST_ROWS_AT_ONCE", 10)
    monkeypatch.setattr(jobs, "MOST_BYTES_AT_ONCE", 100)


@pytest.fixture
def district(db):
    return make_district()


@pytest.fixture
def client(district):
    browser = Client()
    browser.force_login(make_member(district, "editor").user)
    return browser


@pytest.fixture
def uploaded(client, district):
    client.post(
        reverse("stakeholders:import-new", args=[district.slug]), {"file": SimpleUploadedFile("list.csv", LIST)}
    )
    with scope(district=district):
        return StakeholderImport.objects.get()


@pytest.fixture
def address(district, uploaded):
    return lambda name: reverse(f"stakeholders:import-{name}", args=[district.slug, uploaded.pk])


def mapping_of(response):
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def count(district):
    with scope(district=district):
        return Stakeholder.objects.count()


def test_large_list_goes_through_the_worker_step_by_step(client, district, address):
    waits = [client.get(address(name))["Location"] for name in ("columns", "rows", "confirm")]
    jobs.run_one()
    matched = client.post(address("columns"), mapping_of(client.get(address("columns"))))
    jobs.run_one()
    shown = client.get(address("progress"))
    seen = {"seen": client.get(address("confirm")).context["seen"]}
    first, second = (client.post(address("confirm"), seen) for _ in "ab")
    before = count(district)
    jobs.run_one()
    done = client.get(address("progress"))

    assert waits == [address("progress")] * 3
    assert matched["Location"] == address("progress")
    assert shown["Location"] == address("rows")
    assert first["Location"] == second["Location"] == address("progress")
    assert (before, count(district)) == (0, 43)
    assert done["Location"] == address("detail")
    assert not jobs.run_one()
    assert client.post(address("confirm"), seen)["Location"] == address("detail")
    assert count(district) == 43


def test_progress_page_tells_how_far_it_is_and_leads_on_by_itself(client, uploaded, address):
    waiting = client.get(address("progress")).content.decode()
    with scope(district=uploaded.district):
        progress.teller(jobs.take(), 40)(20)
    asked = client.get(address("progress"), headers={"HX-Request": "true"}).content.decode()
    cache.clear()
    with scope(district=uploaded.district):
        StakeholderImport.objects.update(job="", source=["csv", "UTF-8", ",", "", []])
    done = client.get(address("progress"), headers={"HX-Request": "true"})

    assert "Waiting for the worker" in waiting
    assert f'<noscript><p class="section__text"><a href="{address("progress")}">' in waiting
    assert "Cancel</button>" in waiting
    assert asked.lstrip().startswith("<div")
    assert "<button" not in asked, "What is swapped each second takes the focus with it."
    assert "20 of 40 rows" in asked
    assert done["HX-Redirect"] == address("columns")


def test_each_quarter_of_the_rows_is_told_once(client, uploaded, address):
    htmx = {"HX-Request": "true"}
    with scope(district=uploaded.district):
        tick = progress.teller(jobs.take(), 4000)
    begun = client.get(address("progress"), {"told": "0"}, headers=htmx)
    tick(2000)
    half = client.get(address("progress"), {"told": "0"}, headers=htmx)
    again = client.get(address("progress"), {"told": "2"}, headers=htmx)

    assert "HX-Trigger-After-Settle" not in begun
    assert half["HX-Trigger-After-Settle"] == '{"announce": {"message": "2,000 of 4,000 rows"}}'
    assert '?told=2"' in half.content.decode()
    assert "HX-Trigger-After-Settle" not in again


def test_upload_called_off_goes_away(client, district, uploaded, address):
    answer = client.post(address("cancel"))

    assert answer["Location"] == reverse("stakeholders:import-new", args=[district.slug])
    with scope(district=district):
        assert not StakeholderImport.objects.exists()


def test_check_called_off_leads_back_to_the_columns(client, uploaded, address):
    jobs.run_one()
    client.post(address("columns"), mapping_of(client.get(address("columns"))))

    answer = client.post(address("cancel"))

    assert answer["Location"] == address("columns")
    assert not jobs.run_one()


def test_file_the_worker_could_not_read_is_explained(client, district, uploaded, address):
    with scope(district=district):
        StakeholderImport.objects.update(job="", job_error="A quotation mark opens in row 2.")

    page = client.get(address("progress")).content.decode()

    assert "A quotation mark opens in row 2." in page
    assert "Nothing in your registry has changed" in page


def test_undo_of_a_large_import_is_left_to_the_worker(client, district, uploaded, address):
    jobs.run_one()
    client.post(address("columns"), mapping_of(client.get(address("columns"))))
    jobs.run_one()
    client.post(address("confirm"), {"seen": client.get(address("confirm")).context["seen"]})
    jobs.run_one()

    answer = client.post(address("undo"))
    with scope(district=district):
        asked = StakeholderImport.objects.get().job
    jobs.run_one()

    assert (answer["Location"], asked) == (address("progress"), ImportJob.UNDO)
    assert count(district) == 0
