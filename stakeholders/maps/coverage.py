"""Who does what, and who is missing: sectors by purposes, with a suggestion for every empty cell.

The rule for a suggestion, best first: from the cell's own sector; a voice that has been missing at the table before
one that has not; a partner of the initiative before somebody whom a partner knows, and both before anybody else in the
registry; then who is more invested; then who has more sway; then by name. Nobody is suggested who stands below
Aware, nor who is in the cell already.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

AWARE, ON_BOARD = 1, 2
HOTTEST = 4


class Reach(IntEnum):
    """How near somebody is who could fill a cell."""

    PARTNER = 0
    ONE_STEP_AWAY = 1
    REGISTRY = 2


@dataclass(frozen=True, slots=True)
class Member:
    """A partner with the purposes they are in; `level` is the score, -2 to 3, or None where not placed or hidden."""

    id: int
    name: str
    sector: int | None
    purposes: frozenset[int]
    level: int | None = None
    sway: int | None = None
    under_represented: bool = False
    at_table: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be asked: a partner, or a stakeholder never in; `through` names who knows them.

    `short` is what people chose to call them on maps, or "".
    """

    id: int
    name: str
    sector: int | None
    reach: Reach
    level: int | None = None
    sway: int | None = None
    under_represented: bool = False
    through: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who could fill an empty cell, and why, as the end of a sentence."""

    candidate: Candidate
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One sector in one purpose. `heat` is 0 to 4; a cell decided not to be needed is no gap."""

    sector: int
    purpose: int
    members: tuple[Member, ...]
    not_needed: bool
    suggestion: Suggestion | None

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def on_board(self) -> int:
        return sum(1 for member in self.members if member.level is not None and member.level >= ON_BOARD)

    @property
    def heat(self) -> int:
        return min(self.count, HOTTEST)

    @property
    def is_gap(self) -> bool:
        return not self.members and not self.not_needed


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole table: a row of cells for each sector, the gaps, and who is in no sector."""

    rows: tuple[tuple[Cell, ...], ...]
    without_sector: tuple[Member, ...]

    @property
    def gaps(self) -> tuple[Cell, ...]:
        return tuple(cell for row in self.rows for cell in row if cell.is_gap)


def cover(
    members: Iterable[Member],
    candidates: Iterable[Candidate],
    *,
    sectors: Sequence[int],
    purposes: Sequence[int],
    not_needed: Collection[tuple[int, int]] = (),
) -> Coverage:
    """Return the table of `sectors` by `purposes`; neither members nor candidates need any order."""
    everyone = sorted(members, key=lambda one: (one.level is None, -(one.level or 0), one.name.casefold(), one.id))
    by_cell: dict[tuple[int, int], list[Member]] = {}
    for member in everyone:
        for purpose in member.purposes:
            if member.sector is not None:
                by_cell.setdefault((member.sector, purpose), []).append(member)
    by_sector: dict[int, Suggestion] = {}
    for suggestion in suggest(candidates):
        if suggestion.candidate.sector is not None:
            by_sector.setdefault(suggestion.candidate.sector, suggestion)

    def cell(sector: int, purpose: int) -> Cell:
        inside = tuple(by_cell.get((sector, purpose), ()))
        is_needless = (sector, purpose) in not_needed
        best = None if inside or is_needless else by_sector.get(sector)
        return Cell(sector, purpose, inside, is_needless, best)

    return Coverage(
        rows=tuple(tuple(cell(sector, purpose) for purpose in purposes) for sector in sectors),
        without_sector=tuple(one for one in everyone if one.sector is None),
    )


def suggest(candidates: Iterable[Candidate]) -> list[Suggestion]:
    """Return those of `candidates` who may be asked, the best first, each with the reason."""
    able = [one for one in candidates if one.level is None or one.level >= AWARE]
    return [Suggestion(one, reason(one)) for one in sorted(able, key=preference)]


def preference(candidate: Candidate) -> tuple[bool, int, int, int, str, int]:
    """What candidates of one sector are ordered by, the best first."""
    return (
        not candidate.under_represented,
        candidate.reach,
        -(candidate.level if candidate.level is not None else 0),
        -(candidate.sway or 0),
        candidate.name.casefold(),
        candidate.id,
    )


def reason(candidate: Candidate) -> str:
    """Return why this one, in words for the page."""
    parts = []
    if candidate.under_represented:
        parts.append("a voice that has been missing")
    if candidate.reach is Reach.PARTNER:
        parts.append("a partner already")
    elif candidate.reach is Reach.ONE_STEP_AWAY:
        parts.append(f"known to {candidate.through}")
    else:
        parts.append("in your registry, not asked yet")
    if candidate.level is not None and candidate.level >= ON_BOARD:
        parts.append("on board")
    if candidate.sway is not None and candidate.sway >= 4:
        parts.append(f"sway {candidate.sway} of 5")
    return ", ".join(parts)
