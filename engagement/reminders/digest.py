"""What a reminder says, in words: who is waiting, since when, and what the next step is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from engagement.days import due_in_words

MOST_ITEMS = 25
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Item:
    """One partner to be reached: `due` says when in words, `log_url` is where to write down that it happened."""

    name: str
    step: str
    due: str
    days_late: int
    log_url: str

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


@dataclass(frozen=True)
class Digest:
    """What a mail names: the first `MOST_ITEMS` items, how many more there are, and the sentences around them."""

    items: Sequence[Item]
    more: int
    subject: str
    title: str
    intro: str
    context: str


def compose(partnerships, *, district: str, now: datetime, log_url: Callable[[int], str]) -> Digest:
    """The digest of these partnerships (with stakeholder and initiative), at the local time `now`; at least one."""
    items = [item_of(partnership, now.date(), log_url) for partnership in partnerships]
    late, due, ahead = (
        sum(item.days_late > 0 for item in items),
        sum(item.days_late == 0 for item in items),
        sum(item.days_late < 0 for item in items),
    )
    initiatives = {partnership.initiative.name for partnership in partnerships}
    about = initiatives.pop() if len(initiatives) == 1 else ""
    groups = ((late, "overdue"), (due, "due today"), (ahead, "due this week"))
    return Digest(
        items=items[:MOST_ITEMS],
        more=max(0, len(items) - MOST_ITEMS),
        subject=f"{', '.join(f'{count} {words}' for count, words in groups if count)}: {about or district}",
        title=title_of(items),
        intro=f"{greeting(now)} {sentence(groups)} {'It' if len(items) == 1 else 'Each'} takes a call or a short note.",
        context=about or f"{spelled(len(initiatives)).capitalize()} initiatives",
    )


def item_of(partnership, today, log_url) -> Item:
    return Item(
        name=partnership.stakeholder.name,
        step=partnership.next_step,
        due=due_in_words(partnership.due_on, today),
        days_late=(today - partnership.due_on).days,
        log_url=log_url(partnership.pk),
    )


def title_of(items) -> str:
    count = len(items)
    return f"{spelled(count).capitalize()} partner{' is' if count == 1 else 's are'} waiting to hear from you"


def sentence(groups) -> str:
    """Such as "Two are overdue and one is due today."."""
    parts = [f"{spelled(count)} {'is' if count == 1 else 'are'} {words}" for count, words in groups if count]
    joined = " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    return joined[0].upper() + joined[1:] + "."


def greeting(now) -> str:
    if now.hour < 12:
        return "Good morning."
    return "Good afternoon." if now.hour < 18 else "Good evening."


def spelled(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
