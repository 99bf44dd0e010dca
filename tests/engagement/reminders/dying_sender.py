"""A sender that kills itself, for test_kill.py.

`python dying_sender.py POINT COUNT` does what the worker does, and ends by SIGKILL when it passes POINT the COUNT-th
time. The points are patched in here, so that the product knows nothing of them.
"""

import os
import signal
import sys

import django

django.setup()

from coalition.lib import smtp  # noqa: E402
from engagement.reminders import delivery, planning, sweeping  # noqa: E402
from engagement.reminders.line import Line  # noqa: E402
from tests.engagement.reminders.outbox import NOW  # noqa: E402

passings = 0


def die(when):
    """At the agreed passing of the agreed point, this process is no more."""
    global passings  # noqa: PLW0603
    if when == POINT:
        passings += 1
        if passings == COUNT:
            os.kill(os.getpid(), signal.SIGKILL)


def after(owner, name, when):
    """Have `owner.name` die at `when` once it has done its work."""
    whole = getattr(owner, name)

    def dying(*args, **kwargs):
        result = whole(*args, **kwargs)
        die(when)
        return result

    setattr(owner, name, dying)


def die_in_the_middle_of_the_letter():
    whole = smtp.Conversation.say

    def dying(conversation, content):
        if content.endswith(b"\r\n.\r\n") and POINT == "in the middle":
            conversation.sock.sendall(content[: len(content) // 2])
            die("in the middle")
        whole(conversation, content)
        if content.endswith(b"\r\n.\r\n"):
            die("after the dot")

    smtp.Conversation.say = dying


def die_around_the_commit():
    whole = delivery.exchange

    def dying(sent, current, now):
        result = whole(sent, current, now)
        if current:
            die("after marking")
        if sent:
            die("after the commit")
        return result

    delivery.exchange = dying


def arm():
    after(planning, "write", "while planning")
    after(sweeping, "plan", "after planning")
    after(delivery, "claim", "after claiming")
    after(Line, "open", "after connecting")
    after(smtp, "dotted", "after the recipient")
    after(Line, "deliver", "after it was accepted")
    die_in_the_middle_of_the_letter()
    die_around_the_commit()


if __name__ == "__main__":
    POINT, COUNT = sys.argv[1], int(sys.argv[2])
    arm()
    if sweeping.sweep(NOW):
        delivery.deliver_due(clock=lambda: NOW, batch=4)
