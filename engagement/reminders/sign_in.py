"""The mail with which somebody chooses a new password: of the outbox, but sent at once by the process that was asked.

Nobody who is locked out can wait behind a thousand reminders, or until an administrator lets held mail go. So the row
is born lent to this process, which tries once; if that fails, or the process dies, the senders take it from there like
any other mail; while the relay is known to be down nobody's browser waits for it. The row says that and when, never
the link, which is made anew for each try.
"""

import logging
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django_scopes import scopes_disabled

from coalition.districts.models import Membership
from coalition.lib.mail.letter import BadAddress
from coalition.lib.mail.smtp import MailFailure
from engagement.enums import MailKind, MailState
from engagement.models import MailChannel, OutgoingMail
from engagement.reminders.claiming import exchange, note, settle
from engagement.reminders.clock import database_time
from engagement.reminders.kinds import RULES
from engagement.reminders.letters import write_sign_in
from engagement.reminders.line import Line
from engagement.reminders.outcomes import next_try

logger = logging.getLogger(__name__)


def send_way_in(user, address: str) -> bool:
    """Send `user` the way to a new password; False, and nothing is done, where the outbox has no place for it.

    It has none for who is in no district, nor for another address than theirs: a row is about a member.
    """
    with scopes_disabled():
        member = Membership.objects.filter(user=user).active().select_related("user", "district").order_by("pk").first()
        if member is None or address.lower() != user.email.lower():
            return False
        now = database_time()
        mail = new_mail(member, now)
        if MailChannel.get().is_resting(now):
            mail.save(force_insert=True)
        else:
            deliver_at_once(lend(mail, now))
    return True


def new_mail(member: Membership, now: datetime) -> OutgoingMail:
    return OutgoingMail.born(
        now=now,
        district=member.district,
        kind=MailKind.SIGN_IN,
        dedupe_key=f"sign-in:{uuid4()}",
        recipient=member,
        due_at=now,
        not_after=now + RULES[MailKind.SIGN_IN].lasts,
    )


def lend(mail: OutgoingMail, now: datetime) -> OutgoingMail:
    """Save the row in the hands of this process; if it dies, the lease runs out and a sender takes it up."""
    mail.state, mail.lease_token = MailState.SENDING, uuid4()
    mail.available_at = now + timedelta(seconds=settings.MAIL_SENDING_SECONDS)
    mail.save(force_insert=True)
    return mail


def deliver_at_once(mail: OutgoingMail) -> None:
    """Try once; what goes wrong is written down, and it waits for the senders."""
    line = Line()
    try:
        letter = write_sign_in(mail)
        line.open()
        line.deliver(letter)
    except (MailFailure, BadAddress) as failure:
        logger.warning("Mail %s could not be sent at once: %s", mail.pk, failure)
        put_back(mail, failure, database_time())
    else:
        exchange(mail, None, database_time())
    finally:
        line.close()


@transaction.atomic
def put_back(mail, failure, now):
    code, step = getattr(failure, "code", 0) or None, getattr(failure, "step", "")
    columns = {"attempts": 1, "last_code": code, "last_error": str(failure)[:300]}
    settle(mail, mail.lease_token, state=MailState.WAITING, available_at=next_try(1, now), **columns)
    note(mail, now, error=str(failure), outcome="Tried again in a minute.", step=step, code=code)
