"""Natural allies and bridges to build, told apart by one rule.

A natural ally is on board or past, or aware and tied with a fair amount of trust to somebody on board or past. A bridge
to build is below aware with a target above where they stand. Everybody else is neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from stakeholders.maps.influence_shapes import Partner

AWARE, ON_BOARD = 3, 4
FAIR_TRUST = 3


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two partners, by their ids, with trust 1 to 4 or None where nobody rated it."""

    one: int
    other: int
    trust: int | None


@dataclass(frozen=True, slots=True)
class Allies:
    """Both lists in the order the partners came in."""

    natural: tuple[Partner, ...]
    bridges: tuple[Partner, ...]


def sort_allies(partners: Iterable[Partner], ties: Iterable[Tie]) -> Allies:
    """Tell natural allies from bridges to build; a tie counts in both directions, one in tension must not be given."""
    everyone = list(partners)
    on_board = {one.id for one in everyone if one.level is not None and one.level >= ON_BOARD}
    trusted = {
        mine
        for tie in ties
        if tie.trust is not None and tie.trust >= FAIR_TRUST
        for mine, theirs in ((tie.one, tie.other), (tie.other, tie.one))
        if theirs in on_board
    }
    return Allies(
        natural=tuple(one for one in everyone if one.id in on_board or (one.level == AWARE and one.id in trusted)),
        bridges=tuple(
            one
            for one in everyone
            if one.level is not None and one.level < AWARE and one.target is not None and one.target > one.level
        ),
    )
