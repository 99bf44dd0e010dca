"""The words of mails about one thing: a matter, a partner handed over, a colleague to stand in for."""

from datetime import date

from django.utils.formats import date_format

from engagement.enums import ReminderKind
from engagement.reminders.digest import Digest, Links, Section, item_of, matter_item
from engagement.reminders.matters import Matter

INTROS = {
    ReminderKind.STARTING: "It starts soon. Is everybody told, and is everything ready?",
    ReminderKind.LATE: "It should be finished by now. Say how far it is, move its dates, or mark it done.",
    ReminderKind.PROMISE: "Somebody said yes to this. Write down whether it was kept.",
    ReminderKind.RATING: "Their rating is from some time ago. Ask where they stand now, or confirm it.",
    ReminderKind.SEAT: "Their seat is about to end. Who comes next, and who will speak for the change then?",
    ReminderKind.ESCALATION: "Nobody has been in touch for some time. You hear of this once.",
}


def of_matter(matter: Matter, today: date, links: Links) -> Digest:
    item = matter_item(matter, today, links)
    return Digest(
        items=(),
        more=0,
        subject=f"{item.due}: {matter.name}",
        title=matter.name,
        intro=INTROS[matter.kind],
        context=str(matter.kind.label),
        sections=[Section("", [item])],
    )


def of_handover(handover, partnership, today: date, links: Links) -> Digest:
    by = handover.by or handover.giver or "A colleague"
    note = f"They write: “{handover.note}”" if handover.note else "From now on its reminders come to you."
    return Digest(
        items=[item_of(partnership, today, links)] if partnership.due_on else (),
        more=0,
        subject=f"You lead {partnership.stakeholder.name} now",
        title=f"You lead {partnership.stakeholder.name} now",
        intro=f"{by} handed this partner to you. {note}",
        context=partnership.initiative.name,
    )


def of_leave(leave) -> Digest:
    days = f"{date_format(leave.begins_on, 'D, M j')} to {date_format(leave.ends_on, 'D, M j')}"
    return Digest(
        items=(),
        more=0,
        subject=f"You stand in for {leave.membership}, {days}",
        title=f"You stand in for {leave.membership}",
        intro=f"From {days}. Meanwhile their partners are on your Today page, and their reminders come to you. "
        "Both go back by themselves.",
        context="While somebody is away",
    )
