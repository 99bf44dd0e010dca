"""What a person chooses about their reminders; each takes effect with the next mail, also for those already planned."""

from django.db import transaction

from engagement.enums import Delivery, MailKind, ReminderKind
from engagement.models import ReminderPreference, UnsubscribeLink
from engagement.reminders.rhythms import deliveries_of, in_digest


def choose(membership, kind: ReminderKind, delivery: Delivery):
    """Have one kind of reminder come that way from now on."""
    ReminderPreference.objects.update_or_create(
        membership=membership, kind=kind, defaults={"district_id": membership.district_id, "delivery": delivery}
    )


@transaction.atomic
def unsubscribe(link: UnsubscribeLink):
    """Stop the mail a link came with: for a digest every kind of reminder that it gathers. Again changes nothing."""
    for kind in kinds_behind(link):
        choose(link.membership, kind, Delivery.OFF)


def kinds_behind(link: UnsubscribeLink) -> set[ReminderKind]:
    """The kinds of reminder that come with the mail of a link."""
    if link.kind == MailKind.DIGEST:
        chosen = deliveries_of([link.membership_id])[link.membership_id]
        return in_digest(chosen, Delivery.DAILY, Delivery.WEEKLY)
    return {ReminderKind.HANDOVER if link.kind == MailKind.LEAVE else ReminderKind(link.kind)}
