"""What carries the letters: the mail backend of the settings, spoken to one letter at a time."""

from django.core.mail import get_connection

from coalition.lib.mail.letter import Letter
from coalition.lib.mail.smtp import MailFailure, Step


class Line:
    """A connection that is opened once and kept for many letters; every trouble comes out as a MailFailure."""

    def __init__(self):
        self.backend = get_connection()
        self.delivered = 0

    @property
    def is_open(self) -> bool:
        return getattr(self.backend, "is_open", True)

    def open(self):
        """Open the connection where there is none."""
        if not self.is_open:
            self.delivered = 0
            self.backend.open_or_fail()

    def deliver(self, letter: Letter):
        """Hand over one letter; it was accepted when this returns."""
        hand_over = getattr(self.backend, "deliver", None)
        try:
            if hand_over:
                hand_over(letter)
            else:
                self.backend.send_messages([letter])
        except OSError as error:
            raise MailFailure(Step.CONNECT, 0, str(error)[:300]) from error
        self.delivered += 1

    def close(self):
        self.backend.close()
