"""Guesses where each column of a file goes, with the reason, so that a person only looks at what is doubtful."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from coalition.lib.tabular import TITLES, fold_header
from stakeholders.importing import cells, values
from stakeholders.importing.contact_columns import LEADER_OF, find_contacts, is_contact, only_contact
from stakeholders.importing.fields import BY_KEY, LEADER, NAME_PARTS, REPEATABLE, slot_key
from stakeholders.importing.headings import ASIDE, FREE, UNSURE, meaning
from stakeholders.importing.naming import reads_as_group, reads_as_organization
from stakeholders.importing.profile import LONGEST_SAMPLE, Column
from stakeholders.importing.suggesting import ORGANIZATION_HEADERS
from stakeholders.importing.synonyms import BY_HEADER


class State(StrEnum):
    """How sure the guess is, in the words of the page."""

    MATCHED = "Matched"
    CHECK = "Check this"
    LEFT_OUT = "Left out"
    BLOCKED = "Blocked"


@dataclass(slots=True)
class Guess:
    """Where one column goes: the key of a field or "", how sure that is, and why in a few words."""

    field: str = ""
    state: State = State.LEFT_OUT
    reason: str = ""
    rank: int = 1000


_EMAIL: Final = re.compile(r"(?:[^<>]*<)?[^\s@,;<>]+@[^\s@,;<>]+\.[A-Za-z]{2,}>?")
_PHONE: Final = re.compile(r"\+?(?:[\s().\-/x]*\d){7,15}\s*(ext[:.\s]*\d+)?", re.IGNORECASE)
_PHONE_HEADER: Final = re.compile(
    r"phone|\btel|\bcell|mobil|handy|fon\b|voice|^column \w+$|^(work|home|main|day|evening|office|contact)( number)?$"
)
_PERSON_NAME: Final = re.compile(r"(?!\d)\w[\w'’.\-]*,?(?: (?!\d)[\w'’.\-]+){1,4}")
_HONORIFIC: Final = re.compile(
    r"(mr|mrs|ms|miss|dr|prof|herr|frau|sr|sra|srta|hon|rev|mx|m|mme|mlle|dra|lic|ing)\.?", re.IGNORECASE
)
_PART_OF_MEETING: Final = re.compile(
    r"(meeting )?(organi[sz]er|presenter|attendee|(co-?)?host|panelist|participant|guest)", re.IGNORECASE
)
_TITLES: Final = fold_header(TITLES)
_CODE: Final = re.compile(r"['\d.,\s\-]+")
_NUMBERED: Final = (
    (re.compile(r"e ?mail \d+( value| address)?"), "email"),
    (re.compile(r"(phone|tel|telephone|telefon) \d+( value)?"), "phone"),
)
SECOND_TABLE: Final = "A second table: bring it in by itself"
_WHO: Final = frozenset({"name", "organization", "family_name"})
_OF_ANSWERS: Final = frozenset({"start time", "completion time", "timestamp", "submission date", "submitted at"})
# The row itself, among the people it names.
OWN: Final = -1
_NUMBERED_PLACES: Final = ("school", "campus", "org", "district", "lea", "nces", "building", "site", "cd ", "beds")
# Fields that every row should have, so that a column of them that is often empty is the worse one.
_NAMES: Final = frozenset({"name", "given_name", "family_name"})
_NEARLY_ALL: Final = 0.7
_SURNAMES: Final = frozenset({"name", "nom", "nome", "naam", "nazwisko", "nachname"})
_SHAPES: Final = {
    "email": re.compile(r"[^@]*[^\s@]@[^\s@]+\.[A-Za-z]{2}.*", re.DOTALL),
    "phone": re.compile(r"(?=(?:\D{0,12}\d){7})[^@]*"),
}
_TEXT_FIELDS: Final = frozenset({"name", "organization", "role_title", "sector", "kind", *NAME_PARTS})


def guess(columns: Sequence[Column]) -> list[Guess]:
    """One guess a column. At most one column goes to each field, but to those of `REPEATABLE`."""
    guesses = [_from_header(column) for column in columns]
    folded = [fold_header(column.header) for column in columns]
    _leave_second_table(guesses, columns, folded)
    _settle_names(guesses, columns, folded)
    _find_contacts(guesses, columns, folded)
    found = {one.field for one in guesses}
    for index, column in enumerate(columns):
        if guesses[index] == Guess() and (other := _from_values(column)).field not in found:
            guesses[index] = other
    _find_names(guesses, columns)
    _take_titles(guesses, columns, folded)
    _settle_numbers(guesses, columns, folded)
    _settle_conflicts(guesses, columns)
    _leave_answers_numbers(guesses, folded)
    _leave_organizations_contacts(guesses, folded)
    return guesses


def _from_header(column: Column) -> Guess:
    if column.blocked:
        return Guess(state=State.BLOCKED, reason=column.blocked)
    if not column.filled:
        return Guess(reason="Empty")
    folded = fold_header(column.header)
    for pattern, field in _NUMBERED:
        if pattern.fullmatch(folded) and folded not in BY_HEADER:
            return _checked(field, 90, column)
    bare = re.sub(r" \(\d+\)$| \d+$", "", folded)
    if folded not in BY_HEADER and bare in BY_HEADER and BY_HEADER[bare][0] in REPEATABLE:
        return _checked(BY_HEADER[bare][0], 95, column)
    found = meaning(column.header)
    if found is None:
        return Guess()
    field, rank, reason = found
    return _checked(field, rank, column) if field else Guess(reason=reason)


def _checked(field: str, rank: int, column: Column) -> Guess:
    """A guess from the header, weighed against what the cells hold."""
    samples = column.samples
    if field in _TEXT_FIELDS and _share(_CODE, samples) > 0.8:
        is_phone = _PHONE_HEADER.search(fold_header(column.header)) and _share(_PHONE, samples) > 0.8
        return (
            Guess("phone", State.CHECK, "Looks like phone numbers", 200)
            if is_phone
            else Guess(reason="Holds numbers only")
        )
    if field in _TEXT_FIELDS and _share(_EMAIL, samples) > 0.6:
        return Guess("email", State.CHECK, "Looks like email", 200)
    if field == "role_title" and _share(_HONORIFIC, samples) > 0.5:
        return Guess("name_prefix", State.MATCHED, f"{column.filled} filled", rank)
    if field in values.CLOSED:
        found = values.share_understood(field, column.common_values())
        if field == "kind" and found < 0.5:
            return Guess(reason="Not needed")
        return Guess(field, State.CHECK, _describe_values(column), rank + round(UNSURE * (1 - found)))
    if field == "role_title" and _share(_PART_OF_MEETING, samples) > 0.9:
        return Guess(reason="Their part in the meeting")
    is_unsure = rank >= UNSURE or fold_header(column.header) in {"work", "home"}
    if is_unsure and field in _SHAPES and _share(_SHAPES[field], samples) < 0.3:
        return Guess()
    state = State.CHECK if rank >= FREE else State.MATCHED
    return Guess(field, state, f"{column.filled} filled", rank)


def _describe_values(column: Column) -> str:
    common = column.common_values()
    if not common:
        return "Many kinds of value"
    short = ", ".join(common)
    return short if len(common) <= 5 and len(short) <= 30 else f"{len(common)} kinds of value"


def _share(pattern: re.Pattern[str], samples: Sequence[str]) -> float:
    return sum(pattern.fullmatch(sample.strip()) is not None for sample in samples) / max(len(samples), 1)


def _from_values(column: Column) -> Guess:
    """A guess for a header nobody knows, from what its cells look like; always to be looked at."""
    if not column.filled:
        return Guess(reason="Empty")
    if sum(map(_holds_addresses, column.samples)) > 0.6 * len(column.samples):
        return Guess("email", State.CHECK, "Looks like email", 200)
    if _PHONE_HEADER.search(fold_header(column.header)) and _share(_PHONE, column.samples) > 0.8:
        return Guess("phone", State.CHECK, "Looks like phone numbers", 200)
    common = column.common_values()
    says_person = any(values.understand("kind", value) == "person" for value in common)
    may_be_sector = values.share_understood("sector", common) == 1 and not says_person
    if fold_header(column.header) == "type" and values.share_understood("kind", common) > 0.8 and not may_be_sector:
        return Guess("kind", State.CHECK, _describe_values(column), 200)
    if len(common) > 1 and values.share_understood("sector", common) >= 0.6:
        return Guess("sector", State.CHECK, _describe_values(column), 200)
    if column.header.startswith("Column "):
        if sum(map(reads_as_organization, column.samples)) > 0.6 * len(column.samples):
            return Guess("organization", State.CHECK, "Looks like organizations", 200)
        if _share(_PERSON_NAME, column.samples) > 0.6:
            return Guess("name", State.CHECK, "Looks like names", 200)
    return Guess()


def _holds_addresses(sample: str) -> bool:
    """Whether a cell is an address, or a line of named ones; a long one was cut somewhere."""
    if len(sample) >= LONGEST_SAMPLE:
        sample = sample.rpartition(";" if ";" in sample else ",")[0]
    return _EMAIL.fullmatch(sample) is not None or bool(cells.addressees(sample))


def _find_names(guesses: list[Guess], columns: Sequence[Column]) -> None:
    """Where no header speaks of a name, the first column that holds one in most rows has it."""
    if any(guess.field in {"name", "given_name", "family_name", "organization"} for guess in guesses):
        return
    likeliest = sorted(enumerate(columns), key=lambda one: "name" not in fold_header(one[1].header).split())
    for index, column in likeliest:
        is_varied = column.has_many or 2 * len(column.values) > column.filled
        if guesses[index] == Guess() and is_varied and _share(_PERSON_NAME, column.samples) > 0.6:
            guesses[index] = Guess("name", State.CHECK, "Looks like names", 200)
            return


def _take_titles(guesses: list[Guess], columns: Sequence[Column], folded: Sequence[str]) -> None:
    """The titles of the tables of a file name what people belong to where no column does."""
    place = folded.index(_TITLES) if _TITLES in folded else None
    if place is None or any(guess.field == "organization" for guess in guesses):
        return
    titles = columns[place].common_values()
    if titles and all(reads_as_organization(one) or reads_as_group(one) for one in titles):
        guesses[place] = Guess("organization", State.CHECK, "Titles above the rows", 200)


def _settle_names(guesses: list[Guess], columns: Sequence[Column], folded: Sequence[str]) -> None:
    """Names that depend on their neighbors: "Nombre" alone is the whole name, "Title" beside "Job Title" a prefix."""
    _settle_surnames(guesses, columns, folded)
    _settle_organizations(guesses, folded)
    present = {guess.field for guess in guesses}
    parts = {"given_name", "family_name"} & present
    if "name" not in present and len(parts) == 1:
        part = parts.pop()
        ambiguous = {"nombre", "nom", "nome", "first", "last"}
        for index, one in enumerate(guesses):
            if one.field == part and folded[index] in ambiguous:
                one.field = "name"
    roles = [index for index, one in enumerate(guesses) if one.field == "role_title"]
    titles = [index for index in roles if folded[index] == "title"]
    if len(roles) > 1 and titles and parts and not columns[titles[0]].samples:
        guesses[titles[0]].field = "name_prefix"
    sole = only_contact(folded)
    if "name" not in present and not parts and sole is not None and columns[sole].filled:
        guesses[sole] = Guess("name", State.MATCHED, f"{columns[sole].filled} filled", guesses[sole].rank)


def _settle_surnames(guesses: list[Guess], columns: Sequence[Column], folded: Sequence[str]) -> None:
    """ "FN" beside "LN" is the first name; "Name" beside a first name that it does not hold is the last one."""
    places = {one.field: index for index, one in enumerate(guesses)}
    if "fn" in folded and "ln" in folded:
        guesses[folded.index("fn")].field = "given_name"
    elif {"name", "given_name"} <= places.keys() and "family_name" not in places:
        place, given = places["name"], columns[places["given_name"]]
        pairs = list(zip(columns[place].samples, given.samples, strict=False))
        if folded[place] in _SURNAMES and sum(first in whole for whole, first in pairs) * 2 < len(pairs):
            guesses[place].field = "family_name"


def _settle_organizations(guesses: list[Guess], folded: Sequence[str]) -> None:
    """Where people have names of their own, "Account Name" and "School" are what they belong to; where an organization
    has one, "Contact" is somebody there."""
    names = [index for index, one in enumerate(guesses) if one.field == "name"]
    of_organizations = [index for index in names if folded[index].startswith(ORGANIZATION_HEADERS)]
    of_contacts = [index for index in names if is_contact(folded[index])]
    others = [index for index in names if index not in {*of_organizations, *of_contacts}]
    if others or {"given_name", "family_name"} <= {one.field for one in guesses}:
        for index in of_organizations:
            guesses[index].field, guesses[index].rank = "organization", guesses[index].rank - 1000
    elif of_organizations:
        _settle_levels(guesses, folded, of_organizations)
    if others or of_organizations:
        for index in of_contacts:
            guesses[index] = Guess()


def _settle_levels(guesses: list[Guess], folded: Sequence[str], names: Sequence[int]) -> None:
    """Of a school and its district, agency or LEA the rows are about the school."""
    schools = [index for index in names if folded[index].startswith(("school", "campus", "sch ", "facility"))]
    if schools and "organization" not in {one.field for one in guesses}:
        for index in names:
            if index not in schools:
                guesses[index].field = "organization"


def _find_contacts(guesses: list[Guess], columns: Sequence[Column], folded: Sequence[str]) -> None:
    """Further people of the row; in a row without a name of its own the first of them is whom it is about."""

    def is_free(index: int) -> bool:
        is_name = guesses[index].field in {"name", *NAME_PARTS} or guesses[index].reason == SECOND_TABLE
        return bool(columns[index].filled) and not columns[index].blocked and not is_name

    bare = [fold_header(ASIDE.sub(" ", column.header)) for column in columns]
    found = find_contacts(bare, is_free, lambda index: _share(_PERSON_NAME, columns[index].samples) > 0.5)
    slots: dict[str, int] = {}
    if {"name", "organization"} <= {guess.field for guess in guesses}:
        # Of a school in a district the superintendent leads the district.
        slots["superintendent"] = LEADER
    if not any(guess.field in {"name", "organization", "given_name"} for guess in guesses):
        slots = {one.who: OWN for one in found[:1] if one.who != LEADER_OF}
    for index, who, part in found:
        slot = LEADER if who == LEADER_OF else slots.setdefault(who, sum(one > 0 for one in slots.values()) + 1)
        key = part if slot == OWN else slot_key(slot, part)
        if key in BY_KEY:
            guesses[index] = Guess(key, State.MATCHED, f"{columns[index].filled} filled", 10)


def _settle_numbers(guesses: list[Guess], columns: Sequence[Column], folded: Sequence[str]) -> None:
    """The number of a school is no number of those who work there, where another column has theirs or it repeats."""
    of_people = {"given_name", "family_name"} & {one.field for one in guesses}
    numbers = [index for index, one in enumerate(guesses) if one.field == "external_id"]
    for index in numbers if of_people else ():
        column = columns[index]
        repeats = not column.has_many and len(column.values) < column.filled
        if folded[index].startswith(_NUMBERED_PLACES) and (repeats or len(numbers) > 1):
            guesses[index] = Guess(reason="Numbers the places, not the people")


def _settle_conflicts(guesses: list[Guess], columns: Sequence[Column]) -> None:
    """Leave each field to its likeliest column: a much fuller one, the better known header, then the fuller one."""
    best: dict[str, int] = {}
    most: dict[str, int] = {}
    for one, column in zip(guesses, columns, strict=True):
        most[one.field] = max(most.get(one.field, 0), column.filled)

    def worth(index: int, one: Guess) -> tuple[bool, int, int]:
        filled = columns[index].filled
        is_thin = one.field in _NAMES and filled < _NEARLY_ALL * most[one.field]
        return is_thin, one.rank, -filled

    for index, one in enumerate(guesses):
        if not one.field or one.field in REPEATABLE:
            continue
        other = best.get(one.field)
        if other is None or worth(index, one) < worth(other, guesses[other]):
            best[one.field] = index
    for index, one in enumerate(guesses):
        if one.field in best and best[one.field] != index:
            winner = columns[best[one.field]].header
            guesses[index] = Guess(reason=f"“{winner}” is used instead")


def _leave_second_table(guesses: list[Guess], columns: Sequence[Column], folded: Sequence[str]) -> None:
    """Beyond an empty column without a header another list may stand, with other people in the same rows."""
    for index, column in enumerate(columns):
        is_gap = not column.filled and column.header.startswith("Column ")
        beyond = guesses[index + 1 :]
        named = [one.field in _WHO or text.endswith(" name") for one, text in zip(guesses, folded, strict=True)]
        if is_gap and any(named[:index]) and any(named[index + 1 :]):
            for place, one in enumerate(beyond, start=index + 1):
                if columns[place].filled and not columns[place].blocked:
                    one.field, one.state, one.reason = "", State.LEFT_OUT, SECOND_TABLE
            return


def _leave_answers_numbers(guesses: list[Guess], folded: Sequence[str]) -> None:
    """The "ID" of a form counts its answers: the same person has another one in the next."""
    if "id" in folded and not _OF_ANSWERS.isdisjoint(folded):
        guesses[folded.index("id")] = Guess(reason="Numbers the answers, not the people")


def _leave_organizations_contacts(guesses: list[Guess], folded: Sequence[str]) -> None:
    """Where a row is a school within a district, "DistrictPhone" is not the phone of the school."""
    prefixes = {}
    for index, one in enumerate(guesses):
        if one.field in {"name", "organization"}:
            prefixes[one.field] = folded[index].split(" ")[0]
    owner, own = prefixes.get("organization"), prefixes.get("name")
    if not owner or owner == own or owner not in {"district", "lea", "company", "organization", "account", "agency"}:
        return
    for index, one in enumerate(guesses):
        if one.field in {"email", "phone"} and folded[index].startswith(f"{owner} "):
            guesses[index] = Guess(reason="Belongs to the organization")
