"""Lists of ties (who, whom, kind, trust) brought in as one: found, shown, written in one transaction, undone.

Each end is found by the number of our exports or of a list brought in before, by e-mail, or by name. A name that
several bear, or nobody, is asked about; a row whose ends are not both known stays out and says why.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stakeholders.importing import tie_columns as columns
from stakeholders.importing.naming import name_key
from stakeholders.importing.near import NearNames
from stakeholders.models import ImportedStakeholder, ImportState, Relationship, Stakeholder
from stakeholders.text import fold

BOTH_WAYS = frozenset({"works-with", "knows", "in-tension"})
MOST_CANDIDATES = 8
SKIP = "skip"
NEW, CHANGED, THERE, OUT = "new", "changed", "there", "out"
NOTE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, in words that tell namesakes apart."""

    pk: int
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A name that does not say who is meant: how often it occurs, and who may be."""

    key: str
    name: str
    times: int
    candidates: Sequence[Candidate]


@dataclass(slots=True)
class Tie:
    """One row: its ends as written and as found, what it says, and what becomes of it (new, changed, there, out)."""

    number: int
    who: str
    whom: str
    outcome: str = OUT
    source: int | None = None
    target: int | None = None
    kind: str = ""
    trust: int | None = None
    since: object = None
    how: str = ""
    note: str = ""
    reasons: list[str] = field(default_factory=list)
    existing: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """All rows as they would be written, and the names to be asked about."""

    ties: list[Tie]
    questions: list[Question]
    names: Mapping[int, str]

    def name(self, key, written) -> str:
        """Who was found at an end that a number or an address names; a name stays as it was written."""
        found = self.names.get(key, "")
        return found if found and ("@" in written or written[:1].isdigit()) else written

    def count(self, outcome) -> int:
        return sum(tie.outcome == outcome for tie in self.ties)

    def counts(self) -> dict:
        return {"rows": len(self.ties), **{outcome: self.count(outcome) for outcome in (NEW, CHANGED, THERE, OUT)}}


class People:
    """Everyone of the district in scope, by all a list may call them by; three statements."""

    def __init__(self):
        known = Stakeholder.objects.filter(merged_into=None, archived_at=None).order_by("pk")
        known = known.values_list("pk", "name", "kind", "email", "organization__name")
        self.labels: dict[int, str] = {}
        self.by_name, self.by_email, self.by_number = defaultdict(list), defaultdict(list), defaultdict(list)
        names = []
        for pk, name, kind, email, home in known.iterator(4000):
            is_person = kind == "person"
            key = name_key(fold(name), is_person=is_person)
            self.labels[pk] = f"{name}, {home}" if home else name
            self.by_name[key].append(pk)
            names.append((pk, key, is_person))
            if email:
                self.by_email[email.casefold()].append(pk)
        self.near = NearNames(names)
        numbered = ImportedStakeholder.objects.filter(stakeholder_import__state=ImportState.DONE).exclude(number="")
        for pk, number in numbered.values_list("stakeholder_id", "number").distinct():
            if pk in self.labels:
                self.by_number[number.partition(":")[2].casefold()].append(pk)

    def called(self, text: str) -> list[int]:
        """The keys of those whom `text` names; several when that is not clear."""
        plain = text.casefold()
        if "@" in plain and plain in self.by_email:
            return self.by_email[plain]
        head, mark, _ = plain.partition("v")
        if head.isascii() and head.isdigit() and len(head) < 19:
            own = [int(head)] if int(head) in self.labels else []
            return own if mark else list(dict.fromkeys([*self.by_number.get(plain, ()), *own]))
        found = self.by_name.get(name_key(text, is_person=True)) or self.by_name.get(name_key(text, is_person=False))
        return found or self.by_number.get(plain, [])

    def resembling(self, text: str) -> list[int]:
        """Those who bear nearly this name."""
        found = [
            pk
            for is_person in (True, False)
            for pk in self.near.find(name_key(text, is_person=is_person), is_person=is_person)
        ]
        return list(dict.fromkeys(found))


def check_ties(rows, mapping, *, kind, choices: Mapping[str, str]) -> Checked:
    """Read rows by `mapping` and find what becomes of each; `choices` says who is meant, by folded name."""
    people, there = People(), existing_ties()
    asked: dict[str, Question] = {}
    taken: dict[tuple, int] = {}
    ties = []
    for row in rows:
        cells = {key: columns.said(row.cells[place]) for place, key in enumerate(mapping) if key}
        tie = read_tie(row.number, cells, kind)
        tie.source = find_end(tie.who, "who", tie, people, choices, asked)
        tie.target = find_end(tie.whom, "whom", tie, people, choices, asked)
        settle(tie, cells, there, taken)
        ties.append(tie)
    return Checked(ties, sorted(asked.values(), key=lambda one: one.name.casefold()), people.labels)


def existing_ties() -> dict[tuple, tuple]:
    """Each tie by its ends and kind: its key, trust, since and note."""
    found = {}
    for pk, source, target, kind, trust, since, note in Relationship.objects.values_list(
        "pk", "source_stakeholder_id", "target_stakeholder_id", "kind", "trust", "since", "note"
    ):
        found[mark_of(source, target, kind)] = (pk, trust, since, note)
    return found


def mark_of(source, target, kind):
    """The tie as one of its sort: where it has no direction the ends are in order."""
    return (min(source, target), max(source, target), kind) if kind in BOTH_WAYS else (source, target, kind)


def read_tie(number, cells, usual) -> Tie:
    """What a row says of the tie itself; what is not understood is kept in the note and told."""
    tie = Tie(number, cells.get(columns.WHO, ""), cells.get(columns.WHOM, ""), kind=usual)
    notes = [cells.get(columns.NOTE, "")]
    named = cells.get(columns.KIND, "")
    if named:
        found = columns.kind_of(named)
        tie.kind, turned = found or ("", False)
        if turned:
            tie.who, tie.whom = tie.whom, tie.who
        if not found:
            tie.reasons.append(f"“{named[:60]}” is no kind of tie we know")
    for key, read in ((columns.TRUST, columns.trust_of), (columns.SINCE, columns.since_of)):
        text = cells.get(key, "")
        value = read(text) if text else None
        setattr(tie, key, value)
        if text and value is None and not (key == columns.TRUST and text in {"0", "9", "99"}):
            notes.append(f"{columns.FIELDS[key].partition(',')[0]}: {text}")
    how = cells.get(columns.HOW, "")
    tie.how = columns.how_of(how)
    if how and not tie.how:
        notes.append(how)
    tie.note = "; ".join(filter(None, notes))[:NOTE_LENGTH]
    return tie


def find_end(text, side, tie, people, choices, asked) -> int | None:
    """Who is meant at one end; a name that leaves it open becomes a question, and the row a reason."""
    if not text:
        tie.reasons.append(f"No name for {side}")
        return None
    key = fold(text)
    found = people.called(text)
    if len(found) == 1:
        return found[0]
    candidates = found or people.resembling(text)
    listed = [Candidate(pk, people.labels[pk]) for pk in candidates[:MOST_CANDIDATES]]
    before = asked.get(key)
    asked[key] = Question(key, text, before.times + 1 if before else 1, listed)
    chosen = choices.get(key, "")
    if chosen.isdigit() and int(chosen) in people.labels:
        return int(chosen)
    if found:
        tie.reasons.append(f"{len(found)} are called “{text[:80]}”")
    else:
        tie.reasons.append(f"Nobody in the registry is called “{text[:80]}”")
    return None


def settle(tie, cells, there, taken):
    """Decide what becomes of a row whose ends and kind are looked up."""
    if tie.source is None or tie.target is None or not tie.kind:
        return
    if tie.source == tie.target:
        tie.reasons.append("Both ends are the same")
        return
    mark = mark_of(tie.source, tie.target, tie.kind)
    if mark in taken:
        tie.reasons.append(f"The same tie as row {taken[mark]}")
        return
    taken[mark] = tie.number
    if mark not in there:
        tie.outcome = NEW
        return
    tie.existing, trust, since, note = there[mark]
    says_more = (tie.trust or trust, tie.since or since, note or tie.note) != (trust, since, note)
    tie.outcome = CHANGED if says_more else THERE
