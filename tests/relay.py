"""A mail relay on loopback that misbehaves on request: refuses, hangs, drips, hangs up at any step."""

import contextlib
import re
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field

DROP = "drop"
ADDRESS = re.compile(rb"<([^>]*)>")


@dataclass(frozen=True)
class Accepted:
    """A letter the relay took: its final dot was answered, or would have been."""

    sender: str
    recipient: str
    content: bytes
    at: float

    @property
    def message_id(self):
        return re.search(rb"(?im)^message-id:\s*(\S+)", self.content).group(1).decode()


@dataclass
class Rule:
    """What to do at a step, after `skip` times: another reply, DROP, or a pause of `wait` seconds before either."""

    step: str
    reply: str = ""
    wait: float = 0
    times: float = float("inf")
    skip: int = 0
    drip: float = 0
    only: str = ""


class Relay:
    """Listens on a free port; steps are connect, ehlo, starttls, auth, mail, rcpt, data, middle, dot and after."""

    def __init__(self, *rules, extensions=("PIPELINING", "SIZE 10240000"), certificate=None, port=0):
        self.rules, self.extensions, self.certificate = list(rules), list(extensions), certificate
        self.accepted, self.connections, self.commands = [], 0, []
        self.lock, self.open = threading.Lock(), set()
        self.listener = socket.create_server(("127.0.0.1", port), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.ended = threading.Event()
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.ended.set()
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in list(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def listen(self):
        while not self.ended.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            self.open.add(connection)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with contextlib.suppress(OSError, HungUp):
            Session(self, connection).run()
        self.open.discard(connection)
        with contextlib.suppress(OSError):
            connection.close()

    def rule(self, step, recipient=""):
        with self.lock:
            for rule in self.rules:
                if rule.step == step and rule.times > 0 and rule.only in recipient:
                    if rule.skip > 0:
                        rule.skip -= 1
                        continue
                    rule.times -= 1
                    return rule
        return None

    def take(self, session):
        with self.lock:
            self.accepted.append(Accepted(session.sender, session.recipient, session.content, time.monotonic()))

    @property
    def recipients(self):
        return [letter.recipient for letter in self.accepted]


class HungUp(Exception):
    """The relay closes this connection."""


@dataclass
class Session:
    relay: Relay
    connection: socket.socket
    sender: str = ""
    recipient: str = ""
    content: bytes = field(default=b"", repr=False)
    pending: bytes = field(default=b"", repr=False)

    def run(self):
        self.answer("connect", "220 relay.example ESMTP")
        while True:
            line = self.line()
            verb = line.split(b" ")[0].upper().decode("ascii", "replace").strip()
            self.relay.commands.append(verb)
            getattr(self, f"do_{verb.lower()}", self.do_unknown)(line)

    def receive(self):
        chunk = self.connection.recv(65536)
        if not chunk:
            raise HungUp
        self.pending += chunk

    def line(self):
        while b"\r\n" not in self.pending:
            self.receive()
        line, _, self.pending = self.pending.partition(b"\r\n")
        return line

    def answer(self, step, usual):
        """Reply by the rule of the step, else as usual; True when it was the usual reply."""
        rule = self.relay.rule(step, self.recipient)
        if rule is None:
            self.connection.sendall(usual.encode() + b"\r\n")
            return True
        if rule.wait:
            self.relay.ended.wait(rule.wait)
        if rule.reply == DROP:
            raise HungUp
        text = (rule.reply or usual).encode() + b"\r\n"
        for place in range(len(text)) if rule.drip else ():
            self.connection.sendall(text[place : place + 1])
            self.relay.ended.wait(rule.drip)
        if not rule.drip:
            self.connection.sendall(text)
        return not rule.reply

    def do_ehlo(self, line):
        lines = ["relay.example", *self.relay.extensions]
        self.answer("ehlo", "\r\n".join(f"250{'-' if text != lines[-1] else ' '}{text}" for text in lines))

    def do_starttls(self, line):
        if self.answer("starttls", "220 go ahead"):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.relay.certificate)
            self.connection, self.pending = context.wrap_socket(self.connection, server_side=True), b""

    def do_auth(self, line):
        self.answer("auth", "235 welcome")

    def do_mail(self, line):
        self.sender, self.recipient = ADDRESS.search(line).group(1).decode(), ""
        if not self.answer("mail", "250 ok"):
            self.sender = ""

    def do_rcpt(self, line):
        self.recipient = ADDRESS.search(line).group(1).decode()
        if not self.sender:
            self.connection.sendall(b"503 no sender\r\n")
            self.recipient = ""
        elif not self.answer("rcpt", "250 ok"):
            self.recipient = ""

    def do_data(self, line):
        if self.recipient:
            if self.answer("data", "354 go ahead"):
                self.read_content()
        elif not self.answer("data", "503 no recipient"):
            self.read_content()

    def read_content(self):
        middle = self.relay.rule("middle", self.recipient)
        self.pending = b"\r\n" + self.pending
        while b"\r\n.\r\n" not in self.pending:
            self.receive()
            if middle:
                raise HungUp
        content, _, self.pending = self.pending.partition(b"\r\n.\r\n")
        self.content = content.replace(b"\r\n..", b"\r\n.").removeprefix(b"\r\n") + b"\r\n"
        rule = self.relay.rule("dot", self.recipient)
        if not self.recipient:
            self.connection.sendall(b"554 no valid recipients\r\n")
        elif rule and rule.reply:
            self.connection.sendall(rule.reply.encode() + b"\r\n")
        else:
            self.relay.take(self)
            self.answer("after", "250 taken")

    def do_rset(self, line):
        self.sender = self.recipient = ""
        self.connection.sendall(b"250 ok\r\n")

    def do_quit(self, line):
        self.connection.sendall(b"221 bye\r\n")
        raise HungUp

    def do_unknown(self, line):
        self.connection.sendall(b"502 unknown\r\n")
