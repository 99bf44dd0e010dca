"""Where the mail of the running application arrives."""

import email
import email.policy

from aiosmtpd.controller import Controller

from tests.services import free_port


class Mailbox:
    """A real SMTP server on loopback that keeps every letter, parsed, in the order of arrival."""

    def __init__(self):
        self.letters = []
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        letter["X-Recipient"] = ", ".join(envelope.rcpt_tos)
        self.letters.append(letter)
        return "250 Taken"

    def to(self, address):
        """The letters to one recipient."""
        return [letter for letter in self.letters if letter["X-Recipient"] == address]

    def start(self):
        self._controller.start()

    def stop(self):
        self._controller.stop()
