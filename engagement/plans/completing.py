"""Done means logged: an activity that is completed writes the contact with those who took part.

One touchpoint holds them all, and the rhythm of each starts again, as after any other contact. Completing claims the
version that was shown, so that a second press of the button meets StaleVersion and writes nothing.
"""

from datetime import date

from django.db import transaction

from coalition.districts.models import Membership
from engagement.enums import ActivityStatus, Channel
from engagement.models import Activity, Touchpoint
from engagement.touchpoints import log_touchpoint
from stakeholders.models import Partnership


@transaction.atomic
def complete(
    activity: Activity,
    *,
    by: Membership,
    on: date,
    seen_version: int,
    took_part: list[Partnership],
    kept: int | None = None,
    channel: Channel = Channel.EVENT,
    heard: str = "",
) -> Touchpoint | None:
    """Complete the activity; return the touchpoint, None when nobody took part. Raises StaleVersion."""
    activity.claim_version(seen_version)
    activity.complete(on=on, kept=kept)
    present = {one.pk for one in took_part}
    for row in activity.involved.all():
        row.took_part = row.partnership_id in present
        row.save(update_fields=["took_part"])
    if not took_part:
        return None
    return log_touchpoint(
        by=by,
        channel=channel,
        happened_on=on,
        stakeholders=[one.stakeholder for one in took_part],
        initiative=activity.initiative,
        heard=heard or f"{activity.name}.",
    )


@transaction.atomic
def reopen(activity: Activity, *, seen_version: int) -> None:
    """The activity goes on; the contacts that were written stay, since they happened."""
    activity.claim_version(seen_version)
    activity.status, activity.done_on, activity.participation_kept = ActivityStatus.UNDER_WAY, None, None
    activity.percent = min(activity.percent, 90)
    activity.save(update_fields=["status", "done_on", "participation_kept", "percent"])
