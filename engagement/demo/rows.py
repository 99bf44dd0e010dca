"""The shapes of the tables of the demo. Days are counted back from the day it is loaded."""

from typing import NamedTuple

from stakeholders.models.relationship import BROUGHT


class Member(NamedTuple):
    """One member of the staff; `seen` is how many days ago they last signed in."""

    key: str
    address: str
    title: str
    role: str
    seen: int
    off_since: int | None = None


class Who(NamedTuple):
    """One stakeholder. `voice` is why they are historically under-represented; "" means they are not."""

    key: str
    name: str
    kind: str
    sector: str
    sway: int | None = None
    basis: str = ""
    matters: str = ""
    voice: str = ""
    languages: str = ""
    role: str = ""
    person: str = ""
    within: str = ""
    school: str = ""


class Partner(NamedTuple):
    """One stakeholder in one initiative. `due` is in how many days the next outreach is due; negative is late."""

    key: str
    lead: str
    purposes: str
    participation: int
    target: str
    every: int | None
    due: int | None
    step: str
    stake: int | None = None
    relevance: str = ""
    since: int = 340


class Rated(NamedTuple):
    """One rating, `ago` days back, by a member."""

    key: str
    ago: int
    level: str
    by: str
    evidence: str = ""
    sure: int = 2


class Heard(NamedTuple):
    """One contact, `ago` days back, with one stakeholder or several."""

    ago: int
    channel: str
    keys: str
    by: str
    heard: str
    step: str = ""
    promised: str = ""


class Tie(NamedTuple):
    """One relationship; `trust` is 1 to 4, or None where nobody knows.

    `brings` rates the power, involvement and resources that the target brings, `gives` those of the source: three
    digits, a dash for what nobody can tell.
    """

    source: str
    target: str
    kind: str
    trust: int | None = None
    how: str = "staff"
    note: str = ""
    years: int | None = None
    brings: str = ""
    gives: str = ""

    @property
    def brought(self) -> dict[str, int | None]:
        """What both ends bring, by the names of the fields."""
        said = (self.brings or "---") + (self.gives or "---")
        return {name: None if digit == "-" else int(digit) for name, digit in zip(BROUGHT, said, strict=True)}


class Honor(NamedTuple):
    """What to honor with one stakeholder, and how they agreed that it is written down."""

    key: str
    culture: str = ""
    identity: str = ""
    values: str = ""
    agreed: str = ""


class Place(NamedTuple):
    """One seat of a decision body and who holds it; "" is vacant."""

    title: str
    holder: str
    since: int = 300
