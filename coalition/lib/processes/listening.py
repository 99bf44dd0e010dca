"""Listening sockets, opened by the manager and inherited by the web server.

Held by the manager they outlive a web server that dies: a visitor waits a moment instead of being refused.
"""

import errno
import socket

NO_SUCH_ADDRESS = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}


class PortInUse(Exception):
    """Another program listens on the port."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Listens on every address of `host` (for localhost 127.0.0.1 and ::1) at `port`; 0 takes a free one.

    Raises `PortInUse` when any of them is taken, `OSError` when the host has no address of this machine.
    """
    listeners: list[socket.socket] = []
    problem: OSError | None = None
    for family, address in _addresses(host):
        try:
            listener = socket.create_server(
                (address, port), family=family, backlog=512, reuse_port=False, dualstack_ipv6=False
            )
        except OSError as error:
            if error.errno in NO_SUCH_ADDRESS:
                problem = error
                continue
            for opened in listeners:
                opened.close()
            if error.errno == errno.EADDRINUSE:
                raise PortInUse(str(port)) from error
            raise
        port = listener.getsockname()[1]
        listeners.append(listener)
    if not listeners:
        raise problem or OSError(errno.EADDRNOTAVAIL, f"{host} is no address of this machine")
    return listeners


def _addresses(host: str) -> list[tuple[socket.AddressFamily, str]]:
    """The distinct addresses of a host, IPv4 first."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    pairs = {(family, str(address[0])) for family, _, _, _, address in found}
    if host == "localhost":
        pairs |= {(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")}
    return sorted(pairs, key=lambda pair: (pair[0] != socket.AF_INET, pair[1]))
