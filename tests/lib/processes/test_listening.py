import socket

import pytest

from coalition.lib.processes.listening import PortInUse, listen


def test_localhost_answers_on_a_free_port():
    listeners = listen("localhost", 0)

    port = listeners[0].getsockname()[1]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        assert connection.getpeername() == ("127.0.0.1", port)
    assert {listener.getsockname()[1] for listener in listeners} == {port}
    close(listeners)


def test_taken_port_is_refused_and_nothing_stays_open():
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]

    with pytest.raises(PortInUse):
        listen("localhost", port)

    taken.close()
    close(listen("localhost", port))


def test_address_of_another_machine_is_an_error():
    with pytest.raises(OSError, match="assign"):
        listen("192.0.2.1", 0)


def close(listeners):
    for listener in listeners:
        listener.close()
