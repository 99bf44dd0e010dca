"""Handing a partner to a colleague: the lead changes, and the colleague is told by mail in the same transaction."""

from datetime import datetime

from django.db import transaction

from coalition.districts.models import Membership
from engagement.enums import MailKind
from engagement.models import Handover, OutgoingMail
from engagement.reminders.kinds import RULES
from stakeholders.models import Partnership


@transaction.atomic
def hand_over(
    partnership: Partnership, *, to: Membership, by: Membership, now: datetime, seen_version: int, note: str = ""
) -> Handover:
    """Make `to` the lead. Raises StaleVersion when somebody changed the partner after `seen_version`."""
    partner = Partnership.objects.active().select_for_update(of=("self",)).get(pk=partnership.pk)
    partner.claim_version(seen_version)
    # The date was told to the one who leads no more.
    giver, partner.lead, partner.reminded_for = partner.lead, to, None
    partner.save(update_fields=["lead", "reminded_for"])
    handover = Handover.objects.create(
        district_id=partner.district_id, partnership=partner, giver=giver, taker=to, note=note, by=by
    )
    if to.pk != by.pk:
        told(handover, now).save(force_insert=True)
    return handover


def told(handover, now):
    """The mail to the colleague who takes over."""
    return OutgoingMail.born(
        now=now,
        district_id=handover.district_id,
        kind=MailKind.HANDOVER,
        dedupe_key=f"handover:{handover.pk}",
        recipient_id=handover.taker_id,
        partnership_id=handover.partnership_id,
        about_id=handover.pk,
        due_at=now,
        not_after=now + RULES[MailKind.HANDOVER].lasts,
    )
