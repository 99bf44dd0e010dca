"""What a person chooses about their reminders; each takes effect with the next mail, also for those already planned."""

from django.db import transaction

from engagement.enums import Delivery, MailKind, ReminderKind
from engagement.models import ReminderPreference, UnsubscribeLink
from engagement.reminders.rhythms import deliveries_of


def choose(membership, kind: ReminderKind, delivery: Delivery):
    """Have one kind of reminder come that way from now on."""
    ReminderPreference.objects.update_or_create(
        membership=membership, kind=kind, defaults={"district_id": membership.district_id, "delivery": delivery}
    )


@transaction.atomic
def unsubscribe(link: UnsubscribeLink):
    """Stop the mail a link came with: for a digest every kind of reminder that it gathers. Again changes nothing."""
    chosen = deliveries_of([link.membership_id])[link.membership_id]
    for kind, delivery in chosen.items():
        is_in_digest = delivery in {Delivery.DAILY, Delivery.WEEKLY}
        if is_in_digest if link.kind == MailKind.DIGEST else kind == link.kind:
            choose(link.membership, kind, Delivery.OFF)
