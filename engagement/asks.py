"""What we ask of partners and they of us: how it went, and how much one partner is asked for in a quarter.

The load counts our asks of a partner over all initiatives of the district, answered or not, by the day they were made,
since a partner feels each of them. From the third in a calendar quarter on, the pages warn.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from engagement.enums import AskSide, AskState
from engagement.models import Ask
from stakeholders.models import Initiative, Stakeholder

MANY = 3
SETTLED_SHOWN = 25
NEXT = {
    AskState.ASKED: (AskState.ACCEPTED, AskState.DECLINED),
    AskState.ACCEPTED: (AskState.KEPT, AskState.NOT_KEPT),
}
SETTLED = (AskState.KEPT, AskState.NOT_KEPT)
ICONS = {
    AskState.ASKED: ("clock", "muted"),
    AskState.ACCEPTED: ("circle-check", ""),
    AskState.DECLINED: ("circle-minus", "muted"),
    AskState.KEPT: ("circle-check-big", "tone-good"),
    AskState.NOT_KEPT: ("circle-x", "tone-bad"),
}


@dataclass(frozen=True, slots=True)
class AskRow:
    """An ask with its glyph, what may come next, and how late a promise is."""

    ask: Ask
    icon: str
    tone: str
    next_states: tuple[AskState, ...]
    days_late: int

    @property
    def urgency(self):
        """What orders a list: late promises first, then what is open, then what is settled."""
        return (0, -self.days_late) if self.days_late else (1 if self.next_states else 2, 0)


@dataclass(frozen=True, slots=True)
class AskPage:
    """Asks of one initiative or one stakeholder, ours and theirs; of the settled ones the newest, or all if `whole`."""

    ours: list[AskRow]
    theirs: list[AskRow]
    heavy: list[tuple[Stakeholder, int]]
    whole: bool = False

    @property
    def ours_shown(self):
        return self.shown(self.ours)

    @property
    def theirs_shown(self):
        return self.shown(self.theirs)

    def shown(self, rows):
        are_open = sum(bool(row.next_states) for row in rows)
        return rows if self.whole else rows[: are_open + SETTLED_SHOWN]

    @property
    def folded(self):
        return len(self.rows) - len(self.ours_shown) - len(self.theirs_shown)

    @property
    def rows(self):
        return [*self.ours, *self.theirs]

    @property
    def late(self):
        return sum(row.days_late > 0 for row in self.rows)


def quarter(on: date) -> tuple[date, date]:
    """Return the first and the last day of the calendar quarter of `on`."""
    first = date(on.year, on.month - (on.month - 1) % 3, 1)
    after = date(first.year + (first.month == 10), 1 if first.month == 10 else first.month + 3, 1)
    return first, after - timedelta(days=1)


def load_of(stakeholders, on: date) -> Counter:
    """Return how many asks each of these stakeholders got from us in the quarter of `on`, over all initiatives."""
    asked = Ask.objects.active().ours().asked_between(*quarter(on))
    keys = asked.filter(partnership__stakeholder__in=stakeholders).order_by()
    return Counter(keys.values_list("partnership__stakeholder", flat=True))


def read_asks(
    on: date, *, initiative: Initiative | None = None, stakeholder: Stakeholder | None = None, whole: bool = False
) -> AskPage:
    """Read the asks of an initiative, or of a stakeholder in all initiatives, in two queries."""
    asks = Ask.objects.active().for_list()
    if initiative is not None:
        asks = asks.filter(partnership__initiative=initiative)
    if stakeholder is not None:
        asks = asks.filter(partnership__stakeholder=stakeholder)
    asks = list(asks)
    known = {ask.partnership.stakeholder_id: ask.partnership.stakeholder for ask in asks}
    load = load_of(list(known), on)
    rows = sorted((as_row(ask, on) for ask in asks), key=lambda row: row.urgency)
    heavy = sorted(((known[key], count) for key, count in load.items() if count >= MANY), key=lambda pair: -pair[1])
    return AskPage(
        ours=[row for row in rows if row.ask.side == AskSide.OURS],
        theirs=[row for row in rows if row.ask.side == AskSide.THEIRS],
        heavy=heavy,
        whole=whole,
    )


def as_row(ask: Ask, on: date) -> AskRow:
    is_late = ask.state == AskState.ACCEPTED and ask.due_on is not None and ask.due_on < on
    return AskRow(
        ask=ask,
        icon=ICONS[ask.state][0],
        tone=ICONS[ask.state][1],
        next_states=NEXT.get(ask.state, ()),
        days_late=(on - ask.due_on).days if is_late else 0,
    )


@transaction.atomic
def answer(ask: Ask, state: AskState, *, on: date, seen_version: int) -> None:
    """Write on that day how the ask was answered, or that it was kept or not. Raises StaleVersion, ValueError."""
    ask.claim_version(seen_version)
    if state not in NEXT.get(ask.state, ()):
        raise ValueError(f"From {ask.state} an ask does not become {state}.")
    ask.state = state
    if state in SETTLED:
        ask.settled_on = on
    else:
        ask.answered_on = max(on, ask.asked_on)
    ask.save(update_fields=["state", "answered_on", "settled_on"])
