"""Logging a contact: what was heard is added, and where they stand and what comes next follow from it.

The rhythm restarts from the contact, whoever made it: the next outreach is due on the day that was agreed, else so many
days after the last contact as the partner's cadence says (engagement/cadence.py), else on no day. In other initiatives
of the district it restarts too, unless a next step was agreed there.
"""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from coalition.districts.models import Membership
from engagement.cadence import rhythms_of
from engagement.enums import Channel
from engagement.models import Touchpoint
from stakeholders.models import Initiative, InvestmentLevel, Partnership, Stakeholder
from stakeholders.standing.assessing import assess


@transaction.atomic
def log_touchpoint(
    *,
    by: Membership,
    channel: Channel,
    happened_on: date,
    partnership: Partnership | None = None,
    stakeholders: list[Stakeholder] | None = None,
    initiative: Initiative | None = None,
    heard: str = "",
    commitments: str = "",
    level: InvestmentLevel | None = None,
    next_step: str | None = None,
    due_on: date | None = None,
    seen_version: int | None = None,
) -> Touchpoint:
    """Write the contact and return it, with one partner (`partnership`) or with several `stakeholders`.

    `level` is a new rating of the one partner. `next_step` None keeps the step that stands, "" ends it. Raises
    StaleVersion when the partner was changed after `seen_version`, PermissionDenied where `by` may not rate them.
    """
    if partnership is not None:
        stakeholders, initiative = [partnership.stakeholder], partnership.initiative
    partners = lock_partners(initiative, stakeholders)
    for partner in partners:
        partner.claim_version(partner.version if seen_version is None else seen_version)
    rating = rate(partners, level, by=by, on=happened_on, evidence=heard)
    touchpoint = Touchpoint.objects.create(
        district_id=by.district_id,
        initiative=initiative,
        happened_on=happened_on,
        channel=channel,
        heard=heard,
        commitments=commitments,
        next_step=next_step or "",
        assessment=rating,
        logged_by=by,
    )
    touchpoint.stakeholders.set(stakeholders)
    rhythms = rhythms_of(by.district_id, earliest([happened_on, *(partner.last_contact_on for partner in partners)]))
    for partner in partners:
        restart_rhythm(partner, rhythms, happened_on=happened_on, next_step=next_step, due_on=due_on)
    restart_elsewhere(partners, stakeholders, rhythms, happened_on)
    return touchpoint


def earliest(days):
    return min(day for day in days if day)


def lock_partners(initiative, stakeholders):
    """Return the partnerships of these stakeholders in the initiative, held until the transaction ends."""
    if initiative is None:
        return []
    return held(Partnership.objects.filter(initiative=initiative, ended_at=None), stakeholders)


def held(partnerships, stakeholders):
    """Those with these stakeholders, locked and tied to them."""
    found = partnerships.filter(stakeholder__in=stakeholders)
    partners = list(found.select_for_update().order_by("pk"))
    known = {stakeholder.pk: stakeholder for stakeholder in stakeholders}
    for partner in partners:
        partner.stakeholder = known[partner.stakeholder_id]
    return partners


def rate(partners, level, *, by, on, evidence):
    """Write the new rating of the one partner and return it; None when the level is not new."""
    if level is None:
        return None
    [partner] = partners
    return assess(partnership=partner, level=level, assessor=by, assessed_on=on, evidence=evidence)


def restart_rhythm(partner, rhythms, *, happened_on, next_step, due_on):
    """Set the last contact, the next step and when it is due; a contact from before the last one moves no date."""
    is_late_news = partner.last_contact_on is not None and happened_on < partner.last_contact_on
    partner.last_contact_on = partner.last_contact_on if is_late_news else happened_on
    if next_step is not None:
        partner.next_step = next_step
    if due_on is not None:
        partner.due_on = due_on
    elif next_step is not None or not is_late_news:
        partner.due_on = due_after(partner, rhythms, next_step)
    partner.save(update_fields=["last_contact_on", "next_step", "due_on"])


def due_after(partner, rhythms, next_step):
    """The day the next outreach is due when no day was agreed; without a rhythm of its own a step keeps its day."""
    if next_step is None and partner.next_step and not partner.cadence_days:
        return partner.due_on
    return rhythms.due_after(partner, partner.last_contact_on)


def restart_elsewhere(partners, stakeholders, rhythms, happened_on):
    """In other initiatives the days start again too; a date is only ever put off, and what was agreed stands."""
    others = Partnership.objects.active().exclude(pk__in=[partner.pk for partner in partners])
    for partner in held(others.filter(next_step="", due_on__isnull=False), stakeholders):
        due_on = rhythms.due_after(partner, happened_on)
        if due_on and due_on > partner.due_on:
            partner.due_on = due_on
            partner.save(update_fields=["due_on"])


def changed_meanwhile(partner):
    """Say who changed the partner last, and what stands now."""
    user = partner.history.values_list("history_user", flat=True).first()
    member = Membership.objects.filter(user=user, district=partner.district_id).first()
    who = member or "Somebody"
    step = partner.next_step or "no next step"
    when = f", due {date_format(partner.due_on, 'M j')}" if partner.due_on else ""
    return f"{who} changed this partner while you were writing. The next step there is now: {step}{when}."
