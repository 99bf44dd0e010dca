"""A sender that kills itself, for test_kill.py.

`python dying_sender.py POINT COUNT` does what the worker does, and ends by SIGKILL when it passes POINT the COUNT-th
time. The points are patched in here, so that the product knows nothing of them.

`python dying_sender.py letter COUNT` is COUNT such senders, one after the other and three minutes apart, each of which
ends by SIGKILL when it begins to write of a partner called Deadly; it prints how many did.
"""

import os
import signal
import sys
from datetime import timedelta

import django

django.setup()

from coalition.lib.mail import smtp  # noqa: E402
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


def die_of_the_letter():
    whole = delivery.write

    def dying(mail, facts):
        if mail.partnership.stakeholder.name == "Deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(mail, facts)

    delivery.write = dying


def send(now):
    if sweeping.sweep(now):
        delivery.deliver_due(clock=lambda: now, batch=4)


def send_in_turn(senders):
    """As a worker that is started again whenever it ends; returns how many were killed."""
    killed = 0
    for place in range(senders):
        child = os.fork()
        if not child:
            send(NOW + timedelta(minutes=3 * place))
            os._exit(0)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    return killed


if __name__ == "__main__":
    POINT, COUNT = sys.argv[1], int(sys.argv[2])
    if POINT == "letter":
        die_of_the_letter()
        sys.stdout.write(f"{send_in_turn(COUNT)}\n")
    else:
        arm()
        send(NOW)
