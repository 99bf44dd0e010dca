"""What a reminder says, in words: who is waiting, what else is due, since when, and what the next step is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from engagement.days import due_in_words
from engagement.enums import ReminderKind
from engagement.reminders.matters import Matter

MOST_ITEMS = 25
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Of each kind: what stands above its items, and how one and several are counted in a subject.
KINDS = {
    ReminderKind.ESCALATION: ("Overdue for long", "overdue for long", "overdue for long"),
    ReminderKind.LATE: ("Activities that are overdue", "activity overdue", "activities overdue"),
    ReminderKind.PROMISE: ("Promises that are due", "promise due", "promises due"),
    ReminderKind.STARTING: ("About to start", "activity about to start", "activities about to start"),
    ReminderKind.RATING: ("Ratings to refresh", "rating to refresh", "ratings to refresh"),
    ReminderKind.SEAT: ("Seats about to end", "seat about to end", "seats about to end"),
}

# How each kind is settled; what is merely seen is opened.
ACTIONS = {
    ReminderKind.LATE: "Mark as done",
    ReminderKind.PROMISE: "Kept or not",
    ReminderKind.RATING: "Rate",
    ReminderKind.ESCALATION: "Log it",
}


@dataclass(frozen=True)
class Item:
    """One line: `due` says when in words, `url` is where `action` is done; `later_url`, if any, where it is put off.

    `open_url` is the page about it where that is another.
    """

    name: str
    step: str
    due: str
    days_late: int
    url: str
    action: str = "Log it"
    later_url: str = ""
    open_url: str = ""

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


@dataclass(frozen=True)
class Section:
    """Items under a heading, and how many more there are."""

    title: str
    items: Sequence[Item]
    more: int = 0


@dataclass(frozen=True)
class Digest:
    """What a mail names: the first `MOST_ITEMS` partners, how many more there are, what else, and the words around."""

    items: Sequence[Item]
    more: int
    subject: str
    title: str
    intro: str
    context: str
    sections: Sequence[Section] = ()


@dataclass(frozen=True)
class Links:
    """Where the lines of a mail lead, by the key of a partnership, by the page of a matter, or by the matter."""

    log: Callable[[int], str]
    later: Callable[[int], str]
    page: Callable[[tuple], str]
    later_matter: Callable[[Matter], str]


def compose(partnerships, matters: Sequence[Matter], *, district: str, now: datetime, links: Links) -> Digest:
    """The digest of these partnerships (with stakeholder and initiative) and matters, at the local time `now`.

    At least one of either.
    """
    today = now.date()
    items = [item_of(partnership, today, links) for partnership in partnerships]
    groups = groups_of(items)
    initiatives = {partnership.initiative.name for partnership in partnerships}
    about = next(iter(initiatives)) if len(initiatives) == 1 else ""
    if len(initiatives) > 1:
        items = [
            replace(item, step=" · ".join(filter(None, [item.step, partnership.initiative.name])))
            for item, partnership in zip(items, partnerships, strict=True)
        ]
    by_kind = {kind: [each for each in matters if each.kind == kind] for kind in KINDS}
    counted = [f"{count} {words}" for count, words in groups if count]
    counted += [f"{len(of)} {counted_as(kind, of)}" for kind, of in by_kind.items() if of]
    return Digest(
        items=items[:MOST_ITEMS],
        more=max(0, len(items) - MOST_ITEMS),
        subject=f"{', '.join(counted)}: {about or district}",
        title=title_of(items) if items else title_of_matters(matters),
        intro=f"{greeting(now)} {sentence(groups) + effort(items) if items else said(by_kind)}",
        context=about or (f"{spelled(len(initiatives)).capitalize()} initiatives" if initiatives else "Your reminders"),
        sections=[section_of(kind, of, today, links) for kind, of in by_kind.items() if of],
    )


def groups_of(items):
    """How many are late, due and ahead, each with the words for it."""
    return (
        (sum(item.days_late > 0 for item in items), "overdue"),
        (sum(item.days_late == 0 for item in items), "due today"),
        (sum(item.days_late < 0 for item in items), "due this week"),
    )


def counted_as(kind: ReminderKind, matters) -> str:
    return KINDS[kind][1 if len(matters) == 1 else 2]


def item_of(partnership, today, links) -> Item:
    return Item(
        name=partnership.stakeholder.name,
        step=partnership.next_step,
        due=due_in_words(partnership.due_on, today),
        days_late=(today - partnership.due_on).days,
        url=links.log(partnership.pk),
        later_url=links.later(partnership.pk),
    )


def section_of(kind: ReminderKind, matters: Sequence[Matter], today: date, links: Links) -> Section:
    items = [matter_item(matter, today, links) for matter in matters[:MOST_ITEMS]]
    return Section(KINDS[kind][0], items, max(0, len(matters) - MOST_ITEMS))


def matter_item(matter: Matter, today: date, links: Links) -> Item:
    waits = matter.waits(today)
    return Item(
        name=matter.name,
        step=matter.detail,
        due=matter.when(today),
        days_late=(today - matter.day).days if matter.is_late(today) and not waits else 0,
        url=links.page(matter.done or matter.page),
        action=ACTIONS.get(matter.kind, "Open"),
        later_url="" if waits else links.later_matter(matter),
        open_url=links.page(matter.page),
    )


def title_of(items) -> str:
    count = len(items)
    return f"{spelled(count).capitalize()} partner{' is' if count == 1 else 's are'} waiting to hear from you"


def title_of_matters(matters) -> str:
    count = len(matters)
    return f"{spelled(count).capitalize()} thing{' needs' if count == 1 else 's need'} a look"


def effort(items) -> str:
    return f" {'It' if len(items) == 1 else 'Each'} takes a call or a short note."


def said(by_kind) -> str:
    """Such as "You have two promises due and one rating to refresh."."""
    return f"You have {listed([f'{spelled(len(of))} {counted_as(kind, of)}' for kind, of in by_kind.items() if of])}."


def sentence(groups) -> str:
    """Such as "Two are overdue and one is due today."."""
    joined = listed([f"{spelled(count)} {'is' if count == 1 else 'are'} {words}" for count, words in groups if count])
    return joined[0].upper() + joined[1:] + "."


def listed(parts) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def greeting(now) -> str:
    if now.hour < 12:
        return "Good morning."
    return "Good afternoon." if now.hour < 18 else "Good evening."


def spelled(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
