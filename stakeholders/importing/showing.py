"""What the pages of an import show of its columns, of what it will change, and of earlier imports."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from stakeholders.importing.columns import State
from stakeholders.importing.profile import Column
from stakeholders.importing.steps import columns_of, guesses_of
from stakeholders.importing.undoing import may_be_undone, undo_ends
from stakeholders.models import ImportState, Sector, Stakeholder, StakeholderImport

LONGEST_VALUE = 26
IMPORTS_LISTED = 20
LOOKS = {
    State.MATCHED: ("tone-good", "circle-check"),
    State.CHECK: ("tone-warn medium", "circle-question-mark"),
    State.LEFT_OUT: ("muted", "circle-dashed"),
    State.BLOCKED: ("tone-bad medium", "shield-ban"),
}
KINDS = (
    ("organization", "organization", "organizations"),
    ("group", "group", "groups"),
    ("person", "person", "people"),
)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column on the page: its header, what is in it, where it goes and how sure that is."""

    header: str
    note: str
    first: str
    field: Any
    state: State
    tone: str
    icon: str
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One import in the list; `ends` is when its undo ended, None before that and when it was undone."""

    one: StakeholderImport
    result: str
    may_be_undone: bool
    ends: datetime | None


def column_rows(one, form) -> list[ColumnRow]:
    """The columns of the file with the field that says where each goes; those left out come last."""
    found = columns_of(one)
    rows = []
    for index, (column, one_guess) in enumerate(zip(found, guesses_of(found), strict=True)):
        name = f"column-{index}"
        field = form[name] if name in form.fields else None
        state, note = state_of(column, one_guess, one.mapping[index])
        first = "" if column.blocked else shortened(column.first)
        rows.append(ColumnRow(column.header, note, first, field, state, *LOOKS[state], bool(column.blocked)))
    return sorted(rows, key=lambda row: row.state == State.LEFT_OUT)


def state_of(column: Column, one_guess, chosen):
    if column.blocked:
        return State.BLOCKED, column.blocked
    filled = f"{column.filled:,} filled" if column.filled else "Empty"
    if column.is_hidden and column.filled:
        return (State.CHECK if chosen else State.LEFT_OUT), f"Hidden in the sheet, {filled}"
    if chosen == one_guess.field:
        return one_guess.state, one_guess.reason or filled
    return (State.MATCHED if chosen else State.LEFT_OUT), filled


def shortened(text):
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_VALUE else f"{line[:LONGEST_VALUE].rstrip()}…"


def accents_seen(one) -> str:
    """Up to three letters beyond ASCII that occur in the file, to show that its encoding was read rightly."""
    found: list[str] = []
    for kept in one.columns:
        for character in "".join([kept["header"], *kept["samples"]]):
            if character > "\x7f" and unicodedata.category(character).startswith("L") and character not in found:
                found.append(character)
                if len(found) == 3:
                    return ", ".join(found)
    return ", ".join(found)


def growth(counts):
    """The sectors that gain most: name, how many there are now, and how many there will be."""
    gains = {slug: number for slug, number in counts.get("sectors", {}).items() if slug}
    now = dict(Stakeholder.objects.active().order_by().values_list("sector__slug").annotate(number=Count("pk")))
    names = dict(Sector.objects.values_list("slug", "name"))
    largest = sorted(gains, key=lambda slug: -gains[slug])[:3]
    return [(names[slug], now.get(slug, 0), now.get(slug, 0) + gains[slug]) for slug in largest if slug in names]


def kinds_in_words(counts):
    """Who is new, by kind: "138 organizations, 33 people"."""
    kinds = counts.get("kinds", {})
    return ", ".join(
        f"{kinds[kind]:,} {one if kinds[kind] == 1 else many}" for kind, one, many in KINDS if kinds.get(kind)
    )


def absent(counts) -> list[Stakeholder]:
    """The first of those who are on the last list of this kind and not on this one."""
    return list(Stakeholder.objects.filter(pk__in=counts.get("absent_keys", [])).select_related("district"))


def listed(now) -> list[Listed]:
    """The newest imports that were written, with what came of each."""
    found = StakeholderImport.objects.for_list()[:IMPORTS_LISTED]
    return [
        Listed(
            one=one,
            result=result_in_words(one.counts),
            may_be_undone=may_be_undone(one, now) and bool(one.counts.get("new") or one.counts.get("updated")),
            ends=undo_ends(one) if one.state == ImportState.DONE and now >= undo_ends(one) else None,
        )
        for one in found
    ]


def result_in_words(counts):
    parts = [
        f"{counts.get(key, 0):,} {word}" for key, word in (("new", "new"), ("updated", "updated")) if counts.get(key)
    ]
    return ", ".join(parts) or "Nothing new"


def filled_in_words(counts):
    replaced = counts.get("fields_replaced", 0)
    number = counts.get("fields_filled", 0) - replaced
    filled = f"{number:,} field{'' if number == 1 else 's'} filled."
    if tagged := counts.get("tagged", 0):
        filled += f" {tagged:,} {'gets' if tagged == 1 else 'get'} more tags."
    if not replaced:
        return f"{filled} Nothing your colleagues wrote is overwritten."
    return f"{filled} {replaced:,} changed to what the file says; what stood there is in the history."


def out_in_words(counts):
    """Why rows are left out, for the first few: "Row 23: no name"."""
    reasons = counts.get("reasons_out", [])[:3]
    return ". ".join(f"Row {number}: {reason[:1].lower()}{reason[1:].rstrip('.')}" for number, reason in reasons) + "."


def undone_in_words(gone, restored) -> str:
    """What an undo did: "12 went away, 3 are as they were."."""
    back = f", {restored:,} {'is as it was' if restored == 1 else 'are as they were'}" if restored else ""
    return f"{gone:,} went away{back}."


def lede(one) -> str:
    """What came of an import, in a sentence or two."""
    counts = one.counts
    if one.state == ImportState.UNDONE:
        stayed = counts.get("stayed", 0)
        kept = f" {stayed:,} worked on or listed again since {'stays' if stayed == 1 else 'stay'}." if stayed else ""
        return undone_in_words(counts.get("gone", 0), counts.get("restored", 0)) + kept
    out = counts.get("out", 0)
    left = f" {out:,} row{' was' if out == 1 else 's were'} left out." if out else ""
    kept = f", {counts['kept']:,} already there" if counts.get("kept") else ""
    return f"{counts.get('new', 0):,} new, {counts.get('updated', 0):,} updated{kept}.{left}"
