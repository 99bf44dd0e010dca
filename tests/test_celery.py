import pytest
from kombu.exceptions import OperationalError

from coalition.celery import app, send

TASK = "stakeholders.tasks.lay_out_network"


def test_word_to_the_workers_names_the_task_its_records_and_when_it_is_stale():
    send(TASK, (7,), 60)

    with app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=1)
    assert message.headers["task"] == TASK
    assert message.payload[0] == [7]
    assert message.headers["expires"]


def test_broker_that_is_away_is_an_error_of_connection(monkeypatch):
    def refuse(*given, **more):
        raise OperationalError("refused")

    monkeypatch.setattr(app, "send_task", refuse)

    with pytest.raises(ConnectionError, match="refused"):
        send(TASK, (7,), 60)
