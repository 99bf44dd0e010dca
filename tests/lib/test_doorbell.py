import pytest

from coalition.lib.doorbell import ring

pytestmark = pytest.mark.django_db
rung = []


def carry(*what):
    rung.append(what)


def carry_nothing(*what):
    raise ConnectionRefusedError("nobody at 6379")


@pytest.fixture
def bell(settings):
    rung.clear()
    settings.DOORBELL = f"{__name__}.carry"


def test_bell_rings_once_what_is_to_be_done_stands(bell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ring("stakeholders.tasks.lay_out_network", 7)
        assert rung == []

    assert rung == [("stakeholders.tasks.lay_out_network", (7,), 60)]


def test_bell_that_reaches_nobody_is_noted_and_harms_nothing(settings, caplog, django_capture_on_commit_callbacks):
    settings.DOORBELL = f"{__name__}.carry_nothing"

    with django_capture_on_commit_callbacks(execute=True):
        ring("stakeholders.tasks.run_imports")

    assert "The broker is away: nobody at 6379" in caplog.text
