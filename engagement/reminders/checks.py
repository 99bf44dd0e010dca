"""The second look: whether a mail that was planned should still go, now that its turn has come."""

from dataclasses import dataclass
from datetime import datetime

from engagement.days import moment_in_words
from engagement.enums import Delivery, MailKind, MailState, ReminderKind
from engagement.models import OutgoingMail
from engagement.reminders.facts import Facts
from engagement.reminders.kinds import RULES
from engagement.reminders.rhythms import wants_digest
from engagement.reminders.schedule import moment_to_send


@dataclass(frozen=True)
class Ruling:
    """To send (no state), to end in `state`, or to wait till `until`; `is_forgotten` lets it be planned anew."""

    state: MailState | None = None
    reason: str = ""
    until: datetime | None = None
    is_forgotten: bool = False


SEND = Ruling()


def rule(mail: OutgoingMail, facts: Facts, now: datetime) -> Ruling:
    """Decide about one mail; the first reason found counts."""
    if mail.district_id in facts.held and not RULES[mail.kind].passes_hold:
        return Ruling(reason="Mail is held.", until=now)
    return rule_unheld(mail, facts, now)


def rule_unheld(mail: OutgoingMail, facts: Facts, now: datetime) -> Ruling:
    """Decide as if mail were not held."""
    if mail.not_after <= now:
        return Ruling(MailState.EXPIRED, "It could not leave in time.")
    if mail.kind == MailKind.SIGN_IN:
        return rule_sign_in(mail)
    address = mail.invitation.email if mail.invitation else mail.recipient.user.email if mail.recipient else ""
    if (mail.district_id, address.lower()) in facts.suppressed:
        return Ruling(MailState.SUPPRESSED, "This address was refused by its mail server.")
    if mail.kind == MailKind.INVITATION:
        return rule_invitation(mail, now)
    if mail.recipient is None or not (mail.recipient.is_active and mail.recipient.user.is_active):
        return Ruling(MailState.CANCELLED, "No longer a member of the district.")
    about = RULES_BY_KIND.get(mail.kind, rule_matter)(mail, facts)
    return about if about.state else rule_time(mail, facts, now)


def rule_invitation(mail, now):
    if mail.invitation is None or mail.invitation.accepted_at or mail.invitation.withdrawn_at:
        return Ruling(MailState.CANCELLED, "The invitation was answered or withdrawn.")
    if mail.invitation.expires_at <= now:
        return Ruling(MailState.EXPIRED, "The invitation has ended.")
    return SEND


def rule_sign_in(mail):
    """It was asked for just now: no preference, no pause and no earlier refusal of the address stands in its way."""
    if mail.recipient is None or not mail.recipient.user.is_active:
        return Ruling(MailState.CANCELLED, "They have no account any more.")
    return SEND


def rule_outreach(mail, facts):
    partnership = mail.partnership
    chosen = facts.deliveries[mail.recipient_id][ReminderKind.OUTREACH]
    if partnership is None or partnership.ended_at or partnership.stakeholder.archived_at:
        return Ruling(MailState.CANCELLED, "The partner has left the initiative.")
    if partnership.initiative.archived_at:
        return Ruling(MailState.CANCELLED, "The initiative is archived.")
    if partnership.due_on != mail.for_date:
        return Ruling(MailState.CANCELLED, "It was done, or moved to another day.", is_forgotten=True)
    if partnership.lead_id != mail.recipient_id:
        return Ruling(MailState.CANCELLED, "Somebody else has taken it over.", is_forgotten=True)
    return SEND if chosen == Delivery.AT_ONCE else rule_chosen(chosen)


def rule_chosen(chosen):
    return Ruling(MailState.CANCELLED, f"They chose “{Delivery(chosen).label}” for these reminders.")


def rule_digest(mail, facts):
    if not wants_digest(facts.deliveries[mail.recipient_id]):
        return Ruling(MailState.CANCELLED, "They chose to get no digest.")
    if facts.contents(mail).is_empty:
        return Ruling(MailState.CANCELLED, "Nothing was due.")
    return SEND


def rule_matter(mail, facts):
    """A reminder of one matter: still wanted in this way, still to be done, still theirs."""
    chosen = facts.deliveries[mail.recipient_id][ReminderKind(mail.kind)]
    if chosen != Delivery.AT_ONCE:
        return rule_chosen(chosen)
    matter = facts.matter(mail)
    if matter is None or not matter.is_current(facts.today(mail.recipient)):
        return Ruling(MailState.CANCELLED, "It was done, moved to another day, or passed to somebody else.")
    return SEND


def rule_summary(mail, facts):
    chosen = facts.deliveries[mail.recipient_id][ReminderKind.SUMMARY]
    if chosen != Delivery.WEEKLY:
        return rule_chosen(chosen)
    if mail.recipient_id not in facts.leading:
        return Ruling(MailState.CANCELLED, "They lead no initiative any more.")
    return SEND


def rule_handover(mail, facts):
    chosen = facts.deliveries[mail.recipient_id][ReminderKind.HANDOVER]
    handover, partnership = facts.handovers.get(mail.about_id), mail.partnership
    if chosen == Delivery.OFF:
        return rule_chosen(chosen)
    if handover is None or partnership is None or partnership.ended_at or partnership.lead_id != mail.recipient_id:
        return Ruling(MailState.CANCELLED, "The partner has passed on since.")
    return SEND


def rule_leave(mail, facts):
    leave = facts.leaves.get(mail.about_id)
    chosen = facts.deliveries[mail.recipient_id][ReminderKind.HANDOVER]
    if chosen == Delivery.OFF:
        return rule_chosen(chosen)
    if leave is None or leave.ended_at or leave.deputy_id != mail.recipient_id:
        return Ruling(MailState.CANCELLED, "They are not away any more, or somebody else stands in.")
    return SEND


RULES_BY_KIND = {
    MailKind.OUTREACH: rule_outreach,
    MailKind.DIGEST: rule_digest,
    MailKind.SUMMARY: rule_summary,
    MailKind.HANDOVER: rule_handover,
    MailKind.LEAVE: rule_leave,
}


def rule_time(mail, facts, now):
    """Never in quiet time: wait for the next allowed moment, or end where that would be too late."""
    closed = facts.closed[mail.district_id]
    until = moment_to_send(facts.rhythm(mail.recipient), closed, now)
    if until == now:
        return SEND
    if until is None or until >= mail.not_after:
        if mail.attempts:
            return Ruling(MailState.EXPIRED, "It could not leave in time.")
        label = closed.get(facts.today(mail.recipient))
        return Ruling(
            MailState.CANCELLED, no_send_day(label) if label is not None else "No day was left to send it on."
        )
    return Ruling(reason=f"Waits for {moment_in_words(until.astimezone(mail.recipient.zone))}.", until=until)


def no_send_day(label):
    return f"{label}, a no-send day." if label else "A no-send day."
