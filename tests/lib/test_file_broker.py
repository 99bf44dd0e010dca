import pytest
from kombu import Connection

from coalition.lib.file_broker import register


@pytest.fixture
def queue(tmp_path):
    register()
    folders = {"data_folder_in": tmp_path, "data_folder_out": tmp_path, "control_folder": tmp_path / "control"}
    options = {name: str(folder) for name, folder in folders.items()}
    with Connection("files://localhost//", transport_options=options) as connection:
        yield connection.SimpleQueue("celery")


def test_message_that_is_torn_is_passed_over(queue, tmp_path):
    for number, torn in enumerate(("", '{"body": "W')):
        (tmp_path / f"0_{number}.celery.msg").write_text(torn)
    queue.put("look now")

    message = queue.get(timeout=1)
    message.ack()

    assert message.payload == "look now"
    assert list(tmp_path.glob("*.msg")) == []
