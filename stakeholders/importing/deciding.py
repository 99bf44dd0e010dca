"""Decides what becomes of each row: new, filled up, kept as it is, or left out; a person's choice goes first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from coalition.lib.tabular import Row
from stakeholders.importing.capacities import look_at_people, may_be_group
from stakeholders.importing.drafts import Choice, Draft, Problem, Reading, Trouble
from stakeholders.importing.duplicates import MAIL_SHARED, Match, Matcher, Registry
from stakeholders.importing.naming import guess_sector, reads_as_household, reads_as_office
from stakeholders.importing.rows import RowReader


class Action(StrEnum):
    """What is done with one draft."""

    CREATE = "create"
    # An organization that an earlier row of this file named, now with all that its own row says.
    COMPLETE = "complete"
    UPDATE = "update"
    KEEP = "keep"
    # Somebody an earlier row of this file brought, who also belongs to another organization.
    JOIN = "join"
    OUT = "out"


@dataclass(slots=True)
class Step:
    """One draft and what is done with it; `pk` is the stakeholder it already is, `changes` what that one lacks."""

    draft: Draft
    action: Action
    pk: int | None = None
    # The very row of the very list that an import wrote, or a row of our own export.
    is_sure: bool = False
    # What the file says replaces what is there.
    replaces: bool = False
    renames: bool = False
    # How many fields that held something hold something else now.
    overwritten: int = 0
    # Only named by a row about somebody else.
    is_implied: bool = False
    changes: dict[str, Any] = field(default_factory=dict)
    # Names of the tags that somebody who is there gets on top of their own.
    tags: list[str] = field(default_factory=list)
    # What a new stakeholder is ordered and found by, worked out ahead of the writing.
    searched: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Joining:
    """A person, by key or by the row that brings them, who also belongs to the organization of this name."""

    pk: int | None
    row: int | None
    organization_key: str
    role: str


@dataclass(slots=True)
class Decision:
    """What becomes of one row. `implied` are organizations it names for the first time, `main` what it is about."""

    reading: Reading
    main: Step
    implied: list[Step] = field(default_factory=list)
    others: list[Step] = field(default_factory=list)
    joining: Joining | None = None
    match: Match | None = None
    choices: tuple[Choice, ...] = ()
    choice: Choice | None = None
    reason_out: str = ""

    @property
    def steps(self) -> list[Step]:
        """All drafts of the row, organizations before those who belong to them."""
        if not self.implied and not self.others:
            return [self.main]
        return [*self.implied, self.main, *self.others]

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at the row."""
        return bool(self.reading.problems)


_TAKES: Final = frozenset({Choice.UPDATE, Choice.MERGE})
_FOUND_AGAIN: Final = (Choice.UPDATE, Choice.MERGE, Choice.CREATE, Choice.SKIP)
_CHOICES: Final = {choice.value: choice for choice in Choice}
# What is chosen for rows that nobody who opens the sheet sees.
HIDDEN: Final = "hidden"
_UNTIL_SAID: Final = "A student record: left out unless you say otherwise"


class Decider:
    """Decides row after row. `choices` holds what people chose, by row number and by trouble for all alike."""

    def __init__(
        self,
        reader: RowReader,
        registry: Registry,
        *,
        choices: Mapping[int, str],
        choices_for_all: Mapping[str, str],
        rates_private_people: bool,
        leaves_hidden: bool = False,
    ) -> None:
        self._reader = reader
        self._registry = registry
        self._matcher = Matcher(registry)
        self._choices = choices
        self._choices_for_all = choices_for_all
        self._rates_private_people = rates_private_people
        self._leaves_hidden = leaves_hidden
        # Keys of organizations this file brings: True when only named so far, False when they had a row of their own.
        self._named_only: dict[str, bool] = {}
        # Of the people brought so far, by row: where they belong, and the keys of those who were there.
        self._brought: dict[int, str] = {}
        self._keys_brought: dict[int, int] = {}
        self._joined: set[tuple[int, str]] = set()

    def decide(self, rows: Iterable[Row]) -> Iterator[Decision]:
        """One decision a row, in their order."""
        for row in rows:
            reading = self._reader.read(row)
            yield self._hide(reading) if row.is_hidden and self._leaves_hidden else self._decide(reading)

    @staticmethod
    def _hide(reading: Reading) -> Decision:
        reading.problems.clear()
        return Decision(reading, Step(reading.main, Action.OUT), reason_out="Hidden in the sheet")

    def _decide(self, reading: Reading) -> Decision:
        main = reading.main
        if reading.is_blank:
            return Decision(reading, Step(main, Action.OUT), reason_out="An empty line of the list")
        if reading.is_unreadable:
            return Decision(reading, Step(main, Action.OUT), reason_out=reading.problems[0].text)
        look_at_people(reading, rates_private_people=self._rates_private_people)
        chosen = self._chosen(reading)
        people_choices = _people_choices(reading)
        proposal = _people_proposal(main, people_choices)
        wanted = chosen or proposal
        if wanted in {Choice.ROLE, Choice.GROUP} and wanted in people_choices:
            _anonymise(main, wanted)
        match = self._matcher.find(main, reading.number)
        decision = Decision(reading, Step(main, Action.CREATE), match=match)
        self._settle(decision, chosen, people_choices, proposal)
        if decision.choice != Choice.SKIP or chosen is None:
            self._join(decision)
            self._place(decision)
        return decision

    def _chosen(self, reading: Reading) -> Choice | None:
        """What a person chose for this row, or for all rows with the same trouble."""
        said = self._choices.get(reading.number, "")
        if not said and self._choices_for_all:
            found = (self._choices_for_all.get(problem.trouble, "") for problem in reading.problems)
            said = next(filter(None, found), "")
        return _CHOICES.get(said)

    def _settle(
        self,
        decision: Decision,
        chosen: Choice | None,
        people_choices: tuple[Choice, ...],
        proposal: Choice | None,
    ) -> None:
        match, main = decision.match, decision.main
        if match and (match.pk is not None or match.proposal == Choice.SKIP):
            # Whoever is there already was looked at when they came.
            decision.reading.problems[:] = [
                one for one in decision.reading.problems if one.trouble not in {Trouble.PRIVATE, Trouble.STUDENT}
            ]
        if match and not match.is_sure:
            decision.reading.problems.append(Problem(Trouble.SAME, match.reason))
            chosen = chosen or self._for_all_same(match)
            decision.choices = _match_choices(match, people_choices)
            proposal = match.proposal if proposal != Choice.SKIP else proposal
        elif match:
            decision.choices = _FOUND_AGAIN if match.pk is not None else ()
            proposal = match.proposal
            chosen = chosen if decision.choices else None
        else:
            decision.choices = people_choices
        is_allowed = chosen is not None and (not decision.choices or chosen in decision.choices)
        decision.choice = chosen if is_allowed else proposal
        if decision.choice == Choice.SKIP:
            main.action = Action.OUT
            decision.reason_out = "Left out by you" if is_allowed else match.reason if match else _UNTIL_SAID
        elif match and match.pk is not None and decision.choice in _TAKES:
            main.action, main.pk, main.is_sure = Action.UPDATE, match.pk, match.is_sure
            main.replaces = decision.choice == Choice.UPDATE
            main.renames = match.renames and main.replaces
            if match.renames and not main.draft.is_person:
                self._registry.organizations.setdefault(main.draft.key, match.pk)

    def _for_all_same(self, match: Match) -> Choice | None:
        """What was said for all alike; two people who share an address become one by a choice of their own only."""
        said = _CHOICES.get(self._choices_for_all.get(Trouble.SAME, ""))
        return None if said in _TAKES and match.reason == MAIL_SHARED else said

    def _join(self, decision: Decision) -> None:
        """Note that somebody known belongs to another organization too: the list names them once for each."""
        main, match, row = decision.main, decision.match, decision.reading.number
        if not main.draft.is_person:
            return
        home = main.draft.organization_key
        if match is None or main.action == Action.CREATE:
            self._brought[row] = home
            return
        pk: int | None
        if match.pk is not None:
            pk, known_home = match.pk, self._registry.homes.get(match.pk, home)
            self._brought[row], self._keys_brought[row] = known_home, pk
        elif match.is_sure and match.row in self._brought:
            pk, known_home = self._keys_brought.get(match.row), self._brought[match.row]
        else:
            return
        source = pk if pk is not None else -(match.row or 0)
        is_new = home and home != known_home and (source, home) not in self._joined
        if is_new and not (pk is not None and (pk, home) in self._registry.ties):
            self._joined.add((source, home))
            decision.joining = Joining(pk, match.row, home, main.draft.role_title)
            if main.action == Action.OUT:
                main.action = Action.JOIN

    def _place(self, decision: Decision) -> None:
        """See that the organizations a row names exist or are made, and decide on its further people."""
        main = decision.main
        if main.action != Action.OUT and not main.draft.is_person:
            key = main.draft.key
            if main.action == Action.CREATE and self._named_only.get(key):
                main.action = Action.COMPLETE
            if main.action in {Action.CREATE, Action.COMPLETE}:
                self._named_only[key] = False
        if main.action != Action.OUT:
            self._imply(decision, main.draft)
        for draft in decision.reading.others:
            match = self._matcher.find(draft, decision.reading.number)
            step = Step(draft, Action.CREATE)
            if match and match.row is not None and match.proposal == Choice.SKIP:
                step.action = Action.OUT
            elif match and match.pk is not None and match.proposal in _TAKES:
                step.action, step.pk, step.is_sure = Action.UPDATE, match.pk, match.is_sure
                step.replaces = match.is_sure and match.proposal == Choice.UPDATE
            if step.action != Action.OUT:
                self._imply(decision, draft)
            decision.others.append(step)

    def _imply(self, decision: Decision, draft: Draft) -> None:
        key = draft.organization_key
        if not key or key in self._registry.organizations or key in self._named_only:
            return
        self._named_only[key] = True
        kind = "group" if reads_as_household(draft.organization) else "organization"
        organization = Draft(name=draft.organization, kind=kind, sector=guess_sector(draft.organization))
        decision.implied.append(Step(organization, Action.CREATE, is_implied=True))


def _people_choices(reading: Reading) -> tuple[Choice, ...]:
    troubles = {problem.trouble for problem in reading.problems}
    if Trouble.STUDENT in troubles:
        return (*((Choice.GROUP,) if may_be_group(reading.main) else ()), Choice.CREATE, Choice.SKIP)
    if Trouble.PRIVATE in troubles:
        has_role = reading.main.role_title or reads_as_office(reading.main.name)
        return (Choice.CREATE, *((Choice.ROLE,) if has_role else ()), Choice.SKIP)
    return ()


def _people_proposal(main: Draft, choices: tuple[Choice, ...]) -> Choice | None:
    """What happens to a student or private person unless somebody decides: a roster of students stays out."""
    if main.is_from_roster and Choice.SKIP in choices:
        return Choice.SKIP
    return choices[0] if choices else None


def _match_choices(match: Match, people_choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    own = (
        (Choice.MERGE, Choice.UPDATE, Choice.CREATE, Choice.SKIP)
        if match.pk is not None
        else (Choice.CREATE, Choice.SKIP)
    )
    return own + tuple(choice for choice in people_choices if choice not in own)


def _anonymise(draft: Draft, choice: Choice) -> None:
    """Keep the role or the group and forget the human being: no name, no address, no words about them."""
    if choice == Choice.GROUP:
        draft.kind, draft.person_type = "group", ""
        return
    if draft.role_title:
        draft.name = f"{draft.role_title}, {draft.organization}" if draft.organization else draft.role_title
    draft.person_type = "official"
    draft.email = draft.phone = draft.notes = draft.what_matters = ""
    draft.number = ""
