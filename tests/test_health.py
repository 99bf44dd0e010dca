import pytest

from coalition import health

pytestmark = pytest.mark.django_db


def well():
    return {"well": True, "oldest_due_seconds": 12}


def unwell():
    return {"well": False, "oldest_due_seconds": 4000}


def broken():
    raise ConnectionError("redis://user:secret@redis.example")


@pytest.fixture
def checks(settings):
    """Sets what /readyz asks to the functions of this module with the names given."""

    def use(**names):
        settings.READINESS_CHECKS = {name: f"{__name__}.{function}" for name, function in names.items()}

    return use


def test_healthz_answers_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_readyz_is_well_when_every_check_is(client, checks):
    checks(database="well", mail="well")

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"well": True, "database": well(), "mail": well()}


def test_readyz_is_503_and_names_what_is_unwell(client, checks):
    checks(database="well", mail="unwell")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"well": False, "database": well(), "mail": unwell()}


def test_readyz_keeps_the_reason_of_a_failed_check_to_the_log(client, checks, caplog):
    checks(broker="broken")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"well": False, "broker": {"well": False}}
    assert "Not ready, broken: redis://user:secret@redis.example" in caplog.text


def test_database_is_well():
    assert health.database() == {"well": True}


def test_broker_of_files_is_well_while_its_folder_takes_messages(settings, tmp_path):
    settings.REDIS_URL, settings.BROKER_DIR = "", tmp_path
    assert health.broker() == {"well": False}

    (tmp_path / "messages").mkdir()

    assert health.broker() == {"well": True}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_never_changed(client, path):
    assert client.post(path).status_code == 405
