"""An IMAP and a POP server on loopback with one mailbox, as small as a reader can be tested against."""

import contextlib
import re
import socket
import threading


class MailServer:
    """Speaks one protocol to any number of readers; `messages` are by number, `seen` and `deleted` are numbers."""

    greeting = b""

    def __init__(self, *messages, password="secret"):
        self.messages = dict(enumerate(messages, 1))
        self.seen, self.deleted, self.password = set(), set(), password
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def listen(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with contextlib.suppress(OSError), connection, connection.makefile("rb") as lines:
            connection.sendall(self.greeting)
            for line in lines:
                connection.sendall(self.answer(line.decode().strip()))

    def end(self):
        """What was deleted is gone."""
        for number in self.deleted:
            self.messages.pop(number, None)


class ImapServer(MailServer):
    greeting = b"* OK ready\r\n"

    def answer(self, line):
        tag, _, command = line.partition(" ")
        words = command.upper()
        told = self.told(words, command)
        if told is None:
            return f"{tag} NO refused\r\n".encode()
        return told + f"{tag} OK done\r\n".encode()

    def told(self, words, command):
        if words.startswith("LOGIN"):
            return b"" if self.password in command else None
        if words.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if words.startswith("SELECT"):
            return f"* {len(self.messages)} EXISTS\r\n".encode()
        if words.startswith("UID SEARCH"):
            largest = int(re.search(r"SMALLER (\d+)", words)[1])
            found = [str(number) for number in self.messages if self.is_new(number, largest)]
            return f"* SEARCH {' '.join(found)}\r\n".encode()
        number = int(found[1]) if (found := re.search(r"UID \w+ (\d+)", words)) else 0
        if words.startswith("UID FETCH"):
            self.seen.add(number)
            content = self.messages[number]
            return f"* {number} FETCH (UID {number} RFC822 {{{len(content)}}}\r\n".encode() + content + b")\r\n"
        if words.startswith("UID STORE"):
            self.deleted.add(number) if "DELETED" in words else self.seen.discard(number)
        if words.startswith("EXPUNGE"):
            self.end()
        return b"* BYE\r\n" if words.startswith("LOGOUT") else b""

    def is_new(self, number, largest):
        return number not in self.seen and len(self.messages[number]) < largest


class PopServer(MailServer):
    greeting = b"+OK ready\r\n"

    def answer(self, line):
        verb, _, rest = line.partition(" ")
        if verb.upper() == "PASS" and rest != self.password:
            return b"-ERR refused\r\n"
        if verb.upper() == "LIST":
            lines = [f"{number} {len(content)}\r\n" for number, content in self.messages.items()]
            return ("+OK\r\n" + "".join(lines) + ".\r\n").encode()
        if verb.upper() == "RETR":
            return b"+OK\r\n" + self.messages[int(rest)].replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n"
        if verb.upper() == "DELE":
            self.deleted.add(int(rest))
        if verb.upper() == "QUIT":
            self.end()
        return b"+OK\r\n"
