"""What a person does about a mail that failed: ask for it once more."""

from datetime import datetime

from django.db import transaction

from coalition.districts.audit import record
from engagement.enums import MailState
from engagement.models import OutgoingMail, Suppression


@transaction.atomic
def try_again(mail: OutgoingMail, *, by, now: datetime) -> bool:
    """Make `mail` due now, and lift the block of its address if it was refused; False when it needs no other try."""
    is_refused = mail.state == MailState.SUPPRESSED
    if not mail.try_again(now):
        return False
    if is_refused:
        address = mail.invitation.email if mail.invitation else mail.recipient.user.email
        for block in Suppression.objects.active().filter(district=mail.district_id, address=address.lower()):
            block.lift(by)
    record(by, "Asked for a mail again", str(mail.recipient or mail.invitation.email), mail.get_kind_display())
    return True
