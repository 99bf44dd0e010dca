"""Guesses where each column of a file goes, with the reason, so that a person only looks at what is doubtful."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from coalition.lib.tabular import fold_header
from stakeholders.importing import values
from stakeholders.importing.fields import LEADER, NAME_PARTS, REPEATABLE, SLOTS, slot_key
from stakeholders.importing.profile import Column
from stakeholders.importing.synonyms import BY_HEADER, REASONS_TO_LEAVE_OUT


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


_EMAIL: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[A-Za-z]{2,}")
_PHONE: Final = re.compile(r"\+?(?:[\s().\-/x]*\d){7,15}\s*(ext[:.\s]*\d+)?", re.IGNORECASE)
_PHONE_HEADER: Final = re.compile(r"phone|\btel|\bcell|mobil|handy|fon\b|voice|^column \w+$")
_PERSON_NAME: Final = re.compile(r"(?!\d)\w[\w'’.\-]*(?: (?!\d)[\w'’.\-]+){1,4}")
_HONORIFIC: Final = re.compile(r"(mr|mrs|ms|miss|dr|prof|herr|frau|sr|sra|hon|rev|mx)\.?", re.IGNORECASE)
_CODE: Final = re.compile(r"['\d.,\s\-]+")
_NUMBERED: Final = (
    (re.compile(r"e ?mail \d+( value| address)?"), "email"),
    (re.compile(r"(phone|tel|telephone|telefon) \d+( value)?"), "phone"),
)
_NUMBERS: Final = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_OFFICES: Final = (
    "administrator|principal|superintendent|assistant principal|head of school|executive director|director|president|"
    "board chair|chair|ceo|counselor|secretary"
)
_CONTACT: Final = re.compile(
    rf"(?:(?:school|campus|site) )?(?P<who>{_OFFICES}|primary contact|secondary contact|main contact|"
    rf"(?:{'|'.join(_NUMBERS[1:])}|alternate|other) contact|(?:contact|person) \d)"
    r"(?: (?P<part>name|full name|title|role|position|job title|e ?mail|e ?mail address|phone|phone number))?"
)
_LEADER: Final = re.compile(
    rf"(?P<level>district|lea|county|diocese|network|organization|company) (?P<who>{_OFFICES})"
    r"(?: (?P<part>name|title|e ?mail|phone))?"
)
_PARTS: Final = {"title": "role_title", "role": "role_title", "position": "role_title", "job title": "role_title"}
_TEXT_FIELDS: Final = frozenset({"name", "organization", "role_title", "sector", "kind", *NAME_PARTS})


def guess(columns: Sequence[Column]) -> list[Guess]:
    """One guess a column. At most one column goes to each field, but to those of `REPEATABLE`."""
    guesses = [_from_header(column) for column in columns]
    folded = [fold_header(column.header) for column in columns]
    _settle_names(guesses, columns, folded)
    _find_contacts(guesses, columns, folded)
    found = {one.field for one in guesses}
    for index, column in enumerate(columns):
        if guesses[index] == Guess() and (other := _from_values(column)).field not in found:
            guesses[index] = other
    _settle_conflicts(guesses, columns)
    _leave_organizations_contacts(guesses, folded)
    return guesses


def _from_header(column: Column) -> Guess:
    if column.blocked:
        return Guess(state=State.BLOCKED, reason=column.blocked)
    if not column.filled:
        return Guess(reason="Empty")
    folded = fold_header(column.header)
    if folded in BY_HEADER:
        field, rank = BY_HEADER[folded]
        return _checked(field, rank, column)
    bare = re.sub(r" \(\d+\)$| \d+$", "", folded)
    for pattern, field in _NUMBERED:
        if pattern.fullmatch(folded):
            return _checked(field, 90, column)
    if bare in BY_HEADER and BY_HEADER[bare][0] in REPEATABLE:
        return _checked(BY_HEADER[bare][0], 95, column)
    if folded in REASONS_TO_LEAVE_OUT:
        return Guess(reason=REASONS_TO_LEAVE_OUT[folded])
    return Guess()


def _checked(field: str, rank: int, column: Column) -> Guess:
    """A guess from the header, weighed against what the cells hold."""
    samples = column.samples
    if field in _TEXT_FIELDS and _share(_CODE, samples) > 0.8:
        return Guess(reason="Holds numbers only")
    if field == "role_title" and _share(_HONORIFIC, samples) > 0.5:
        return Guess("name_prefix", State.MATCHED, f"{column.filled} filled", rank)
    if field in values.CLOSED:
        found = values.share_understood(field, column.common_values())
        if field == "kind" and found < 0.5:
            return Guess(reason="Not needed")
        return Guess(field, State.CHECK, _describe_values(column), rank)
    return Guess(field, State.MATCHED, f"{column.filled} filled", rank)


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
    if _share(_EMAIL, column.samples) > 0.6:
        return Guess("email", State.CHECK, "Looks like email", 200)
    if _PHONE_HEADER.search(fold_header(column.header)) and _share(_PHONE, column.samples) > 0.8:
        return Guess("phone", State.CHECK, "Looks like phone numbers", 200)
    common = column.common_values()
    if fold_header(column.header) == "type" and values.share_understood("kind", common) > 0.8:
        return Guess("kind", State.CHECK, _describe_values(column), 200)
    if len(common) > 1 and values.share_understood("sector", common) >= 0.6:
        return Guess("sector", State.CHECK, _describe_values(column), 200)
    if column.header.startswith("Column ") and _share(_PERSON_NAME, column.samples) > 0.6:
        return Guess("name", State.CHECK, "Looks like names", 200)
    return Guess()


def _settle_names(guesses: list[Guess], columns: Sequence[Column], folded: Sequence[str]) -> None:
    """Names that depend on their neighbors: "Nombre" alone is the whole name, "Title" beside "Job Title" a prefix."""
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
    if len(roles) > 1 and titles and parts:
        guesses[titles[0]].field = "name_prefix"
    if "name" not in present and not parts:
        for index, one in enumerate(guesses):
            if _LEADER.fullmatch(folded[index]) is None and _is_sole_contact(folded, index) and columns[index].filled:
                one.field, one.state, one.reason = "name", State.MATCHED, f"{columns[index].filled} filled"


def _is_sole_contact(folded: Sequence[str], index: int) -> bool:
    matches = [place for place, text in enumerate(folded) if (found := _CONTACT.fullmatch(text)) and not found["part"]]
    return matches == [index]


def _find_contacts(guesses: list[Guess], columns: Sequence[Column], folded: Sequence[str]) -> None:
    """Further people of the row: "Administrator" with "Administrator_Title", "Third_Contact_Name" and so on."""
    if not any(guess.field in {"name", "organization", "given_name"} for guess in guesses):
        return
    slots: dict[str, int] = {}
    for index, text in enumerate(folded):
        column, one = columns[index], guesses[index]
        leader, contact = _LEADER.fullmatch(text), _CONTACT.fullmatch(text)
        found = leader or contact
        if found is None or column.blocked or not column.filled or one.field in {"name", *NAME_PARTS}:
            continue
        part = _PARTS.get(found["part"] or "", (found["part"] or "name").replace("e mail", "email"))
        part = part.removesuffix(" address").removesuffix(" number").removeprefix("full ")
        if leader:
            guesses[index] = Guess(slot_key(LEADER, part), State.MATCHED, f"{column.filled} filled", 10)
            continue
        slot = slots.setdefault(found["who"], len(slots) + 1)
        if slot <= SLOTS:
            guesses[index] = Guess(slot_key(slot, part), State.MATCHED, f"{column.filled} filled", 10)


def _settle_conflicts(guesses: list[Guess], columns: Sequence[Column]) -> None:
    """Leave each field to its likeliest column: the better known header, then the fuller one."""
    best: dict[str, int] = {}
    for index, one in enumerate(guesses):
        if not one.field or one.field in REPEATABLE:
            continue
        other = best.get(one.field)
        if other is None or (one.rank, -columns[index].filled) < (guesses[other].rank, -columns[other].filled):
            best[one.field] = index
    for index, one in enumerate(guesses):
        if one.field in best and best[one.field] != index:
            winner = columns[best[one.field]].header
            guesses[index] = Guess(reason=f"“{winner}” is used instead")


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
