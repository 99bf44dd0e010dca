"""Lists of ties (who, whom, kind, trust) brought in as one: found, shown, written in one transaction, undone.

Each end is found by the number of our exports or of a list brought in before, by e-mail, or by name. A name that
several bear, or nobody, is asked about; a row whose ends are not both known stays out and says why.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from stakeholders.importing import tie_columns as columns
from stakeholders.importing.naming import name_key
from stakeholders.importing.near import NearNames
from stakeholders.models import ImportedStakeholder, ImportState, Relationship, Stakeholder
from stakeholders.models.relationship import BROUGHT, ITEMS
from stakeholders.network.ratings import TRUST_ITEMS, UNANSWERED, mean_of, rounded, score_of
from stakeholders.standing.brought import IN_WORDS, turned
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
    """One row: its ends as written and as found, what it says, and what becomes of it (new, changed, there, out).

    `reasons` keep it out, `remarks` tell how what it says was taken. `trusts` are what it is rated, by each end that
    says so; `trust` is the whole number they come to. `joined_to` is the row of the same tie said from the other end.
    """

    number: int
    who: str
    whom: str
    outcome: str = OUT
    source: int | None = None
    target: int | None = None
    kind: str = ""
    trusts: list[float] = field(default_factory=list)
    trust: int | None = None
    brought: dict[str, int | None] = field(default_factory=dict)
    since: object = None
    how: str = ""
    note: str = ""
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    existing: int | None = None
    joined_to: int = 0
    raters: set[int] = field(default_factory=set)

    @property
    def is_rated(self):
        return bool(self.trusts) or any(self.brought.values())

    def brought_from(self, source):
        """What both ends bring, as a tie says it that leads from `source`."""
        return self.brought if self.source == source else turned(self.brought)


@dataclass(frozen=True, slots=True)
class Existing:
    """A tie that is listed, as far as a row may fill it up."""

    pk: int
    source: int
    trust: int | None
    since: object
    note: str
    brought: Mapping[str, int | None]

    def says_less_than(self, tie):
        brought = any(score and score != self.brought[name] for name, score in tie.brought_from(self.source).items())
        others = (tie.trust or self.trust, tie.since or self.since, self.note or tie.note)
        return brought or others != (self.trust, self.since, self.note)


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
        known = known.values_list("pk", "name", "kind", "email", "organization__name", "person_type")
        self.labels: dict[int, str] = {}
        self.capacities: dict[int, str] = {}
        self.by_name, self.by_email, self.by_number = defaultdict(list), defaultdict(list), defaultdict(list)
        names = []
        for pk, name, kind, email, home, capacity in known.iterator(4000):
            is_person = kind == "person"
            if capacity:
                self.capacities[pk] = capacity
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


def check_ties(rows, mapping, *, kind, choices: Mapping[str, str], refusal: Callable[[str], str]) -> Checked:
    """Read rows by `mapping` and find what becomes of each; `choices` says who is meant, by folded name.

    `refusal` says why people of a capacity are not to be rated, or "".
    """
    people, there = People(), existing_ties()
    asked: dict[str, Question] = {}
    taken: dict[tuple, Tie] = {}
    ties = []
    for row in rows:
        cells = {key: columns.said(row.cells[place]) for place, key in enumerate(mapping) if key}
        tie = read_tie(row.number, cells, kind)
        if row.is_hidden:
            tie.remarks.append("Hidden in the sheet")
        tie.source = find_end(tie.who, "who", tie, people, choices, asked)
        tie.target = find_end(tie.whom, "whom", tie, people, choices, asked)
        for end, key in (("target", tie.target), ("source", tie.source)):
            leave_unrated(tie, end, people.labels.get(key, ""), refusal(people.capacities.get(key, "")))
        settle(tie, there, taken)
        ties.append(tie)
    for tie in ties:
        tie.trust = whole(tie, "Trust", mean_of(tie.trusts), " on both sides" if len(tie.trusts) > 1 else "")
    for mark, tie in taken.items():
        if tie.existing:
            tie.outcome = CHANGED if there[mark].says_less_than(tie) else THERE
    return Checked(ties, sorted(asked.values(), key=lambda one: one.name.casefold()), people.labels)


def leave_unrated(tie, end, name, reason):
    """Leave out what is said of what somebody brings who is not to be rated."""
    held = [name for name, score in tie.brought.items() if score and name.startswith(end)]
    if held and reason:
        tie.brought |= dict.fromkeys(held)
        tie.remarks.append(f"What {name} brings is left out. {reason}")


def existing_ties() -> dict[tuple, Existing]:
    """Each tie by its ends and kind."""
    columns_read = ("pk", "source_stakeholder_id", "target_stakeholder_id", "kind", "trust", "since", "note")
    found = {}
    for pk, source, target, kind, trust, since, note, *brought in Relationship.objects.values_list(
        *columns_read, *BROUGHT
    ):
        held = dict(zip(BROUGHT, brought, strict=True))
        found[mark_of(source, target, kind)] = Existing(pk, source, trust, since, note, held)
    return found


def mark_of(source, target, kind):
    """The tie as one of its sort: where it has no direction the ends are in order."""
    return (min(source, target), max(source, target), kind) if kind in BOTH_WAYS else (source, target, kind)


def read_tie(number, cells, usual) -> Tie:
    """What a row says of the tie itself; what is not understood is kept in the note and told."""
    tie = Tie(number, cells.get(columns.WHO, ""), cells.get(columns.WHOM, ""), kind=usual)
    notes = [cells.get(columns.NOTE, "")]
    named, turned_round = cells.get(columns.KIND, ""), False
    if named and named.casefold() not in columns.DIRECTIONS:
        found = columns.kind_of(named)
        tie.kind, turned_round = found or ("", False)
        if turned_round:
            tie.who, tie.whom = tie.whom, tie.who
        if not found:
            tie.reasons.append(f"“{named[:60]}” is no kind of tie we know")
    since = cells.get(columns.SINCE, "")
    tie.since = columns.since_of(since) if since else None
    if since and tie.since is None:
        notes.append(f"{columns.FIELDS[columns.SINCE]}: {since}")
    read_ratings(tie, cells, notes)
    if turned_round:
        tie.brought = turned(tie.brought)
    how = cells.get(columns.HOW, "")
    tie.how = columns.how_of(how)
    if how and not tie.how:
        notes.append(how)
    tie.note = "; ".join(filter(None, notes))[:NOTE_LENGTH]
    return tie


def read_ratings(tie, cells, notes):
    """Read trust, one number or the mean of its three items, and what both ends bring; a mean is rounded and told."""
    scores = {}
    for key in columns.RATINGS:
        text = cells.get(key, "")
        if text in UNANSWERED:
            continue
        score = score_of(text)
        if score is None:
            notes.append(f"{columns.FIELDS[key].removesuffix(', 1 to 4')}: {text}")
            tie.remarks.append(f"“{text[:40]}” is no rating from 1 to 4: it goes to the note")
        else:
            scores[key] = score
    trust = scores.get(columns.TRUST, mean_of(scores.get(item) for item in TRUST_ITEMS))
    tie.trusts = [] if trust is None else [trust]
    one_for_all = None if any(item in scores for item in ITEMS) else scores.get(columns.VALUE)
    for item in ITEMS:
        for end, score in (
            ("target", scores.get(item, one_for_all)),
            ("source", scores.get(f"{columns.OWN}{item}")),
        ):
            tie.brought[f"{end}_{item}"] = whole(tie, IN_WORDS[item], score)


def whole(tie, what, score, where="") -> int | None:
    """The nearest whole rating; where that is another number the row says so."""
    if score is None:
        return None
    if rounded(score) != score:
        tie.remarks.append(f"{what} {rounded(score)}, rounded from {score:.2f}{where}")
    return rounded(score)


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


def settle(tie, there, taken):
    """Decide what becomes of a row whose ends and kind are looked up."""
    if tie.source is None or tie.target is None or not tie.kind:
        return
    if tie.source == tie.target:
        tie.reasons.append("Both ends are the same")
        return
    mark = mark_of(tie.source, tie.target, tie.kind)
    if mark in taken:
        join(tie, taken[mark])
        return
    taken[mark] = tie
    tie.raters.add(tie.source)
    tie.outcome = NEW
    if mark in there:
        tie.existing = there[mark].pk


def join(tie, first):
    """Put what the other end says into the tie of a row before, as both answer a survey; another row stays out."""
    if tie.kind not in BOTH_WAYS or tie.source in first.raters or not tie.is_rated:
        tie.reasons.append(f"The same tie as row {first.number}")
        return
    first.raters.add(tie.source)
    for name, score in tie.brought_from(first.source).items():
        first.brought[name] = first.brought[name] or score
    first.trusts += tie.trusts
    tie.outcome, tie.joined_to = THERE, first.number
