"""What became of each row, kept packed beside the rows: for the pages that show them and for the reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stakeholders.importing.deciding import Action, Decision
from stakeholders.importing.drafts import Trouble
from stakeholders.importing.staging import Packer, opened, pick, squeeze

ALL: Final = "all"
READY: Final = "ready"
LOOK: Final = "look"
OUT: Final = "out"
WORDS: Final = {
    Action.CREATE: "New",
    Action.COMPLETE: "New",
    Action.UPDATE: "Updated",
    Action.KEEP: "Already there",
    Action.JOIN: "One more membership",
    Action.OUT: "Left out",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row after the check: what is done with it, what a person may choose, and what there is to look at."""

    place: int
    number: int
    action: Action
    name: str
    sector: str
    choice: str
    choices: Sequence[str]
    match: int | None
    reason: str
    problems: Sequence[tuple[Trouble, str]]

    @property
    def word(self) -> str:
        """What is done, in a word."""
        return WORDS[self.action]

    @property
    def is_unreadable(self) -> bool:
        """Whether the row must be mended to be written."""
        return any(trouble == Trouble.UNREADABLE for trouble, _ in self.problems)

    @property
    def explanation(self) -> str:
        """Why it is left out or what to look at, in one line."""
        texts = [text for _, text in self.problems]
        return "; ".join(texts if texts or not self.reason else [self.reason])


class OutcomeLog:
    """Takes decisions one by one and packs what the pages need, with the places each view shows."""

    def __init__(self) -> None:
        self._packer = Packer()
        self._places: dict[str, list[int]] = {READY: [], LOOK: [], OUT: []}

    def add(self, decision: Decision) -> None:
        """Take in one row."""
        place = self._packer.count
        draft, problems = decision.main.draft, decision.reading.problems
        self._packer.add(
            [
                decision.reading.number,
                decision.main.action,
                draft.name,
                draft.sector,
                decision.choice or "",
                list(decision.choices),
                decision.match.pk if decision.match else None,
                decision.reason_out or (decision.match.reason if decision.match else ""),
                [[problem.trouble, problem.text] for problem in problems],
            ]
        )
        self._places[LOOK if problems else READY].append(place)
        if decision.main.action == Action.OUT:
            self._places[OUT].append(place)
        for trouble in {problem.trouble for problem in problems}:
            self._places.setdefault(trouble.name.lower(), []).append(place)

    def packed(self) -> tuple[bytes, bytes]:
        """The outcomes and the places."""
        return self._packer.packed(), squeeze({**self._places, ALL: self._packer.count})


class Outcomes:
    """The kept outcomes of an import."""

    def __init__(self, packed: bytes | memoryview, places: bytes | memoryview) -> None:
        self._packed = packed
        self._places: Mapping[str, Any] = opened(places) if places else {ALL: 0}

    def places(self, view: str) -> Sequence[int]:
        """The places of the rows a view shows."""
        found = self._places.get(view, ())
        return range(found) if isinstance(found, int) else found

    def numbers(self, trouble: Trouble) -> set[int]:
        """The numbers of the rows that have this trouble."""
        return {outcome.number for outcome in self.at(self.places(trouble.name.lower()))}

    def at(self, places: Sequence[int]) -> Iterator[Outcome]:
        """The outcomes at these places, in rising order."""
        for place, kept in zip(places, pick(self._packed, places), strict=False):
            number, action, name, sector, choice, choices, match, reason, problems = kept
            yield Outcome(
                place,
                number,
                Action(action),
                name,
                sector,
                choice,
                choices,
                match,
                reason,
                [(Trouble(trouble), text) for trouble, text in problems],
            )
