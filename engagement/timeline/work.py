"""An activity as plain values, and where it stands on a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day the plan hangs on."""

    key: int
    name: str
    on: date
    is_reached: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """One activity. `percent` is 0 to 100, `hours` what it takes `lead` (a key), `version` what is edited.

    A colleague's part in it is a work of its own, of the same key, with the colleague as its lead.
    """

    key: int
    name: str
    starts_on: date
    ends_on: date
    lead: int
    lead_name: str = ""
    initials: str = ""
    hours: int = 0
    percent: int = 0
    is_done: bool = False
    is_started: bool = False
    risk: str = ""
    waits_for: Milestone | None = None
    version: int = 1

    @property
    def hours_left(self) -> float:
        return 0.0 if self.is_done else self.hours * (100 - self.percent) / 100


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an activity stands: a word, an icon and a tone, each of which says it alone."""

    slug: str
    word: str
    icon: str
    tone: str


DONE = Standing("done", "Done", "circle-check-big", "tone-good")
ON_TRACK = Standing("on-track", "On track", "circle-check", "tone-good")
AT_RISK = Standing("at-risk", "At risk", "triangle-alert", "tone-warn medium")
LATE = Standing("late", "Late", "clock", "tone-bad medium")
NOT_STARTED = Standing("not-started", "Not started", "circle-dashed", "muted")


def waiting(name: str) -> Standing:
    return Standing("waiting", f"Waiting on {name}", "lock", "muted")


def standing(work: Work, on: date) -> Standing:
    """Return where `work` stands on that day.

    Late is what should have ended, or should have begun and waits for nothing. A risk somebody has written down
    counts before waiting; what waits for a milestone is not late before its own end.
    """
    if work.is_done:
        return DONE
    if work.ends_on < on:
        return LATE
    if work.risk:
        return AT_RISK
    if work.is_started:
        return ON_TRACK
    if work.waits_for is not None and not work.waits_for.is_reached:
        return waiting(work.waits_for.name)
    return LATE if work.starts_on < on else NOT_STARTED
