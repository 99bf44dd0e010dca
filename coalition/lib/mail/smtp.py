"""One connection to the mail relay that never waits without end and says at which step it was refused.

RFC 5321 4.5.3.2 asks for patience: after the final dot the relay may take ten minutes to answer, and who hangs up
sooner makes a second copy. Every other answer has half a minute in all, however slowly its bytes drip in. Where the
relay offers it, the commands of one letter travel together (RFC 2920).
"""

import contextlib
import io
import smtplib
import socket
import ssl
import time
from enum import StrEnum

from django.core.mail.backends.smtp import EmailBackend as DjangoBackend
from django.core.mail.utils import DNS_NAME

SECONDS_AFTER_THE_DOT = 600
SECONDS_TO_SAY_GOODBYE = 2
GO_AHEAD = 354


class Step(StrEnum):
    """Where in the conversation something went wrong."""

    CONNECT = "connect"
    SECURE = "secure"
    SIGN_IN = "sign in"
    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"
    AFTER_DOT = "after the dot"


COMMAND_STEPS = (Step.SENDER, Step.RECIPIENT, Step.CONTENT)


class MailFailure(Exception):
    """A letter was not accepted, or (`is_unknown`) may have been: `code` is the relay's number, 0 when it said none."""

    def __init__(self, step: Step, code: int, text: str, *, is_unknown: bool = False):
        super().__init__(f"{code} {text}".strip() if code else text)
        self.step, self.code, self.text, self.is_unknown = step, code, text, is_unknown


class PatientReader(io.RawIOBase):
    """Reads a socket until the deadline of its conversation, not until a pause between two bytes."""

    def __init__(self, conversation):
        self.conversation = conversation

    def readable(self):
        return True

    def readinto(self, buffer):
        left = self.conversation.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.conversation.sock.settimeout(left)
        return self.conversation.sock.recv_into(buffer)


class Conversation:
    """What is added to smtplib's client: a deadline for each answer, and one letter at a time with its step."""

    deadline = float("inf")

    def getreply(self):
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(PatientReader(self))
        self.deadline = min(self.deadline, time.monotonic() + self.timeout)
        try:
            return super().getreply()
        finally:
            self.deadline = float("inf")

    def last_reply(self):
        """The answer to the final dot, waited for as long as RFC 5321 asks."""
        patience, self.timeout = self.timeout, max(self.timeout, SECONDS_AFTER_THE_DOT)
        try:
            return self.getreply()
        finally:
            self.timeout = patience

    def say(self, content: bytes):
        self.sock.settimeout(self.timeout)
        self.send(content)

    def deliver(self, sender: str, recipient: str, content: bytes):
        """Hand over one letter to one recipient; returns when the relay has taken it, raises MailFailure if not."""
        refusals: list[MailFailure] = []
        step = Step.SENDER
        try:
            commands = self.commands(sender, recipient, len(content))
            together = self.has_extn("pipelining")
            if together:
                self.say(b"".join(commands))
            for step, command, welcome in zip(COMMAND_STEPS, commands, (250, 250, GO_AHEAD), strict=True):
                if not together:
                    self.say(command)
                code, text = self.getreply()
                if code // 10 != welcome // 10:
                    refusals.append(MailFailure(step, understood(code), words(text)))
                    if not together:
                        break
            if refusals:
                self.step_back(awaits_content=code == GO_AHEAD)
                raise refusals[0]
            step = Step.CONTENT
            self.say(dotted(content))
            step = Step.AFTER_DOT
            code, text = self.last_reply()
            if code // 100 != 2:
                raise MailFailure(Step.CONTENT, understood(code), words(text))
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            if refusals:
                raise refusals[0] from None
            raise MailFailure(step, 0, reason(error), is_unknown=step is Step.AFTER_DOT) from error

    def commands(self, sender, recipient, size):
        extension = f" SIZE={size}" if self.has_extn("size") else ""
        return [
            f"MAIL FROM:<{sender}>{extension}\r\n".encode("ascii"),
            f"RCPT TO:<{recipient}>\r\n".encode("ascii"),
            b"DATA\r\n",
        ]

    def step_back(self, *, awaits_content):
        """Leave a refused letter so that the next one can begin; an empty one where the relay already awaits it."""
        if awaits_content:
            self.say(b".\r\n")
            self.getreply()
        self.say(b"RSET\r\n")
        self.getreply()


class Plain(Conversation, smtplib.SMTP):
    """A conversation that may turn to TLS by STARTTLS."""


class Wrapped(Conversation, smtplib.SMTP_SSL):
    """A conversation in TLS from its first byte."""


class EmailBackend(DjangoBackend):
    """Django's SMTP backend with deadlines, that can hand over one letter and tell exactly what became of it."""

    @property
    def connection_class(self):
        return Wrapped if self.use_ssl else Plain

    def deliver(self, letter):
        """Send one `coalition.lib.mail.letter.Letter` over the open connection, opened now if there is none."""
        content = letter.message().as_bytes()
        self.open_or_fail()
        self.connection.deliver(letter.envelope_from, letter.envelope_to, content)

    @property
    def is_open(self):
        return self.connection is not None and self.connection.sock is not None

    def open_or_fail(self):
        """Open the connection where there is none; raises MailFailure with the step that failed."""
        if self.is_open:
            return
        self.connection = None
        try:
            self.connection = self.connection_class(
                self.host, self.port, local_hostname=DNS_NAME.get_fqdn(), **self.connection_options()
            )
            if self.use_tls:
                self.connection.starttls(context=self.ssl_context)
            if self.username and self.password:
                self.connection.login(self.username, self.password)
            self.connection.ehlo_or_helo_if_needed()
        except (smtplib.SMTPException, OSError) as error:
            self.drop()
            raise opening_failure(error) from error

    def connection_options(self):
        options = {"timeout": self.timeout or socket.getdefaulttimeout() or 30}
        return {**options, "context": self.ssl_context} if self.use_ssl else options

    def drop(self):
        """Hang up without a word."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def close(self):
        """Say goodbye, briefly: what is accepted stays accepted whatever the answer."""
        if self.is_open:
            self.connection.timeout = SECONDS_TO_SAY_GOODBYE
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self.connection.quit()
        self.drop()


def opening_failure(error) -> MailFailure:
    """What a failure to open the connection means."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailFailure(Step.SIGN_IN, error.smtp_code, words(error.smtp_error))
    if isinstance(error, ssl.SSLError):
        return MailFailure(Step.SECURE, 0, reason(error))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return MailFailure(Step.SECURE if "STARTTLS" in str(error) else Step.SIGN_IN, 0, reason(error))
    if isinstance(error, smtplib.SMTPResponseException):
        return MailFailure(Step.CONNECT, error.smtp_code, words(error.smtp_error))
    return MailFailure(Step.CONNECT, 0, reason(error))


def dotted(content: bytes) -> bytes:
    """The content with its dots doubled at line starts and the final dot (RFC 5321 4.5.2); lines end in CRLF."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def understood(code: int) -> int:
    """The relay's number; an answer that is none breaks the conversation (RFC 5321 4.2)."""
    if code < 200:
        raise smtplib.SMTPServerDisconnected("The mail server gave an answer that is not SMTP.")
    return code


def words(text: bytes | str) -> str:
    """What the relay said, fit to be shown."""
    return (text.decode("utf-8", "replace") if isinstance(text, bytes) else text)[:500]


def reason(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:500]
